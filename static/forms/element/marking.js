/* Puts what is wrong beside the controls where it is mended. */

import { draw, unseen } from "./draw.js";

/** The name of the control that a JSON pointer into the request leads to: `/answers/staff/0/email`, `staff:0:email`. */
export const nameOf = (pointer) =>
  pointer
    .split("/")
    .slice(2)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(":");

/** Errors of the API with the control and the step where each is mended, and in words that stand alone. */
export function named(errors, { steps }, { say }) {
  return errors.map(({ pointer, detail }) => {
    const name = nameOf(pointer);
    const [key, ...within] = name.split(":");
    const step = steps.find(({ questions = [] }) => questions.some((each) => each.key === key));
    const asked = step?.questions.find((question) => question.key === key);
    const inner = asked?.questions?.find((question) => question.key === within[1]);
    const parts = [...(asked?.rows ?? []), ...(asked?.choices ?? [])];
    const part = parts.find((each) => [each.key, each.value].includes(within[0]));
    const row = inner && `${asked.row_label || say("row")} ${Number(within[0]) + 1}`;
    const places = [row, (inner ?? asked)?.label.replace(/[.?: ]+$/, ""), !inner && part?.label].filter(Boolean);
    return { name, detail, step: step?.key, words: `${places.join(", ")}: ${detail}` };
  });
}

const found = (root, attribute, name) => root.querySelector(`[${attribute}="${CSS.escape(name)}"]`);

const CONTROLS = "input:not([type=hidden]):not(:disabled), select, textarea";

/** What the error of the control `name` is about: a part of a question, or the whole of it. */
const placeOf = (form, name) => found(form, "data-part", name) ?? found(form, "data-question", name);

/** The controls of a place; in a table those of the whole row. */
const controlsIn = (place) => [...(place.tagName === "TH" ? place.parentElement : place).querySelectorAll(CONTROLS)];

/** The control to mend; a row too few is mended in the group as a whole. */
export function controlOf(form, name) {
  const place = placeOf(form, name);
  return !place || place.dataset.shape === "rows" ? place : controlsIn(place)[0];
}

export function unmark(form) {
  for (const error of form.querySelectorAll(".error")) {
    for (const described of form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
      const left = described
        .getAttribute("aria-describedby")
        .split(" ")
        .filter((id) => id !== error.id);
      described.setAttribute("aria-describedby", left.join(" "));
    }
    error.remove();
  }
  for (const invalid of form.querySelectorAll("[aria-invalid]")) invalid.removeAttribute("aria-invalid");
  for (const marked of form.querySelectorAll(".has-error")) marked.classList.remove("has-error");
}

/** Marks `errors`, each with `name` and `detail`. */
export function mark(form, errors, { say }) {
  unmark(form);
  for (const { name, detail } of errors) {
    const place = placeOf(form, name);
    if (!place) continue;
    const id = `error-${name.replaceAll(":", "-")}`;
    const words = draw(
      "p",
      { class: "error", part: "error", id },
      draw("span", {}, unseen(`${say("error")}: `), detail),
    );
    const before = place.querySelector(":scope > .question-control, :scope > input, :scope > select");
    place.insertBefore(words, place.tagName === "LI" ? null : before);
    place.classList.add("has-error");
    const isGroup = place.tagName === "FIELDSET";
    const controls = place.dataset.shape === "rows" ? [] : controlsIn(place);
    const invalid = place.matches('[role="radiogroup"]') ? [place] : controls.filter(({ type }) => type !== "radio");
    for (const control of isGroup ? [place] : controls) describe(control, id);
    for (const control of invalid) control.setAttribute("aria-invalid", "true");
  }
}

function describe(control, id) {
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", described ? `${described} ${id}` : id);
}
