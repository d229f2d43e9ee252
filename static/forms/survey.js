/* Makes a step of a survey answer at once: questions come and go with the answers, rows are added and put in order,
   "none of these" stands alone, characters are counted, a step is sent once. Without it the server does the same between
   two pages. */

import { followConditions } from "./conditions.js";
import { rankByButtons } from "./ranking.js";
import { growRows } from "./rows.js";

const form = document.querySelector("form[data-survey]");

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
  const update = ({ counter, max, left }, said) => {
    const length = [...document.getElementById(counter).value.trim()].length;
    said.textContent = left.replace("0", Number(max) - length);
  };
  const all = () => form.querySelectorAll("[data-counter]");
  form.addEventListener("input", ({ target }) => {
    for (const said of all()) if (said.dataset.counter === target.id) update(said.dataset, said);
  });
  form.addEventListener("change", () => all().forEach((said) => update(said.dataset, said)));
  all().forEach((said) => update(said.dataset, said));
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
  const changed = () => form.dispatchEvent(new Event("change"));
  form.setAttribute("data-script", "");
  keepExclusiveChoicesAlone();
  growRows(form, changed);
  rankByButtons(form, changed);
  followConditions(form);
  countCharacters();
  sendOnce();
}
goToErrors();
