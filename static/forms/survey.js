/* Makes a step of a survey answer at once: questions come and go with the answers, "none of these" stands alone,
   characters are counted, a step is sent once. Without this file the server does the same between two pages. */

import { answersOf, apply, truthy, visible } from "./rules.js";

const form = document.querySelector("form[data-survey]");

const controlsOf = (container) => [...container.querySelectorAll(`[name="${container.dataset.key}"]`)];

function answerOf(container) {
  const type = container.dataset.type;
  const controls = controlsOf(container);
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

/** What was written beside the choices that are made ("other, which?"), by answer key. */
function textsOf(container) {
  const made = controlsOf(container).filter((control) => control.checked ?? true).map((control) => control.value);
  const key = `${container.dataset.key}:`;
  const inputs = [...container.querySelectorAll(`[name^="${key}"]`)];
  const text = ({ name, value }) => (made.includes(name.slice(key.length)) && value.trim()) || null;
  return Object.fromEntries(inputs.map((input) => [input.name, text(input)]));
}

const ruleOf = (text) => (text ? JSON.parse(text) : null);

/* A question's key may be any word, and an input of that name hides the form's own property: so no `form.dataset`. */
function followConditions() {
  const elsewhere = JSON.parse(form.getAttribute("data-answers"));
  const containers = [...form.querySelectorAll(".question[data-key]")];
  const questions = containers.map((container) => ({
    key: container.dataset.key,
    showIf: ruleOf(container.dataset.showIf),
    value: () => answerOf(container),
    texts: () => textsOf(container),
  }));
  const shownInput = form.querySelector('input[name="_shown"]');

  const update = () => {
    const shown = visible(questions, elsewhere);
    const answers = answersOf(questions, shown, elsewhere);
    for (const container of containers) {
      container.hidden = !shown.has(container.dataset.key);
      const requiredIf = ruleOf(container.dataset.requiredIf);
      if (requiredIf) container.querySelector("[data-optional]").hidden = truthy(apply(requiredIf, answers));
    }
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
      const left = Number(counter.dataset.max) - [...area.value.trim()].length;
      counter.textContent = counter.dataset.left.replace("0", left);
    };
    area.addEventListener("input", update);
    update();
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
