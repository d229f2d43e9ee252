/* The answers in words before they are sent, and what they came to. */

import { draw, link, prose, unseen } from "./draw.js";
import { shown } from "./typed.js";

/** A question and its answer in words; nothing where it is not asked. */
function row(question, values, prefix, page) {
  const { visible, words } = page;
  if (!visible.has(prefix + question.key) || ["section", "statement", "hidden"].includes(question.type)) return null;
  const said = question.type === "group" ? [] : shown(question, values, page);
  if (said.length === 0 && question.type === "calculated") return null;
  const kept = question.type === "group" ? (values[question.key] ?? []) : [];
  const parts = kept.map((each, at) =>
    draw(
      "dd",
      {},
      draw("p", {}, `${question.row_label || words("row")} ${at + 1}`),
      rows(question.questions, each, `${question.key}:${at}:`, page),
    ),
  );
  const texts = said.map((text) => draw("dd", {}, text));
  const none = draw("dd", { class: "muted" }, words("unanswered"));
  return draw("div", {}, draw("dt", {}, question.label), parts.length + texts.length > 0 ? [parts, texts] : none);
}

const rows = (questions, values, prefix, page) =>
  draw(
    "dl",
    {},
    questions.map((question) => row(question, values, prefix, page)),
  );

/** The answers in words, step by step, each with a way to change them. */
export const answers = (steps, outcome, go, page) =>
  steps.map(({ key, title, questions }) =>
    draw(
      "section",
      { class: "answers" },
      draw("h4", {}, title),
      draw(
        "button",
        { type: "button", class: "text-button", onclick: () => go(key) },
        page.say("change"),
        unseen(`: ${title}`),
      ),
      rows(questions, outcome.values, "", { ...page, words: page.say, visible: new Set(outcome.visible) }),
    ),
  );

/** How the survey was filled in, and what becomes of the answers. */
export function closing({ modes = [], privacy }, page) {
  const choice = ({ value, label }, at) =>
    draw(
      "label",
      { class: "choice", part: "choice" },
      draw("input", { type: "radio", name: "mode", value, checked: at === 0 }),
      draw("span", {}, label),
    );
  return [
    modes.length > 0 &&
      draw(
        "fieldset",
        { class: "question" },
        draw("legend", { class: "question-label", part: "label" }, page.say("mode")),
        modes.map(choice),
      ),
    privacy && draw("section", { class: "privacy" }, draw("h4", {}, page.say("privacy")), prose(privacy, page, "h5")),
  ];
}

function bar({ label, percent, band }, { say }) {
  const fill = draw("span");
  fill.style.width = `${percent ?? 0}%`;
  const words = percent === null ? say("notRelevant") : `${percent} %${band ? `, ${band}` : ""}`;
  const drawn = draw("span", { class: "bar", part: "bar", "aria-hidden": "true" }, fill);
  return draw("li", {}, draw("strong", {}, label), ` ${words}`, drawn);
}

const titles = (items, tag = "ul") =>
  draw(
    tag,
    {},
    items.map(({ title }) => draw("li", {}, title)),
  );

/** A part of the result; what is `otherwise` said where there is nothing to list is the survey's to write. */
const listed = (heading, items, otherwise, tag) =>
  (items.length > 0 || otherwise) &&
  draw("section", {}, draw("h4", {}, heading), items.length > 0 ? titles(items, tag) : draw("p", {}, otherwise));

function goals({ goals_heading: heading, one_goal_note: note }, suggestions, receipt, page) {
  const { say } = page;
  const goal = ({ title, text, theme, reason }) =>
    draw(
      "li",
      {},
      draw("strong", {}, title),
      text && draw("p", {}, text),
      draw("p", { class: "muted" }, [theme, reason].filter(Boolean).join(" · ")),
    );
  return draw(
    "section",
    {},
    draw("h4", {}, heading || say("goals")),
    note && draw("p", {}, note),
    draw("ul", { class: "goals", role: "list" }, suggestions.map(goal)),
    draw("p", {}, link(`${receipt}#goals`, page, say("chooseGoals"))),
  );
}

/** What the answers came to, and the way to the receipt. */
export function result({ result: texts = {} }, { reference, receipt, outcome }, page) {
  const { say } = page;
  const { scores, strengths, on_the_way: onTheWay, improvements, not_relevant: left, suggestions } = outcome;
  const isJudged = scores && scores.percent !== null;
  return [
    draw("h3", { tabindex: "-1", part: "heading" }, (scores && texts.title) || say("thanks")),
    draw(
      "div",
      { class: "receipt", part: "receipt" },
      draw("p", {}, say("received"), ` ${say("reference")}: `, draw("strong", {}, reference)),
      draw("p", {}, link(receipt, page, say("receipt"))),
      draw("p", { class: "muted" }, say("pdf")),
    ),
    isJudged &&
      draw(
        "p",
        { class: "total" },
        draw("strong", {}, `${scores.percent} %`),
        ` ${scores.band}`,
        draw("br"),
        say("whole"),
      ),
    scores &&
      draw(
        "ul",
        { class: "bars", role: "list" },
        scores.themes.map((theme) => bar(theme, page)),
      ),
    scores && [
      listed(texts.strengths_heading || say("strengths"), strengths, texts.empty_strengths),
      listed(texts.on_the_way_heading || say("onTheWay"), onTheWay),
      listed(texts.improvements_heading || say("improvements"), improvements, texts.empty_improvements, "ol"),
    ],
    suggestions.length > 0 && goals(texts, suggestions, receipt, page),
    left.length > 0 &&
      draw(
        "details",
        {},
        draw("summary", {}, texts.not_relevant_heading || say("notRelevant"), ` (${left.length})`),
        titles(left),
      ),
  ];
}
