/* The conditions of `survey/1` in the browser: the same subset of JSON Logic, with the same results, as
   forms/engine/rules.py. The server decides again whatever is decided here. A rule that the server would not publish
   is worth null. */

const isList = Array.isArray;

export const isObject = (value) => value !== null && typeof value === "object" && !isList(value);

/** What `object` itself has under `key`, null where it has nothing: a question may be called `constructor`. */
export const at = (object, key) => (Object.hasOwn(object, key) ? (object[key] ?? null) : null);

/** JSON Logic's truth: the empty list, the empty string, zero and null are false; "0" is true. */
export function truthy(value) {
  if (isList(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

function toText(value) {
  if (isList(value)) return value.map((item) => (item === null ? "" : toText(item))).join(",");
  return isObject(value) ? "[object Object]" : String(value);
}

function toNumber(value) {
  if (typeof value !== "string" && typeof value !== "object") return Number(value);
  const text = value === null ? "" : toText(value).trim();
  if (text === "") return 0;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

function looselyEqual(left, right) {
  if (left === null || right === null) return left === right;
  if (isList(left) && isList(right)) return false;
  if (isList(left)) return looselyEqual(toText(left), right);
  if (isList(right)) return looselyEqual(left, toText(right));
  if (typeof left === "string" && typeof right === "string") return left === right;
  return toNumber(left) === toNumber(right);
}

/** JavaScript's `===`, for which two lists or two objects are never the same. */
const strictlyEqual = (left, right) => left === right && (left === null || typeof left !== "object");

function contains(needle, haystack) {
  if (typeof haystack === "string") return haystack !== "" && haystack.includes(toText(needle));
  return isList(haystack) && haystack.some((item) => strictlyEqual(needle, item));
}

function ordered(first, second, compare) {
  const [left, right] = [first, second].map((side) => (isList(side) ? toText(side) : side));
  if (typeof left === "string" && typeof right === "string") return compare(left, right);
  return compare(toNumber(left), toNumber(right));
}

const chain = (compare) => (values) =>
  values.slice(1).every((value, index) => ordered(values[index], value, compare));

const finite = (number) => (Number.isFinite(number) ? number + 0 : null);

const arithmetic = (calculate) => (values) => finite(calculate(...values.map(toNumber)));

const OPERATORS = new Map(
  Object.entries({
    "==": ([left, right]) => looselyEqual(left, right),
    "!=": ([left, right]) => !looselyEqual(left, right),
    "===": ([left, right]) => strictlyEqual(left, right),
    "!==": ([left, right]) => !strictlyEqual(left, right),
    "<": chain((left, right) => left < right),
    "<=": chain((left, right) => left <= right),
    ">": chain((left, right) => left > right),
    ">=": chain((left, right) => left >= right),
    "!": ([value]) => !truthy(value),
    "!!": ([value]) => truthy(value),
    in: ([needle, haystack]) => contains(needle, haystack),
    "+": arithmetic((...numbers) => numbers.reduce((sum, number) => sum + number)),
    "*": arithmetic((...numbers) => numbers.reduce((product, number) => product * number)),
    "-": arithmetic((left, right) => (right === undefined ? -left : left - right)),
    "/": arithmetic((left, right) => left / right),
    "%": arithmetic((left, right) => left % right),
    min: arithmetic(Math.min),
    max: arithmetic(Math.max),
  }),
);

/** The first value that decides the matter, or the last one. */
const until = (decides) => (parts, value) => {
  let found = null;
  for (const part of parts) {
    found = value(part);
    if (decides(found)) break;
  }
  return found;
};

/** Condition, value, condition, value, …, and what holds otherwise: null where nothing is said of it. */
function choose(parts, value) {
  for (let index = 0; index + 1 < parts.length; index += 2) {
    if (truthy(value(parts[index]))) return value(parts[index + 1]);
  }
  return parts.length % 2 ? value(parts.at(-1)) : null;
}

/* These evaluate only the arguments that they need. */
const LAZY = new Map([
  ["and", until((found) => !truthy(found))],
  ["or", until(truthy)],
  ["if", choose],
]);

const isNested = (key) => key.includes(".") && !key.includes(":");

/**
 * The answer at `key`; a point leads into an answer that has parts (`address.city`), a number to a list's item. After a
 * colon all belongs to the value of a choice, which may have points of its own.
 */
function readKey(answers, key) {
  if (!isNested(key)) return at(answers, key);
  return key.split(".").reduce((value, part) => {
    if (isList(value)) return /^\d{1,4}$/.test(part) ? (value[Number(part)] ?? null) : null;
    return isObject(value) ? at(value, part) : null;
  }, answers);
}

const variableOf = (argument) => {
  const [key, otherwise = null] = isList(argument) ? argument : [argument];
  return { key: String(key), otherwise };
};

/** The value of `rule` for `answers`, a plain object of canonical answers by key. */
export function apply(rule, answers) {
  const value = (part) => apply(part, answers);
  if (isList(rule)) return rule.map(value);
  if (!isObject(rule)) return rule ?? null;
  const [operator, argument] = Object.entries(rule)[0] ?? [];
  if (operator === "var") {
    const { key, otherwise } = variableOf(argument);
    return readKey(answers, key) ?? otherwise;
  }
  const parts = isList(argument) ? argument : [argument];
  if (LAZY.has(operator)) return LAZY.get(operator)(parts, value);
  return OPERATORS.has(operator) && parts.length > 0 ? OPERATORS.get(operator)(parts.map(value)) : null;
}

/** The keys of the questions that `rule` reads: `address` for `address.city`, `q` for `q:other`. */
export function questionsReadBy(rule) {
  if (isList(rule)) return rule.flatMap(questionsReadBy);
  if (!isObject(rule)) return [];
  return Object.entries(rule).flatMap(([operator, argument]) =>
    operator === "var" ? [variableOf(argument).key.split(/[.:]/)[0]] : questionsReadBy(argument),
  );
}
