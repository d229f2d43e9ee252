/* Makes a step of a survey answer at once: questions come and go with the answers, "none of these" stands alone,
   characters are counted, a step is sent once. Without this file the server does the same between two pages. */

import { visible } from "./rules.js";

const form = document.querySelector("form[data-survey]");

function answerOf(container) {
  const type = container.dataset.type;
  const controls = [...container.querySelectorAll(`[name="${container.dataset.key}"]`)];
  if (type === "multiple_choice") {
    return controls.filter((control) => control.checked).map((control) => control.value);
  }
  const control = controls[0]?.type === "radio" ? controls.find((radio) => radio.checked) : controls[0];
  const text = control ? control.value.trim() : "";
  if (text === "") return null;
  return type === "number" ? numberOf(text) : text;
}

/** The number that `text` writes, read as forms/engine/questions/number.py reads it; null where it writes none. */
function numberOf(text) {
  let digits = text.replace(/(?<=\d)[\s'](?=\d)/g, "").replace("\u2212", "-");
  const english = document.documentElement.lang === "en";
  if (english && /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) digits = digits.replaceAll(",", "");
  return /^[+-]?\d+([.,]\d+)?$/.test(digits) ? Number(digits.replace(",", ".")) : null;
}

/** What was written beside choices ("other, which?"), by answer key. */
function freeTexts() {
  const inputs = [...form.querySelectorAll('.question:not([hidden]) input[name*=":"]')];
  return Object.fromEntries(inputs.map((input) => [input.name, input.value.trim() || null]));
}

function followConditions() {
  const elsewhere = JSON.parse(form.dataset.answers || "{}");
  const containers = [...form.querySelectorAll(".question[data-key]")];
  const questions = containers.map((container) => ({
    key: container.dataset.key,
    showIf: container.dataset.showIf ? JSON.parse(container.dataset.showIf) : null,
    value: () => answerOf(container),
  }));
  const shownInput = form.elements.namedItem("_shown");

  const update = () => {
    const shown = visible(questions, { ...elsewhere, ...freeTexts() });
    for (const container of containers) container.hidden = !shown.has(container.dataset.key);
    shownInput.value = [...shown].join(" ");
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

function keepExclusiveChoicesAlone() {
  form.addEventListener("change", (event) => {
    const changed = event.target;
    if (changed.type !== "checkbox" || !changed.checked) return;
    const alone = "exclusive" in changed.dataset;
    for (const other of form.querySelectorAll(`input[type="checkbox"][name="${changed.name}"]`)) {
      if (other !== changed && (alone || "exclusive" in other.dataset)) other.checked = false;
    }
  }, true);
}

function countCharacters() {
  for (const counter of form.querySelectorAll("[data-counter]")) {
    const area = document.getElementById(counter.dataset.counter);
    const update = () => {
      counter.textContent = `${area.value.trim().length} / ${counter.dataset.max}`;
    };
    area.addEventListener("input", update);
    update();
    counter.hidden = false;
  }
}

function sendOnce() {
  let sending = false;
  form.addEventListener("submit", (event) => {
    if (sending) event.preventDefault();
    sending = true;
  });
  window.addEventListener("pageshow", () => {
    sending = false;
  });
}

function goToErrors() {
  document.getElementById("error-summary")?.focus();
}

if (form) {
  keepExclusiveChoicesAlone();
  followConditions();
  countCharacters();
  sendOnce();
}
goToErrors();
