/* Which questions are asked, what the answers are and what they add up to, as forms/engine/evaluate.py decides it. The
   server decides again; the conformance vectors in tests/forms/vectors/ hold both to the same. */

import { LARGEST, rounded } from "./decimal.js";
import { answerKeys, isFilledIn, read } from "./reading.js";
import { apply, at, isObject, questionsReadBy, truthy } from "./rules.js";
import { scores } from "./scoring.js";

const TAKES_NO_ANSWER = ["statement", "section"];
const MOST_ROWS = 100;

const isRule = (rule) => rule !== null && rule !== undefined;

const holds = (rule, values) => truthy(apply(rule, values));

/** The rules of `question`, those of its choices and of its rows' questions among them. */
function rulesOf({ show_if, required_if, formula, choices = [], questions = [] }) {
  return [show_if, required_if, formula, ...choices.map((choice) => choice.show_if), ...questions.flatMap(rulesOf)];
}

/** `questions` with what decides about them, and those of their rows, each after the questions that its rules read. */
function decidable(questions, stepRules = new Map()) {
  const entries = questions.map((question) => {
    const conditions = [stepRules.get(question), question.show_if].filter(isRule);
    const reads = [...conditions, ...rulesOf(question)].flatMap(questionsReadBy);
    return { question, conditions, reads, inner: decidable(question.questions ?? []) };
  });
  return inOrder(entries);
}

/** Questions that wait for each other, which the server does not publish, come last: nothing is waited for in vain. */
function inOrder(entries) {
  const undecided = new Set(entries.map(({ question }) => question.key));
  const ordered = [];
  let waiting = entries;
  for (;;) {
    const blocked = [];
    for (const entry of waiting) {
      if (entry.reads.some((key) => undecided.has(key))) {
        blocked.push(entry);
      } else {
        undecided.delete(entry.question.key);
        ordered.push(entry);
      }
    }
    if (blocked.length === waiting.length) return [...ordered, ...blocked];
    waiting = blocked;
  }
}

const inTheirOrder = (questions, values) =>
  Object.fromEntries(
    questions.flatMap(answerKeys).filter((key) => Object.hasOwn(values, key)).map((key) => [key, values[key]]),
  );

/**
 * Reads the answers to `entries` into `scope`, the values that rules read. Returns the values, and by key the names of
 * the questions that are asked, those of rows among them. `pass` gathers what else comes up.
 */
function ask(entries, answers, scope, prefix, pass) {
  const names = new Map();
  const values = {};
  for (const entry of entries) {
    const { question, conditions } = entry;
    if (!conditions.every((rule) => holds(rule, scope))) continue;
    const name = prefix + question.key;
    names.set(question.key, [name]);
    if (TAKES_NO_ANSWER.includes(question.type)) continue;
    const required = question.required || (isRule(question.required_if) && holds(question.required_if, scope));
    const found = answerTo(entry, answers, scope, name, pass);
    if (required && !found.impossible) pass.required.add(name);
    names.get(question.key).push(...(found.names ?? []));
    Object.assign(values, found.values);
    Object.assign(scope, found.values);
  }
  return { names, values };
}

/**
 * What is read of one question: its `values`, the `names` of its rows' questions, and whether it is `impossible` to
 * answer: nobody is required to choose where every choice is ruled out, nor to give what is calculated.
 */
function answerTo({ question, inner }, answers, scope, name, pass) {
  if (question.type === "calculated") {
    const value = calculated(question, scope);
    if (value !== null) pass.calculated[name] = value;
    return { values: value === null ? {} : { [question.key]: value }, impossible: true };
  }
  if (question.type === "group") return rows(question, inner, answers, scope, name, pass);
  const ruledOut = ({ show_if: rule }) => isRule(rule) && !holds(rule, scope);
  const { choices = [] } = question;
  const withheld = choices.filter(ruledOut).map(({ value }) => value);
  if (withheld.length > 0) pass.withheld[name] = withheld;
  const impossible = choices.length > 0 && withheld.length === choices.length;
  return { values: read(question, answers, pass.locale, withheld), impossible };
}

function calculated({ formula, decimals = 2 }, scope) {
  const value = apply(formula, scope);
  return typeof value === "number" && Math.abs(value) <= LARGEST ? rounded(value, decimals) : null;
}

/** A row that was left empty is asked, but not kept. Nor are rows where they are too few or too many. */
function rows(group, inner, answers, scope, name, pass) {
  const given = at(answers, group.key);
  const { questions, min_rows: least = 0, max_rows: most = 20 } = group;
  if (!Array.isArray(given) || given.length > MOST_ROWS || !given.every(isObject)) return {};
  const found = given.map((row, number) => ask(inner, row, { ...scope }, `${name}:${number}:`, pass));
  const kept = found
    .filter(({ names }, number) => questions.some((one) => names.has(one.key) && isFilledIn(one, given[number])))
    .map(({ values }) => inTheirOrder(questions, values));
  return {
    names: found.flatMap(({ names }) => questions.flatMap(({ key }) => names.get(key) ?? [])),
    values: kept.length > 0 && kept.length >= least && kept.length <= most ? { [group.key]: kept } : {},
  };
}

/**
 * What `answers` make of `definition`, a form in the format `survey/1` or any object with its `steps`.
 *
 * `answers` are canonical, or as they are typed by people of `locale`; a hidden question's answer is read as null.
 * `elsewhere` are canonical answers to questions that are not in `definition`, for rules to read. Returns
 *
 * - `visible`: the questions that are asked, in order, by the names of their controls (`staff:0:email` within a row);
 * - `steps`: the keys of the steps that have any;
 * - `required`: those of `visible` that must be answered;
 * - `withheld`: the values of the choices that are not offered, by name;
 * - `values`: canonical answers to visible questions, without those that the server would refuse;
 * - `calculated`: what was calculated, by name, in rows that are not kept too;
 * - `scores`: `{percent, band, themes: [{key, label, percent, band}]}`, or null for a form without themes.
 */
export function evaluate(definition, answers, locale = definition.locale, elsewhere = {}) {
  const { steps } = definition;
  const questions = steps.flatMap((step) => step.questions ?? []);
  const stepRules = new Map(
    steps.flatMap((step) => (step.questions ?? []).map((question) => [question, step.show_if])),
  );
  const own = new Set(questions.flatMap(answerKeys));
  const scope = Object.fromEntries(Object.entries(elsewhere).filter(([key]) => !own.has(key)));
  const pass = { locale, required: new Set(), withheld: {}, calculated: {} };
  const { names, values } = ask(decidable(questions, stepRules), answers, scope, "", pass);
  const visible = questions.flatMap(({ key }) => names.get(key) ?? []);
  return {
    visible,
    steps: steps.filter((step) => (step.questions ?? []).some(({ key }) => names.has(key))).map(({ key }) => key),
    required: visible.filter((name) => pass.required.has(name)),
    withheld: pass.withheld,
    values: inTheirOrder(questions, values),
    calculated: pass.calculated,
    scores: scores(definition, scope),
  };
}
