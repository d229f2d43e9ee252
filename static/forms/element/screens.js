/* What stands around the questions: the path, the review, the result. */

import { button, draw, link, prose, unseen } from "./draw.js";
import { shown } from "./typed.js";

/** The steps as an ordered list; those answered can be gone back to. */
export function path(steps, here, done, go, { say }) {
  const items = [...steps, { key: "", title: say("check") }].map(({ key, title }, at) => {
    const state = key === here ? "here" : done.includes(key) ? "done" : "todo";
    const words = state === "done" ? draw("button", { type: "button", onclick: () => go(key) }, title) : draw("span", {}, title);
    const mark = draw("span", { class: "mark", "aria-hidden": "true" }, `${state === "done" ? "✓" : at + 1}`);
    return draw("li", { class: `is-${state}`, "aria-current": state === "here" && "step" }, mark, words, unseen(` (${say(state)})`));
  });
  return draw("nav", { class: "path", part: "path", "aria-label": say("parts") }, draw("ol", { role: "list" }, items));
}

/** What must be mended; `lead` goes to the place of an error. */
export function summary(errors, lead, { say }) {
  const items = errors.map((error) =>
    draw("li", {}, draw("a", { href: "#", onclick: (event) => { event.preventDefault(); lead(error); } }, error.words)),
  );
  return draw("div", { class: "summary", part: "errors", role: "alert", tabindex: "-1" }, draw("h4", {}, say("mend")), draw("ul", {}, items));
}

function row(question, values, prefix, page) {
  const { visible, words } = page;
  if (!visible.has(prefix + question.key) || ["section", "statement", "hidden"].includes(question.type)) return null;
  const said = question.type === "group" ? [] : shown(question, values, page);
  if (said.length === 0 && question.type === "calculated") return null;
  const kept = question.type === "group" ? (values[question.key] ?? []) : [];
  const parts = kept.map((each, at) =>
    draw("dd", {}, draw("p", {}, `${question.row_label || words("row")} ${at + 1}`), rows(question.questions, each, `${question.key}:${at}:`, page)),
  );
  const texts = said.map((text) => draw("dd", {}, text));
  const none = draw("dd", { class: "muted" }, words("unanswered"));
  return draw("div", {}, draw("dt", {}, question.label), parts.length + texts.length > 0 ? [parts, texts] : none);
}

const rows = (questions, values, prefix, page) =>
  draw("dl", {}, questions.map((question) => row(question, values, prefix, page)));

/** The answers in words, step by step, each with a way to change them. */
export const answers = (steps, outcome, go, page) =>
  steps.map(({ key, title, questions }) =>
    draw(
      "section",
      { class: "answers" },
      draw("h4", {}, title),
      draw("button", { type: "button", class: "text-button", onclick: () => go(key) }, page.say("change"), unseen(`: ${title}`)),
      rows(questions, outcome.values, "", { ...page, words: page.say, visible: new Set(outcome.visible) }),
    ),
  );

/** How the survey was filled in, and what becomes of the answers. */
export function closing({ modes = [], privacy }, page) {
  const choice = ({ value, label }, at) =>
    draw("label", { class: "choice", part: "choice" }, draw("input", { type: "radio", name: "mode", value, checked: at === 0 }), draw("span", {}, label));
  return [
    modes.length > 0 && draw("fieldset", { class: "question" }, draw("legend", { class: "question-label", part: "label" }, page.say("mode")), modes.map(choice)),
    privacy && draw("section", { class: "privacy" }, draw("h4", {}, page.say("privacy")), prose(privacy, page, "h5")),
  ];
}

function bar({ label, percent, band }, { say }) {
  const fill = draw("span");
  fill.style.width = `${percent ?? 0}%`;
  const words = percent === null ? say("notRelevant") : `${percent} %${band ? `, ${band}` : ""}`;
  return draw("li", {}, draw("strong", {}, label), ` ${words}`, draw("span", { class: "bar", part: "bar", "aria-hidden": "true" }, fill));
}

const listed = (heading, items, tag = "ul") =>
  items.length > 0 && draw("section", {}, draw("h4", {}, heading), draw(tag, {}, items.map((item) => draw("li", {}, item.title))));

/** What the answers came to, and the way to the receipt. */
export function result({ result: texts = {} }, { reference, receipt, outcome }, page) {
  const { say } = page;
  const { scores, strengths, on_the_way: onTheWay, improvements, suggestions } = outcome;
  const goal = ({ title, text, theme }) => draw("li", {}, draw("strong", {}, title), text && draw("p", {}, text), draw("p", { class: "muted" }, theme));
  return [
    draw("h3", { tabindex: "-1", part: "heading" }, (scores && texts.title) || say("thanks")),
    draw("div", { class: "receipt", part: "receipt" }, draw("p", {}, say("received"), ` ${say("reference")}: `, draw("strong", {}, reference)), draw("p", {}, link(receipt, page, say("receipt")))),
    scores && scores.percent !== null && draw("p", { class: "total" }, draw("strong", {}, `${scores.percent} %`), ` ${scores.band}`, draw("br"), say("whole")),
    scores && draw("ul", { class: "bars", role: "list" }, scores.themes.map((theme) => bar(theme, page))),
    listed(texts.strengths_heading || say("strengths"), strengths),
    listed(texts.on_the_way_heading || say("onTheWay"), onTheWay),
    listed(texts.improvements_heading || say("improvements"), improvements, "ol"),
    suggestions.length > 0 && draw("section", {}, draw("h4", {}, texts.goals_heading || say("goals")), draw("ul", { class: "goals", role: "list" }, suggestions.map(goal))),
  ];
}

/** Offers to go on where an earlier visit ended. */
export const offer = (day, goOn, startAgain, { say }) =>
  draw("div", { class: "notice" }, draw("p", {}, say("begun", { day })), draw("div", { class: "actions" }, button(say("goOn"), goOn), button(say("startAgain"), startAgain, { class: "button quiet" })));
