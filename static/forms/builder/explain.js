/**
 * Rules in words, as `forms/explanations.py` says them: step by step the same, with the words that it hands over.
 *
 * @typedef {{label: string, unit: string, kind: string, choices: ?{value: string, label: string}[],
 *   rows: {value: string, label: string}[]}} Question
 *   What a rule says of a question; `choices` is null where there is nothing to choose.
 */

const EQUALITY = { "==": "is", "===": "is", "!=": "is_not", "!==": "is_not" };
const MIRRORED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const SIGNS = { "+": " + ", "-": " − ", "*": " × ", "/": " / ", "%": " % " };
const LEVELS = { "+": 1, "-": 1, "*": 2, "/": 2, "%": 2 };
const ALONE = 3;
const DATES = ["date", "time", "datetime"];

const isRule = (node) => typeof node === "object" && node !== null && !Array.isArray(node);
const truthy = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The operator of a rule, and its arguments. */
const apart = (node) => {
  const [[operator, argument]] = Object.entries(node);
  return [operator, Array.isArray(argument) ? argument : [argument]];
};

/** Whether `value` depends on an answer. */
export const reads = (value) => {
  if (Array.isArray(value)) return value.some(reads);
  return isRule(value) && ("var" in value || Object.values(value).some(reads));
};

/** What is looked for, where all of several conditions look in the same answer; else nothing. */
const needlesOf = (nodes) => {
  const found = nodes.filter((node) => isRule(node) && "in" in node).map((node) => apart(node)[1]);
  if (found.length !== nodes.length || found.length < 2 || !reads(found[0][1])) return [];
  const alike = found.every(([needle, haystack]) => !reads(needle) && same(haystack, found[0][1]));
  return alike ? found.map(([needle]) => needle) : [];
};

/** The conditions without "is answered", where another compares the same answer with a number. */
const withoutGuards = (nodes) => {
  const ordering = nodes.filter((node) => isRule(node) && Object.keys(node)[0] in MIRRORED);
  const compared = ordering.map((node) => apart(node)[1][0]);
  return nodes.filter((node) => !compared.some((answer) => same(node, { "!=": [answer, null] })));
};

/** The key of the question that a variable reads, and the part of its answer. */
const cut = (variable) => {
  const [key] = variable.split(/[.:]/, 1);
  return [key, variable.slice(key.length + 1)];
};

export class Teller {
  /**
   * @param {Record<string, string>} words
   * @param {string} locale
   * @param {(key: string) => ?Question} lookup
   */
  constructor(words, locale, lookup) {
    Object.assign(this, { words, locale, lookup });
    const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 });
    // The server writes the sign as it is typed.
    this.figure = (number) => numbers.format(number).replace("\u2212", "-");
    this.months = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  }

  sentence(rule, subject) {
    return this.say(subject, { rule: subject === "formula" ? this.value(rule, -1) : this.condition(rule) });
  }

  say(code, parts) {
    return this.words[code].replace(/\$(\w+)/g, (_, name) => parts[name]);
  }

  joined(texts, word) {
    const last = texts.at(-1);
    return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} ${this.words[word]} ${last}` : last;
  }

  condition(node, within = "") {
    if (!isRule(node)) return this.words[truthy(node) ? "always" : "never"];
    const [operator, nodes] = apart(node);
    if (operator === "and" || operator === "or") return this.together(operator, nodes, within);
    if (operator === "!" || operator === "!!") return this.truth(nodes[0], operator === "!");
    if (operator === "var") return this.truth(node, false);
    if (operator === "in") return this.membership([nodes[0]], nodes[1], false);
    if (operator in EQUALITY || operator in MIRRORED) return this.comparison(operator, nodes);
    if (operator === "if") return this.branches(nodes, (branch) => this.condition(branch));
    return this.say("is_not", { left: this.value(node), right: this.figure(0) });
  }

  together(operator, nodes, within) {
    const needles = operator === "or" ? needlesOf(nodes) : [];
    if (needles.length) return this.membership(needles, apart(nodes[0])[1][1], false);
    const parts = operator === "and" ? withoutGuards(nodes) : nodes;
    const told = this.joined(parts.map((part) => this.condition(part, operator)), operator);
    return within !== "" && within !== operator && parts.length > 1 ? `(${told})` : told;
  }

  truth(node, negated) {
    if (!isRule(node)) return this.condition(truthy(node) !== negated);
    const [operator, nodes] = apart(node);
    if (operator === "var") return this.say(negated ? "not_answered" : "answered", { left: this.value(node) });
    if (!negated) return this.condition(node);
    if (operator === "in") return this.membership([nodes[0]], nodes[1], true);
    const needles = operator === "or" ? needlesOf(nodes) : [];
    if (needles.length) return this.membership(needles, apart(nodes[0])[1][1], true);
    return this.say("not", { rule: this.condition(node, "not") });
  }

  membership(needles, haystack, negated) {
    if (this.question(haystack)?.choices && !reads(needles)) {
      const texts = needles.map((needle) => this.literal(needle, haystack));
      return this.oneOrNone(["includes", "includes_not", "includes_none"], this.value(haystack), texts, negated);
    }
    if (Array.isArray(haystack) && haystack.length && !reads(haystack)) {
      const texts = haystack.map((item) => this.literal(item, needles[0]));
      return this.oneOrNone(["one_of", "not_one", "none_of"], this.value(needles[0]), texts, negated);
    }
    if (!truthy(haystack)) return this.condition(negated);
    const code = this.question(haystack) ? "contains" : "within";
    const told = [this.joined(needles.map((needle) => this.value(needle)), "or"), this.value(haystack)];
    const [left, right] = code === "contains" ? told.reverse() : told;
    const said = this.say(code, { left, right });
    return negated ? this.say("not", { rule: said }) : said;
  }

  oneOrNone([one, notOne, none], left, texts, negated) {
    if (!negated) return this.say(one, { left, right: this.joined(texts, "or") });
    return this.say(texts.length > 1 ? none : notOne, { left, right: this.joined(texts, "nor") });
  }

  comparison(operator, nodes) {
    if (nodes.length === 3) {
      const [first, middle, last] = nodes;
      const sides = [this.comparison(MIRRORED[operator], [middle, first]), this.comparison(operator, [middle, last])];
      return this.joined(sides, "and");
    }
    let [left, right] = nodes;
    if (reads(right) && !reads(left)) {
      [left, right] = [right, left];
      operator = MIRRORED[operator] ?? operator;
    }
    if (right === null && operator in EQUALITY) {
      return this.say(EQUALITY[operator] === "is" ? "not_answered" : "answered", { left: this.value(left) });
    }
    let code = EQUALITY[operator] ?? operator;
    if (operator in MIRRORED && DATES.includes(this.question(left)?.kind)) code = `date ${operator}`;
    return this.say(code, { left: this.value(left), right: this.literal(right, left) });
  }

  value(node, least = 0) {
    if (!isRule(node)) return this.literal(node, null);
    const [operator, nodes] = apart(node);
    if (operator === "var") return this.variable(nodes);
    const [told, level] = this.told(operator, nodes, node);
    return level < least ? `(${told})` : told;
  }

  told(operator, nodes, node) {
    if (operator in SIGNS) return [this.arithmetic(operator, nodes), LEVELS[operator]];
    if (operator === "min" || operator === "max") {
      return [this.say(operator, { rule: this.joined(nodes.map((item) => this.value(item)), "and") }), 0];
    }
    if (operator === "if") return [this.branches(nodes, (branch) => this.value(branch)), -1];
    return [this.condition(node), -1];
  }

  arithmetic(operator, [first, ...rest]) {
    if (!rest.length) return (operator === "-" ? "−" : "") + this.value(first, ALONE);
    const level = LEVELS[operator];
    return [this.value(first, level), ...rest.map((item) => this.value(item, level + 1))].join(SIGNS[operator]);
  }

  branches([rule, then, ...otherwise], tell) {
    const parts = { left: tell(then), rule: this.condition(rule, "if") };
    if (!otherwise.length) return this.say("if", parts);
    const right = otherwise.length > 1 ? this.branches(otherwise, tell) : tell(otherwise[0]);
    return this.say("if_else", { ...parts, right });
  }

  variable([variable, missing = null]) {
    const name = this.named(variable);
    return missing === null ? name : this.say("default", { left: name, right: this.literal(missing, null) });
  }

  named(variable) {
    const [key, part] = cut(variable);
    const question = this.lookup(key);
    const label = question ? question.label.trim() : key;
    if (!part) return this.say("quoted", { text: label });
    const parts = question?.rows.length ? question.rows : (question?.choices ?? []);
    const known = parts.find(({ value }) => value === part);
    return this.say("quoted", { text: `${label}: ${known ? known.label : part}` });
  }

  question(node) {
    if (!isRule(node) || !("var" in node)) return null;
    const [variable] = apart(node)[1];
    return variable.includes(":") ? null : (this.lookup(cut(variable)[0]) ?? null);
  }

  literal(value, beside) {
    if (isRule(value)) return this.value(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item)).join(", ");
    if (value === null || typeof value === "boolean") return this.words[String(value)];
    const question = this.question(beside);
    if (question?.choices && typeof value === "string") {
      return question.choices.find((choice) => choice.value === value)?.label ?? value.slice(0, 64);
    }
    if (typeof value === "number") return `${this.figure(value)} ${question?.unit ?? ""}`.trim();
    const shown = DATES.includes(question?.kind) ? this.moment(value, question.kind) : null;
    return shown ?? this.say("quoted", { text: value });
  }

  /** A day, a time or both as people of the language write them; null for what is none. */
  moment(text, kind) {
    const match = /^(?:(\d{4})-(\d{2})-(\d{2}))?T?(?:(\d{2}):(\d{2}))?$/.exec(text);
    if (!match) return null;
    const [year, month, day, hour, minute] = match.slice(1);
    const date = year && this.day(Number(year), Number(month), Number(day));
    const time = hour && `${this.locale === "fi" ? Number(hour) : hour}${this.locale === "fi" ? "." : ":"}${minute}`;
    const parts = { date: [date], time: [time], datetime: [date, time] }[kind];
    return parts.every(Boolean) ? parts.join(" ") : null;
  }

  day(year, month, day) {
    const moment = new Date(Date.UTC(year, month - 1, day));
    if (moment.getUTCMonth() !== month - 1) return null;
    return this.locale === "en" ? `${day} ${this.months.format(moment)} ${year}` : `${day}.${month}.${year}`;
  }
}
