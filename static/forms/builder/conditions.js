/** Conditions and formulas in the editor: lists and inputs that fit the question, and what they say in words. */

import { FollowingList } from "./controls.js";
import { readRule, tell } from "./folded.js";
import { rowRule } from "./rows.js";
import { plain } from "./state.js";
import { around, changed, follow, kindOf, lookup, words } from "./survey.js";

const { StructBlock, StructBlockDefinition } = window.wagtailStreamField.blocks;

const wrapper = (block) => block.element.closest("[data-contentpath]");
const TYPES = { date: "date", time: "time", datetime: "datetime-local" };
const SHAPES = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  "datetime-local": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/,
};
const SINGLE = ["is", "is_not"];

/** The answers of a question, to tick, over the input that keeps them. */
class Ticks {
  constructor(input, label) {
    this.input = input;
    this.element = document.createElement("fieldset");
    this.element.className = "survey-values";
    this.element.setAttribute("aria-label", label);
    input.after(this.element);
    this.element.addEventListener("change", (event) => this.tick(event.target));
  }

  get ticked() {
    return this.input.value.split(",").map((value) => value.trim()).filter(Boolean);
  }

  tick(box) {
    const boxes = [...this.element.querySelectorAll("input")];
    if (this.single && box.checked) for (const other of boxes) other.checked = other === box;
    this.input.value = boxes.filter(({ checked }) => checked).map(({ value }) => value).join(", ");
  }

  show(choices, single) {
    this.single = single;
    const { ticked } = this;
    const known = choices.filter(({ value }) => value);
    const gone = ticked.filter((value) => !known.some((choice) => choice.value === value));
    const boxes = [...known, ...gone.map((value) => ({ value, label: `${value} (${words.ui.gone})`, isGone: true }))];
    const shown = JSON.stringify(boxes);
    if (shown !== this.shown) this.element.replaceChildren(...boxes.map((choice) => this.box(choice)));
    this.shown = shown;
    for (const box of this.element.querySelectorAll("input")) box.checked = ticked.includes(box.value);
  }

  box({ value, label, isGone }) {
    const element = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", value });
    element.classList.toggle("survey-gone", Boolean(isGone));
    element.append(box, label || value);
    return element;
  }
}

class ConditionBlock extends StructBlock {
  constructor(...args) {
    super(...args);
    const { question, comparison, values } = this.childBlocks;
    this.element = this.container[0];
    this.comparison = comparison.widget.input;
    this.values = values.widget.input;
    this.ticks = new Ticks(this.values, values.blockDef.meta.label);
    question.widget.input.addEventListener("change", () => this.choose());
    this.element.addEventListener("change", () => this.refresh());
    follow(this);
    this.refresh();
  }

  get row() {
    return plain(this);
  }

  /** Another question: what it was compared with says nothing any more. */
  choose() {
    const fitting = words.fitting[kindOf(this.row.question)] ?? words.fitting.text;
    const fits = fitting.some(([comparison]) => comparison === this.comparison.value);
    this.offer(fitting, fits ? this.comparison.value : fitting[0][0]);
    this.values.type = "text";
    this.values.value = "";
  }

  getTextLabel() {
    const told = tell(rowRule(this.row, kindOf), "bare");
    return told || wrapper(this.childBlocks.question).querySelector("option:checked")?.text || "";
  }

  refresh() {
    const { question, comparison } = this.row;
    const kind = kindOf(question);
    this.offer(words.fitting[kind] ?? words.fitting.text, comparison);
    const chosen = this.comparison.value;
    const key = question.split(/[.:]/, 1)[0];
    const choices = question.includes(":") ? null : lookup(key)?.choices;
    const ticked = Boolean(choices?.length) && (words.several.includes(chosen) || SINGLE.includes(chosen));
    wrapper(this.childBlocks.comparison).hidden = !question;
    wrapper(this.childBlocks.values).hidden = !question || !this.needsValues(chosen);
    this.values.hidden = ticked;
    this.ticks.element.hidden = !ticked;
    if (ticked) this.ticks.show(choices, SINGLE.includes(chosen));
    else this.shape(kind);
  }

  needsValues(comparison) {
    return words.several.includes(comparison) || !/^(yes|no|answered|not_answered)$/.test(comparison);
  }

  /** The comparisons that fit; and the one that is chosen, where that is another. */
  offer(fitting, chosen) {
    const [value] = [chosen].flat();
    const fits = fitting.some(([comparison]) => comparison === value);
    const options = fits || !value ? fitting : [...fitting, [value, words.comparisons[value] ?? value]];
    const shown = JSON.stringify(options);
    if (shown !== this.offered) {
      this.comparison.replaceChildren(...options.map(([comparison, text]) => new Option(text, comparison)));
    }
    this.offered = shown;
    this.comparison.value = value;
  }

  /** An input that fits the kind of answer; one whose text would be lost stays as it is. */
  shape(kind) {
    const type = TYPES[kind] ?? "text";
    if (!this.values.value || (SHAPES[type]?.test(this.values.value) ?? true)) this.values.type = type;
    if (kind === "number") this.values.inputMode = "decimal";
    else this.values.removeAttribute("inputmode");
  }
}

/** A paragraph that says what is set, as it is being set. */
const sentence = (container) => {
  const element = document.createElement("p");
  element.className = "survey-sentence";
  element.setAttribute("role", "status");
  container.prepend(element);
  return element;
};

class Told extends StructBlock {
  constructor(...args) {
    super(...args);
    this.element = this.container[0];
    this.sentence = sentence(this.element);
    this.layout.getTextLabel = () => this.told;
    follow(this);
    // What lies around it is known once it is in its place.
    queueMicrotask(() => this.refresh());
  }

  get subject() {
    return around(this.element)[0]?.blockDef.meta.rules[this.blockDef.name] ?? "question";
  }

  get told() {
    return tell(readRule(plain(this)), this.subject);
  }

  refresh() {
    const { told } = this;
    if (this.sentence.textContent !== told) this.sentence.textContent = told;
    this.sentence.hidden = !told;
    this.layout.setCollapsedLabelText();
  }
}

class RuleBlock extends Told {
  refresh() {
    super.refresh();
    wrapper(this.childBlocks.match).hidden = this.childBlocks.conditions.children.length < 2;
    const { advanced } = this.childBlocks;
    const settings = advanced.element.closest("[data-block-settings]");
    if (advanced.getState() && settings?.hidden && !this.shown) settings.dispatchEvent(new Event("beforematch"));
    this.shown = true;
  }
}

class FormulaBlock extends Told {
  constructor(...args) {
    super(...args);
    const { input } = this.childBlocks.expression.widget;
    const select = document.createElement("select");
    select.setAttribute("aria-label", words.ui.insert);
    input.after(select);
    const list = new FollowingList(select, { source: "numbers", empty: words.ui.insert, gone: "" });
    select.addEventListener("change", (event) => {
      event.stopPropagation();
      const spaced = input.selectionStart > 0 && !/[\s(]$/.test(input.value.slice(0, input.selectionStart));
      input.setRangeText(`${spaced ? " " : ""}${select.value}`, input.selectionStart, input.selectionEnd, "end");
      list.set("");
      input.focus();
      changed();
    });
    input.addEventListener("input", changed);
  }
}

const definition = (Block) =>
  class extends StructBlockDefinition {
    render(...args) {
      return new Block(this, ...args);
    }
  };

export const ConditionBlockDefinition = definition(ConditionBlock);
export const RuleBlockDefinition = definition(RuleBlock);
export const FormulaBlockDefinition = definition(FormulaBlock);
