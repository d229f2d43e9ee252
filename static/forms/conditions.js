/* Decides on a page of the survey what the answers make of its step, and tells the server what was shown. The server
   decides the same between two pages. */

import { answersIn } from "./answers.js";
import { evaluate } from "./evaluate.js";
import { follow } from "./following.js";

/* A question's key may be any word, and an input of that name hides the form's own property: so no `form.dataset`. */
export function followConditions(form) {
  const definition = JSON.parse(form.querySelector("[data-logic]").textContent);
  const elsewhere = JSON.parse(form.getAttribute("data-elsewhere"));
  const questions = definition.steps[0].questions.flatMap((question) => [question, ...(question.questions ?? [])]);
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const decide = () => evaluate(definition, answersIn(form), definition.locale, elsewhere);
  const update = follow(form, definition.locale, decide, ({ visible, withheld }) => {
    const shown = visible.flatMap((name) => [name, ...conditional(byKey, name, withheld[name] ?? [])]);
    form.querySelector('input[name="_shown"]').value = shown.join(" ");
  });
  window.addEventListener("pageshow", update);
}

/** What the page says of the choices that not everybody is offered. */
function conditional(byKey, name, withheld) {
  const { choices = [] } = byKey.get(name.split(":").at(-1));
  return choices
    .filter((choice) => choice.show_if && !withheld.includes(choice.value))
    .map(({ value }) => `${name}=${value}`);
}
