/** Keys as `forms/builder/keys.py` and `copies.py` make them: once, from the label; copies get their own. */

import { parsed } from "./rows.js";

const LONGEST = 48;
const LETTERS = { æ: "ae", ø: "o", ß: "ss", đ: "d", ł: "l", þ: "th", ð: "d" };
const NAMING = ["question", "follow_up_of", "weight_by_question"];
const KEY = /(?<![A-Za-z0-9_.])[a-z][a-z0-9_]*/g;

const slug = (label) =>
  label
    .toLowerCase()
    .replace(/[æøßđłþð]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, LONGEST)
    .replace(/_+$/, "");

const base = (label, kind, number) => {
  const made = slug(label);
  if (kind === "choice") return made || `choice_${number}`;
  if (!/[a-z]/.test(made)) return `${kind}_${number}`;
  return /^[a-z]/.test(made) ? made : `${kind}_${made}`;
};

/** A key of `kind` for what is called `label`, none of those in `taken`. */
export function makeKey(label, kind, taken) {
  const wanted = base(label, kind, taken.size + 1);
  let candidate = wanted;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${wanted}_${count}`;
  return candidate;
}

/* ---------- copies ---------- */

/** The questions in the state of a step or a group, those of rows right after their group. */
export function* questionsOf(holder) {
  for (const { value } of holder.questions ?? []) {
    yield value;
    yield* questionsOf(value);
  }
}

const renamed = (variable, names) => {
  const [key] = variable.split(/[.:]/, 1);
  return (names.get(key) ?? key) + variable.slice(key.length);
};

const renamedRule = (rule, names) => {
  if (Array.isArray(rule)) return rule.map((inner) => renamedRule(inner, names));
  if (typeof rule !== "object" || rule === null) return rule;
  if (Object.keys(rule).length === 1 && "var" in rule) {
    const [variable, ...rest] = [rule.var].flat();
    const name = typeof variable === "string" ? renamed(variable, names) : variable;
    return { var: rest.length ? [name, ...rest] : name };
  }
  return Object.fromEntries(Object.entries(rule).map(([operator, inner]) => [operator, renamedRule(inner, names)]));
};

const referring = (field, text, names) => {
  if (NAMING.includes(field)) return renamed(text, names);
  if (field === "expression") return text.replace(KEY, (key) => names.get(key) ?? key);
  const rule = field === "advanced" ? parsed(text) : null;
  return rule ? JSON.stringify(renamedRule(rule, names)) : text;
};

/** Makes everything in the state of a block that refers to a question refer to what it is called in `names`. */
export function refer(state, names) {
  for (const [field, inner] of Object.entries(state)) {
    if (typeof inner === "object" && inner !== null) refer(inner, names);
    else if (typeof inner === "string" && inner) state[field] = referring(field, inner, names);
  }
}

/** New ids for everything that has one in the state of a block. */
export function renewIds(state) {
  for (const inner of Object.values(state)) {
    if (typeof inner === "object" && inner !== null) renewIds(inner);
  }
  if ("id" in state && "value" in state) state.id = crypto.randomUUID();
}
