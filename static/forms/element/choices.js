/* Questions that are answered by choosing. */

import { draw, link, unseen } from "./draw.js";
import { demanded, describedBy, field, idOf, radiogroup, several, single } from "./frame.js";
import { typed } from "./typed.js";

/** A label around a radio button or a checkbox. */
const choice = (type, attributes, label) =>
  draw(
    "label",
    { class: "choice", part: "choice", for: attributes.id },
    draw("input", { type, ...attributes }),
    draw("span", {}, label),
  );

function ownWords({ name, id, given, question, say }, { value, label }) {
  const [own, ownId] = [`${name}:${value}`, `${id}-${value}-text`];
  return draw(
    "div",
    { class: "choice-text", "data-part": own },
    draw("label", { for: ownId }, unseen(`${label}: `), say("ownWords")),
    field("input", "wide", { type: "text", id: ownId, name: own, value: given[`${question.key}:${value}`] ?? "" }),
  );
}

function choices(type, asked) {
  const { question, name, id, value } = asked;
  const chosen = [value].flat();
  return question.choices.map((each, at) =>
    draw(
      "div",
      { class: `choice-item${each.exclusive ? " choices-apart" : ""}`, "data-choice": each.value },
      choice(
        type,
        {
          id: idOf(id, at),
          name,
          value: each.value,
          checked: chosen.includes(each.value),
          "data-exclusive": each.exclusive,
        },
        each.label,
      ),
      each.free_text && ownWords(asked, each),
    ),
  );
}

export function singleChoice(asked) {
  const { question, value, say } = asked;
  if (question.display_as !== "select")
    return radiogroup(asked, draw("div", { class: "choices" }, choices("radio", asked)));
  const options = question.choices.map((each) =>
    draw("option", { value: each.value, "data-choice": each.value, selected: each.value === value }, each.label),
  );
  const own = question.choices.filter((each) => each.free_text).map((each) => ownWords(asked, each));
  const blank = draw("option", { value: "" }, say("choose"));
  return single(asked, [
    field("select", "", { ...demanded(asked), "aria-describedby": describedBy(asked) }, blank, options),
    own,
  ]);
}

export const scale = (asked) => radiogroup(asked, draw("div", { class: "scale" }, choices("radio", asked)));

export const multipleChoice = (asked) => several(asked, draw("div", { class: "choices" }, choices("checkbox", asked)));

export function yesNo(asked) {
  const value = typed(asked.question, asked.value);
  const both = ["true", "false"].map((each, at) =>
    choice(
      "radio",
      { id: idOf(asked.id, at), name: asked.name, value: each, checked: each === value },
      asked.say(at ? "no" : "yes"),
    ),
  );
  return radiogroup(asked, draw("div", { class: "choices beside" }, both));
}

export function rating(asked) {
  const { question, name, id } = asked;
  const { max = 5, low, high } = question;
  const numbers = Array.from({ length: max }, (_, at) => {
    const end = at === 0 ? low : at === max - 1 ? high : "";
    const label = [`${at + 1}`, end && unseen(`: ${end}`)].filter(Boolean);
    return choice(
      "radio",
      { id: idOf(id, at), name, value: at + 1, checked: String(asked.value) === `${at + 1}` },
      label,
    );
  });
  const ends =
    (low || high) &&
    draw("p", { class: "rating-ends", "aria-hidden": "true" }, draw("span", {}, low), draw("span", {}, high));
  return radiogroup(asked, [draw("div", { class: "rating" }, numbers), ends]);
}

export function agreement(asked) {
  const { question, say } = asked;
  const called = question.document && `${question.document}, ${say("version", { version: question.document_version })}`;
  const box = choice(
    "checkbox",
    { ...demanded(asked), value: "true", checked: typed(question, asked.value) === "true" },
    question.statement,
  );
  return several(asked, [called && draw("p", {}, link(question.document_url || null, asked, called)), box]);
}
