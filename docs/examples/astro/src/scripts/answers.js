/* The answers that stand in the form, by key, as the API takes them. */

import { partsOf } from "../lib/questions.js";

export const controlsOf = (form, name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

const chosen = (controls) =>
  controls.filter((control) => control.checked && !control.disabled).map(({ value }) => value);

const one = (controls) =>
  ["radio", "checkbox"].includes(controls[0]?.type) ? (chosen(controls)[0] ?? "") : (controls[0]?.value ?? "");

/** `uploads` has the tickets of files that were sent; one that was not is told by its name. */
function answerOf(form, question, uploads) {
  const controls = controlsOf(form, question.key);
  const parts = partsOf(question);
  if (parts.length > 0)
    return Object.fromEntries(parts.map((part) => [part, one(controlsOf(form, `${question.key}:${part}`))]));
  if (question.type === "multiple_choice") return chosen(controls);
  if (question.type === "file") {
    return controls
      .flatMap((control) => [...control.files])
      .map((file) => ({ upload: uploads.get(file) ?? file.name }));
  }
  return one(controls);
}

const isEmpty = (answer) =>
  answer === "" || (typeof answer === "object" && Object.values(answer).every((value) => value === ""));

export function answersOf(form, questions, uploads) {
  const answers = {};
  for (const question of questions) {
    const { key, choices = [] } = question;
    const names = choices.filter(({ free_text }) => free_text).map(({ value }) => `${key}:${value}`);
    const given = [
      [key, answerOf(form, question, uploads)],
      ...names.map((name) => [name, one(controlsOf(form, name))]),
    ];
    for (const [name, answer] of given) if (!isEmpty(answer)) answers[name] = answer;
  }
  return answers;
}
