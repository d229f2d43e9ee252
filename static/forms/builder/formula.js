/** Formulas as `forms/builder/formula.py` reads them. */

const TOKEN = /\s*(?:([0-9]+(?:[.,][0-9]+)?)|([a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)*)|([-−+*×/÷%():;]))/y;
const SIGNS = { "−": "-", "×": "*", "÷": "/", ":": "/" };
const CHAINED = ["+", "*"];
const DEEPEST = 24;

const tokens = (text) => {
  const found = [];
  const trimmed = text.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < trimmed.length; ) {
    const match = TOKEN.exec(trimmed);
    if (!match) throw new SyntaxError(text);
    const [, number, key, sign] = match;
    if (number) found.push({ number: Number(number.replace(",", ".")) });
    else if (key) found.push({ key });
    else found.push({ sign: SIGNS[sign] ?? sign });
  }
  return found;
};

class Parser {
  constructor(text) {
    this.tokens = tokens(text);
    this.depth = 0;
  }

  peek() {
    return this.tokens[0]?.sign;
  }

  expect(sign) {
    if (this.tokens.shift()?.sign !== sign) throw new SyntaxError(sign);
  }

  sum() {
    return this.chain(["+", "-"], () => this.product());
  }

  product() {
    return this.chain(["*", "/", "%"], () => this.single());
  }

  chain(operators, operand) {
    let left = operand();
    let last;
    while (operators.includes(this.peek())) {
      const { sign } = this.tokens.shift();
      const right = operand();
      left = sign === last && CHAINED.includes(sign) ? { [sign]: [...left[sign], right] } : { [sign]: [left, right] };
      last = sign;
    }
    return left;
  }

  single() {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new SyntaxError("depth");
    const { number, key, sign } = this.tokens.shift() ?? {};
    let found;
    if (number !== undefined) found = number;
    else if (key) found = ["min", "max"].includes(key) && this.peek() === "(" ? { [key]: this.choices() } : { var: key };
    else if (sign === "-") found = { "-": [this.single()] };
    else if (sign === "(") {
      found = this.sum();
      this.expect(")");
    } else throw new SyntaxError("end");
    this.depth -= 1;
    return found;
  }

  choices() {
    this.expect("(");
    const found = [this.sum()];
    while (this.peek() === ";") {
      this.tokens.shift();
      found.push(this.sum());
    }
    this.expect(")");
    return found;
  }
}

/** The rule that `text` stands for; null for what is no formula. */
export function parseFormula(text) {
  try {
    const parser = new Parser(text);
    const rule = parser.sum();
    return parser.tokens.length || typeof rule !== "object" ? null : rule;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
