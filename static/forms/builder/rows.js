/** The rule that a row stands for, as `forms/builder/comparisons.py` makes it. */

const number = (text) => {
  const plain = text.replace(",", ".").replace("−", "-").replace(/[\s\u00a0]/g, "");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : null;
};

const split = (text) => text.split(",").map((value) => value.trim()).filter(Boolean);

const ORDER = { at_least: ">=", at_most: "<=", more_than: ">", less_than: "<" };
/** With which numbers a comparison would hold of no answer, which JSON Logic reads as 0. */
const NO_ANSWER_WOULD_DO = {
  ">=": (value) => value <= 0,
  "<=": (value) => value >= 0,
  ">": (value) => value < 0,
  "<": (value) => value > 0,
};
const FALSE_IS_AN_ANSWER = ["number", "yes_no"];
const ORDERED = ["date", "time", "datetime"];

const includes = (asked, values) => {
  const rules = values.map((value) => ({ in: [value, asked] }));
  return rules.length === 1 ? rules[0] : { or: rules };
};

const compared = (asked, operator, value) => {
  const rule = { [operator]: [asked, value] };
  const guarded = typeof value === "number" && NO_ANSWER_WOULD_DO[operator](value);
  return guarded ? { and: [{ "!=": [asked, null] }, rule] } : rule;
};

/**
 * @param {{question: string, comparison: string, values: string}} row
 * @param {(variable: string) => string} kindOf
 * @returns {?object} the rule, or null for a row that is not finished
 */
export function rowRule({ question, comparison: chosen, values }, kindOf) {
  if (!question) return null;
  const [comparison] = [chosen].flat();
  const asked = { var: question };
  const kind = kindOf(question);
  const several = split(values);
  const one = kind === "number" ? number(values) : values.trim() || null;
  if (comparison in ORDER) {
    const value = ORDERED.includes(kind) ? one : number(values);
    return value === null ? null : compared(asked, ORDER[comparison], value);
  }
  switch (comparison) {
    case "one_of":
      return several.length ? { in: [asked, several] } : null;
    case "none_of":
      return several.length ? { "!": { in: [asked, several] } } : null;
    case "includes":
      return several.length ? includes(asked, several) : null;
    case "includes_none":
      return several.length ? { "!": includes(asked, several) } : null;
    case "yes":
    case "no":
      return { "==": [asked, comparison === "yes"] };
    case "is":
    case "is_not":
      return one === null ? null : { [comparison === "is" ? "==" : "!="]: [asked, one] };
    case "answered":
      return FALSE_IS_AN_ANSWER.includes(kind) ? { "!=": [asked, null] } : { "!!": asked };
    case "not_answered":
      return FALSE_IS_AN_ANSWER.includes(kind) ? { "==": [asked, null] } : { "!": asked };
    default:
      return null;
  }
}

/** The rule of a condition's block as far as it is written; null where nothing is. */
export function ruleOf({ match, conditions, advanced }, kindOf) {
  if (advanced.trim()) return parsed(advanced);
  const rules = conditions.map(({ value }) => rowRule(value, kindOf)).filter(Boolean);
  if (rules.length < 2) return rules[0] ?? null;
  return { [[match].flat()[0] === "any" ? "or" : "and"]: rules };
}

/** JSON Logic as it was written; null for what is none. */
export function parsed(text) {
  try {
    const rule = JSON.parse(text);
    return typeof rule === "object" && rule !== null && !Array.isArray(rule) ? rule : null;
  } catch {
    return null;
  }
}
