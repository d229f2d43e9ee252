/* What stands around the controls of every question, and how their attributes are put together. */

import { draw } from "./draw.js";
import { dayWords } from "./typed.js";

const SHAPES = {
  address: "parts",
  datetime: "parts",
  matrix: "parts",
  ranking: "parts",
  multiple_choice: "many",
  file: "many",
  group: "rows",
};

export const describedBy = ({ question, box }, ...ids) =>
  [question.help && `${box}-help`, ...ids].filter(Boolean).join(" ") || null;

function around(asked, tag, label, control, hint, attributes = {}) {
  const { question, name, box, say } = asked;
  const follow = question.follow_up_of ? " question-follow-up" : "";
  const optional = draw("span", { class: "muted", "data-optional": true }, ` (${say("optional")})`);
  const words = [question.label, question.type === "calculated" ? null : optional];
  return draw(
    tag,
    {
      class: `question${follow}`,
      part: "question",
      id: box,
      "data-question": name,
      "data-shape": SHAPES[question.type] ?? "one",
      ...attributes,
    },
    label(words),
    question.help && draw("p", { class: "help", id: `${box}-help` }, question.help),
    hint && draw("p", { class: "help", id: `${box}-hint` }, hint),
    draw("div", { class: "question-control" }, control),
  );
}

export const single = (asked, control, hint) =>
  around(
    asked,
    "div",
    (words) => draw("label", { class: "question-label", part: "label", for: asked.id }, words),
    control,
    hint,
  );

export function several(asked, control, hint, attributes = {}) {
  const legend = (words) =>
    draw("legend", { class: "question-label", part: "label", id: `${asked.box}-legend` }, words);
  const described = describedBy(asked, hint && `${asked.box}-hint`);
  return around(asked, "fieldset", legend, control, hint, { "aria-describedby": described, ...attributes });
}

export const radiogroup = (asked, control) => several(asked, control, null, { role: "radiogroup" });

export const field = (tag, width, attributes, ...children) =>
  draw(tag, { class: `field ${width}`, part: "field", ...attributes }, ...children);

export const demanded = ({ question, id, name }) => ({
  id,
  name,
  "data-demanded": true,
  autocomplete: question.autocomplete || null,
});

/** The id of a control, the first of which is the question's own. */
export const idOf = (id, at) => (at === 0 ? id : `${id}-${at + 1}`);

/** Between which days an answer lies. */
export const span = ({ earliest, latest }, { say, locale }) =>
  [
    earliest && say("earliest", { day: dayWords(earliest, locale) }),
    latest && say("latest", { day: dayWords(latest, locale) }),
  ]
    .filter(Boolean)
    .join(" ");
