/* The conformance vectors of the form API, run against the copied evaluate.js; the README beside them says what they are. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { evaluate } from "../src/engine/evaluate.js";
import { apply } from "../src/engine/rules.js";

const VECTORS = new URL(process.env.VECTORS_FOLDER ?? "../../../../tests/forms/vectors/", import.meta.url);
const LANGUAGES = ["sv", "fi", "en"];
const load = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, VECTORS), "utf8"));

/** As JSON has it, where numbers have one type and -0 is 0. */
const plain = (value) => JSON.parse(JSON.stringify(value ?? null));

const inAnyOrder = (withheld) =>
  Object.fromEntries(Object.entries(withheld).map(([name, values]) => [name, [...values].sort()]));

describe("rules", () => {
  for (const { rule, answers, value } of load("rules")) {
    test(JSON.stringify([rule, answers]), () => assert.deepEqual(plain(apply(rule, answers)), value));
  }
});

describe("reading", () => {
  for (const { question, raw, value, locale, server } of load("reading")) {
    if (server) continue;
    for (const language of locale ? [locale] : LANGUAGES) {
      test(JSON.stringify([question.type, raw, language]), () => {
        const form = { locale: language, steps: [{ key: "step", questions: [{ key: "q", label: "Q", ...question }] }] };
        assert.deepEqual(plain(evaluate(form, { q: raw }, language).values.q), value);
      });
    }
  }
});

for (const file of ["visibility", "groups", "scoring"]) {
  const { forms, cases } = load(file);
  describe(file, () => {
    for (const { name, form, locale, answers, ...expected } of cases) {
      test(name, () => {
        const found = evaluate(forms[form], answers, locale ?? forms[form].locale);
        const { visible, steps, values, required, withheld, scores } = found;
        const told = { visible, steps, values, required, withheld: inAnyOrder(withheld), scores };
        const { errors, ...rest } = { required: [], withheld: {}, scores: null, ...expected };
        assert.deepEqual(plain(told), { ...rest, withheld: inAnyOrder(rest.withheld) });
      });
    }
  });
}
