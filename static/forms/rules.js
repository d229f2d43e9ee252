/* The conditions of `survey/1` in the browser: the same subset of JSON Logic, with the same results, as
   forms/engine/rules.py. The server decides again whatever is decided here. */

const isList = Array.isArray;

/** JSON Logic's truth: the empty list, the empty string, zero and null are false; "0" is true. */
export function truthy(value) {
  if (value === null || value === undefined) return false;
  if (isList(value)) return value.length > 0;
  if (typeof value === "object") return Object.keys(value).length > 0;
  return Boolean(value);
}

function toNumber(value) {
  if (value === null || value === undefined) return 0;
  if (typeof value !== "string" && !isList(value)) return Number(value);
  const text = String(value).trim();
  if (text === "") return 0;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

function looselyEqual(left, right) {
  const none = (value) => value === null || value === undefined;
  if (none(left) || none(right)) return none(left) && none(right);
  if (isList(left) && isList(right)) return false;
  if (isList(left)) return looselyEqual(String(left), right);
  if (isList(right)) return looselyEqual(left, String(right));
  if (typeof left === "string" && typeof right === "string") return left === right;
  return toNumber(left) === toNumber(right);
}

function contains(needle, haystack) {
  if (typeof haystack === "string") return haystack !== "" && haystack.includes(String(needle));
  return isList(haystack) && haystack.some((item) => item === needle && !isList(item));
}

function ordered(first, second, compare) {
  const [left, right] = [first, second].map((side) => (isList(side) ? String(side) : side));
  if (typeof left === "string" && typeof right === "string") return compare(left, right);
  return compare(toNumber(left), toNumber(right));
}

const chain = (compare) => (values) =>
  values.slice(1).every((value, index) => ordered(values[index], value, compare));

const finite = (number) => (Number.isFinite(number) ? number : null);

const OPERATORS = {
  "==": ([left, right]) => looselyEqual(left, right),
  "!=": ([left, right]) => !looselyEqual(left, right),
  "<": chain((left, right) => left < right),
  "<=": chain((left, right) => left <= right),
  ">": chain((left, right) => left > right),
  ">=": chain((left, right) => left >= right),
  "!": ([value]) => !truthy(value),
  "!!": ([value]) => truthy(value),
  in: ([needle, haystack]) => contains(needle, haystack),
  "+": (values) => finite(values.reduce((sum, value) => sum + toNumber(value), 0)),
  "*": (values) => finite(values.reduce((product, value) => product * toNumber(value), 1)),
  "-": (values) =>
    finite(values.length === 1 ? -toNumber(values[0]) : toNumber(values[0]) - toNumber(values[1])),
  "/": ([left, right]) => (toNumber(right) ? finite(toNumber(left) / toNumber(right)) : null),
};

/** The value of `rule` for `answers`, a plain object of answers by key. */
export function apply(rule, answers) {
  if (isList(rule)) return rule.map((item) => apply(item, answers));
  if (rule === null || typeof rule !== "object") return rule;
  const [operator, argument] = Object.entries(rule)[0];
  if (operator === "var") {
    const key = isList(argument) ? argument[0] : argument;
    return Object.hasOwn(answers, key) ? answers[key] : null;
  }
  const parts = isList(argument) ? argument : [argument];
  if (operator === "and" || operator === "or") {
    let value = null;
    for (const part of parts) {
      value = apply(part, answers);
      if (truthy(value) === (operator === "or")) return value;
    }
    return value;
  }
  return OPERATORS[operator](parts.map((part) => apply(part, answers)));
}

/** The answers to those of `questions` that are `shown`, by answer key, and those given `elsewhere`. */
export function answersOf(questions, shown, elsewhere) {
  const asked = questions.filter((question) => shown.has(question.key));
  return Object.assign({}, elsewhere, ...asked.map(({ key, value, texts }) => ({ [key]: value(), ...texts?.() })));
}

/**
 * Which of `questions` are asked. Each is `{key, showIf, value(), texts?()}`, where the texts are those written beside
 * its choices, by answer key; a hidden question counts as unanswered, so that what it brought up goes with it. Returns a
 * set of keys.
 */
export function visible(questions, elsewhere) {
  let shown = new Set(questions.map((question) => question.key));
  for (let round = 0; round <= questions.length; round += 1) {
    const answers = answersOf(questions, shown, elsewhere);
    const next = new Set(
      questions
        .filter((question) => !question.showIf || truthy(apply(question.showIf, answers)))
        .map((question) => question.key),
    );
    const settled = next.size === shown.size && [...next].every((key) => shown.has(key));
    shown = next;
    if (settled) break;
  }
  return shown;
}
