/* Shows what the answers make of a step: questions and choices come and go, "optional" is said where it holds, what is
   calculated is calculated. */

import { ownOf } from "./answers.js";

/**
 * Lets `form` show what `decide` makes of the answers, now and whenever one changes; `told` is given it too. Returns
 * what does so at once.
 */
export function follow(form, locale, decide, told) {
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const update = () => {
    const outcome = decide();
    const [visible, required] = [new Set(outcome.visible), new Set(outcome.required)];
    for (const container of form.querySelectorAll("[data-question]")) {
      const name = container.dataset.question;
      container.hidden = !visible.has(name);
      demand(container, required.has(name));
      offer(container, outcome.withheld[name] ?? []);
      for (const output of ownOf(container, "output")) write(output, outcome.calculated[name], figures);
    }
    told(outcome);
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
  return update;
}

function demand(container, required) {
  for (const mark of ownOf(container, "[data-optional]")) mark.hidden = required;
  for (const control of ownOf(container, "[data-demanded]")) control.required = required;
  if (container.getAttribute("role") === "radiogroup") container.setAttribute("aria-required", String(required));
}

function offer(container, withheld) {
  const items = ownOf(container, "[data-choice]");
  for (const item of items) {
    const gone = withheld.includes(item.dataset.choice);
    item.hidden = gone;
    for (const control of [item, ...item.querySelectorAll("input, select")]) {
      if ("disabled" in control) control.disabled = gone;
    }
  }
  const offered = items.filter((item) => !item.hidden).length;
  for (const option of ownOf(container, "[data-ranking] option")) {
    option.hidden = option.disabled = Number(option.value) > offered;
  }
}

function write(output, value, figures) {
  const text = value === undefined ? "–" : `${figures.format(value)} ${output.dataset.unit}`.trim();
  if (output.textContent !== text) output.textContent = text;
}
