/** Blocks whose inputs are made when they are unfolded, and streams that are posted as one text of JSON. */

import { Teller } from "./explain.js";
import { parseFormula } from "./formula.js";
import { makeKey, questionsOf, refer, renewIds } from "./keys.js";
import { parsed, ruleOf } from "./rows.js";
import { stateOf, toJson } from "./state.js";
import { addRoot, around, changed, follow, own, ownerOf } from "./survey.js";
import { kindOf, lookup, questions, steps, themes, words } from "./survey.js";

const { ListBlock, StreamBlockDefinition, StructBlock, StructBlockDefinition } = window.wagtailStreamField.blocks;

let commented = null;

/** Whether somebody has commented on something in the block `id`: a comment is shown only where its input is. */
const hasComments = (id) => {
  commented ??= JSON.parse(document.getElementById("comments-data")?.textContent ?? "{}").comments ?? [];
  return Boolean(id) && commented.some(({ contentpath }) => contentpath.includes(id));
};

let teller = null;

/** `rule` as a sentence about `subject`; empty for none. */
export function tell(rule, subject) {
  if (!rule) return "";
  teller ??= new Teller(words.explanations, words.locale, lookup);
  try {
    return teller.sentence(rule, subject);
  } catch {
    // JSON Logic that no survey accepts: the server says why.
    return "";
  }
}

/** What the state of a condition or a formula says, as a rule. */
export const readRule = (state) => {
  if ("conditions" in state) return ruleOf(state, kindOf);
  return state.advanced.trim() ? parsed(state.advanced) : parseFormula(state.expression);
};

class FoldedBlock {
  constructor(blockDef, placeholder, prefix, initialState, initialError) {
    Object.assign(this, { blockDef, placeholder, prefix, type: blockDef.name, block: null });
    this.state = stateOf(blockDef, initialState);
    this.json = null;
    this.element = placeholder.closest("[data-streamfield-child]");
    this.panel = placeholder.closest("[data-panel]");
    own(this.element, this);
    follow(this);
    const toggle = this.panel.querySelector("[data-panel-toggle]");
    toggle.addEventListener("wagtail:panel-toggle", ({ detail }) => detail.expanded && this.open());
    if (initialError) this.open(initialError);
    // Only after its making is a block folded, if it is.
    queueMicrotask(() => {
      const unfolded = toggle.getAttribute("aria-expanded") === "true";
      if (unfolded || hasComments(this.element.dataset.contentpath)) this.open();
    });
  }

  open(error) {
    if (this.block) return;
    this.block = new StructBlock(this.blockDef.unfolded, this.placeholder, this.prefix, this.state, error);
    this.state = null;
    this.json = null;
    this.named?.element.addEventListener("change", () => this.makeKey());
    this.named?.element.addEventListener("paste", (event) => this.paste(event));
    this.makeKey();
    changed();
  }

  /* ---------- as Wagtail asks ---------- */

  get container() {
    return this.block?.container;
  }

  toJson() {
    if (this.block) return toJson(this.block);
    this.json ??= JSON.stringify(this.state);
    return this.json;
  }

  getState() {
    return JSON.parse(this.toJson());
  }

  getValue() {
    return this.getState();
  }

  setState(state) {
    if (this.block) this.block.setState(state);
    else {
      this.state = stateOf(this.blockDef, state);
      this.json = null;
    }
  }

  setError(error) {
    if (!error) return;
    this.open();
    this.block.setError(error);
  }

  focus(options) {
    this.open();
    this.block.focus(options);
  }

  getTextLabel({ maxLength } = {}) {
    const text = (this.blockDef.meta.labelFormat ?? "").replace(/\{(\w+)\}/g, (_, name) => this.get(name)).trim();
    return maxLength && text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  }

  /** A copy: everything in it has an id and a key of its own, and its conditions mean the copies. */
  getDuplicatedState() {
    const state = this.getState();
    renewIds(state);
    const { kind, field } = this.blockDef.meta.keyed ?? {};
    if (!field) return state;
    const names = new Map();
    const taken = new Set(questions().map(({ key }) => key));
    const inside = kind === "question" ? [state, ...questionsOf(state)] : [...questionsOf(state)];
    for (const question of inside) {
      const key = makeKey(question.label, "question", taken);
      names.set(question.key, key);
      taken.add(key);
      question.key = key;
    }
    if (kind !== "question") state[field] = makeKey(this.label, kind, new Set([...this.others(), this.get(field)]));
    refer(state, names);
    return state;
  }

  /* ---------- as the builder asks ---------- */

  get(name) {
    if (!this.block) return this.state[name] ?? "";
    return this.block.childBlocks[name] ? JSON.parse(toJson(this.block.childBlocks[name])) : "";
  }

  /** The field that the block's key is made from. */
  get named() {
    const { childBlocks } = this.block;
    return this.blockDef.meta.keyed ? (childBlocks.label ?? childBlocks.title) : null;
  }

  get label() {
    return this.get("label") || this.get("title");
  }

  /** The keys that the block's own must differ from. */
  others() {
    const { kind, field } = this.blockDef.meta.keyed;
    const alike = { question: questions, step: steps, theme: themes }[kind];
    if (alike) return alike().filter(({ view }) => view.block !== this).map(({ view }) => view.get(field));
    const beside = [...this.element.parentElement.children].map(ownerOf);
    return beside.filter((block) => block && block !== this && !block.isDeleted).map((block) => block.get(field));
  }

  get isDeleted() {
    return this.element.querySelector(":scope > input[name$='-deleted']").value === "1";
  }

  makeKey() {
    const { kind, field } = this.blockDef.meta.keyed ?? {};
    if (!field || this.get(field) || !this.label.trim()) return;
    this.block.childBlocks[field].setState(makeKey(this.label, kind, new Set(this.others().filter(Boolean))));
    changed();
  }

  /** Text of several lines that is pasted where a choice or a row is named becomes one of them for each line. */
  paste(event) {
    const lines = event.clipboardData.getData("text").split("\n").map((line) => line.trim()).filter(Boolean);
    const fields = around(this.element)[1]?.block.childBlocks ?? {};
    const list = Object.values(fields).find(({ children }) => children?.some(({ block }) => block === this));
    if (lines.length < 2 || !(list instanceof ListBlock)) return;
    event.preventDefault();
    const [first, ...rest] = lines;
    const input = this.named.widget.input;
    input.setRangeText(first, input.selectionStart, input.selectionEnd, "end");
    const at = list.children.findIndex(({ block }) => block === this) + 1;
    const { childBlockDef, initialChildState } = list.blockDef;
    const { name } = this.named.blockDef;
    rest.forEach((line, number) => {
      const state = { ...stateOf(childBlockDef, initialChildState), [name]: line };
      const made = list.insert(state, at + number, { id: crypto.randomUUID() });
      made.block.open();
      made.collapse();
    });
    this.makeKey();
    changed();
  }

  /** Says below the heading on what the block depends. */
  refresh() {
    const told = Object.entries(this.blockDef.meta.rules)
      .map(([name, subject]) => tell(readRule(this.get(name)), subject))
      .filter(Boolean)
      .join(" ");
    if (!this.line && !told) return;
    if (!this.line) {
      this.line = document.createElement("p");
      this.line.className = "survey-when";
      this.panel.querySelector(".w-panel__header").after(this.line);
    }
    if (this.line.textContent !== told) this.line.textContent = told;
    this.line.hidden = !told;
  }
}

export class FoldedBlockDefinition extends StructBlockDefinition {
  constructor(name, children, meta) {
    super(name, children, meta);
    // Its panel is that of the sequence which it is in.
    this.unfolded = new StructBlockDefinition(name, children, meta);
    this.unfolded.collapsible = false;
  }

  render(placeholder, prefix, initialState, initialError) {
    return new FoldedBlock(this, placeholder, prefix, initialState, initialError);
  }
}

export class WholeStreamDefinition extends StreamBlockDefinition {
  render(placeholder, prefix, initialState, initialError) {
    const block = super.render(placeholder, prefix, initialState, initialError);
    addRoot(prefix, block, this.meta.survey);
    changed();
    return block;
  }
}
