/* Makes a step of a survey answer at once: questions come and go with the answers, rows are added and put in order,
   "none of these" stands alone, characters are counted, answers are saved, a step is sent once. Without it the server
   does the same between two pages. */

import { autosave } from "./autosave.js";
import { countCharacters, keepExclusiveChoicesAlone } from "./choosing.js";
import { followConditions } from "./conditions.js";
import { rankByButtons } from "./ranking.js";
import { growRows } from "./rows.js";

const form = document.querySelector("form[data-survey]");

function sendOnce() {
  let sending = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sending) event.preventDefault();
    sending = true;
  });
  window.addEventListener("pageshow", () => {
    sending = false;
  });
}

function goToErrors() {
  (document.getElementById("error-summary") ?? document.getElementById("meanwhile"))?.focus();
}

if (form) {
  const changed = () => form.dispatchEvent(new Event("change"));
  form.setAttribute("data-script", "");
  keepExclusiveChoicesAlone(form);
  growRows(form, changed);
  rankByButtons(form, changed);
  followConditions(form);
  countCharacters(form);
  if (form.hasAttribute("data-saves")) autosave(form);
  sendOnce();
}
goToErrors();
