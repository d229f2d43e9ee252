/**
 * The survey as it is being edited: its steps, questions, themes and lists, read from the blocks when they are asked for.
 *
 * Editors choose by words what blocks know by keys; so everything that offers a choice reads it here, and is told when
 * something has changed.
 */

import { plain } from "./state.js";

const { blocks } = window.wagtailStreamField;
const CHILD = "[data-streamfield-child]";
const roots = new Map();
const owners = new WeakMap();
const followers = new Set();
const read = new Map();

/** What the server hands over: words in the editor's language, and which comparisons fit which answers. */
export let words = null;

/** Takes a stream of the page, such as its steps, as part of the survey. */
export function addRoot(name, block, handed) {
  roots.set(name, block);
  words = handed;
}

/** The streams of `form` by name. */
export const rootsOf = (form) => [...roots].filter(([, block]) => form.contains(block.element));

/* ---------- reading ---------- */

/** A block's fields, whether it is unfolded or lies as the server sent it. */
class View {
  constructor(source) {
    this.block = source.toJson ? source : null;
    this.fields = source instanceof blocks.StructBlock ? source.childBlocks : (source.block?.childBlocks ?? null);
    this.state = this.fields ? null : (source.state ?? source);
  }

  get(name) {
    if (this.fields) return this.fields[name] ? plain(this.fields[name]) : "";
    return this.state[name] ?? "";
  }

  /** The members of the stream or list `name`. */
  items(name) {
    if (!this.fields) return (this.state[name] ?? []).map(({ type, value }) => ({ type, view: new View(value) }));
    return this.fields[name] ? members(this.fields[name]) : [];
  }
}

const members = (sequence) => sequence.children.map(({ type, block }) => ({ type, view: new View(block) }));

const remembered = (key, make) => {
  if (!read.has(key)) read.set(key, make());
  return read.get(key);
};

const top = (name) => (roots.has(name) ? members(roots.get(name)) : []);

/** The members of a stream of the page, each with its key and what it is called. */
const listed = (name, key, label) =>
  remembered(name, () => top(name).map(({ view }) => ({ view, value: view.get(key), label: view.get(label) })));

export const steps = () => listed("steps", "key", "title");

export const themes = () => listed("themes", "key", "label");

const lists = () => listed("choice_lists", "name", "name");

const kinds = () =>
  remembered("kinds", () => {
    const { step } = roots.get("steps").blockDef.childBlockDefsByName;
    const { childBlockDefsByName: children } = step.childBlockDefsByName.questions;
    return Object.fromEntries(Object.values(children).map(({ name, meta }) => [name, meta.comparedAs]));
  });

const options = (items, name) => items.map(({ view }) => ({ value: view.get(name), label: view.get("label") }));

/** What is known of a question. What it has a list of is read when it is asked for. */
class Question {
  constructor({ type, view }, step, group) {
    Object.assign(this, { type, view, step, group, key: view.get("key"), label: view.get("label"), kind: kinds()[type] });
  }

  get unit() {
    return this.view.get("unit");
  }

  get rows() {
    return options(this.view.items("rows"), "key");
  }

  /** The choices: its own, else those of the list that it names; null where there is nothing to choose. */
  get choices() {
    if (!["choice", "choices", "rows"].includes(this.kind)) return null;
    const own = this.view.items("choices");
    const shared = own.length ? null : lists().find(({ value }) => value && value === this.view.get("choice_list"));
    return options(shared ? shared.view.items("choices") : own, "value");
  }
}

function* asked(items, step, group = null) {
  for (const item of items) {
    const question = new Question(item, step, group);
    yield question;
    yield* asked(item.view.items("questions"), step, question);
  }
}

/** Every question, those of rows right after their group. */
export const questions = () =>
  remembered("questions", () => steps().flatMap((step) => [...asked(step.view.items("questions"), step)]));

const byKey = () => remembered("by key", () => new Map(questions().map((question) => [question.key, question])));

export const lookup = (key) => byKey().get(key);

/** The kind of answer that `variable` reads: that of a question, or a choice for a row of a matrix. */
export const kindOf = (variable) => {
  const question = lookup(variable.split(/[.:]/, 1)[0]);
  if (variable.includes(":") || !question) return "text";
  if (question.kind === "rows" && variable.includes(".")) return "choice";
  return question.kind;
};

/* ---------- where an element is ---------- */

/** Makes `block` the one that the element of a sequence belongs to. */
export const own = (element, block) => owners.set(element, block);

export const ownerOf = (element) => owners.get(element);

/** The folding blocks around `element`, the innermost first. */
export function around(element) {
  const found = [];
  for (let child = element.closest(CHILD); child; child = child.parentElement.closest(CHILD)) {
    if (owners.has(child)) found.push(owners.get(child));
  }
  return found;
}

/** The questions that something at `element` can refer to: those of the form, and of the row that it is in itself. */
export function readable(element) {
  const blocksAround = around(element);
  const within = questions().filter(({ view }) => blocksAround.includes(view.block));
  const group = within.find(({ type }) => type === "group" && within.length > 1) ?? null;
  const step = within.length ? null : steps().find(({ view }) => blocksAround.includes(view.block));
  return questions().filter(
    (question) =>
      question.kind !== "nothing" &&
      question.key &&
      !within.includes(question) &&
      question.step !== step &&
      (question.group === null || question.group === group),
  );
}

/* ---------- what may be chosen ---------- */

const named = ({ key, label, group, step }) => ({
  value: key,
  label: label || key,
  group: group?.label ?? step.label,
});

/** What can be compared: questions, and of a matrix its rows. */
const compared = (question) => {
  if (question.kind !== "rows") return [named(question)];
  const { group, label } = named(question);
  return question.rows.map((row) => ({ group, value: `${question.key}.${row.value}`, label: `${label}: ${row.label}` }));
};

/** What a list may offer, by its source. Each option has a value and a label, and may have a group. */
export const sources = {
  question: (element) => readable(element).map(named),
  readable: (element) => readable(element).flatMap(compared),
  numbers: (element) => readable(element).filter(({ kind }) => kind === "number").map(named),
  theme: themes,
  list: lists,
  weighing: (element) => lookup(around(element)[0]?.get("weight_by_question"))?.choices ?? [],
};

/* ---------- changes ---------- */

let scheduled = false;

/** Tells every follower, before the next frame, that the survey may be another. */
export function changed() {
  read.clear();
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    read.clear();
    for (const follower of followers) {
      if (follower.element.isConnected) follower.refresh();
      else followers.delete(follower);
    }
  });
}

/** Has `refresh` called after every change, for as long as the follower's element is on the page. */
export const follow = (follower) => followers.add(follower);
