/* On the page on which editors test a survey: questions and whole parts come and go with the answers, rows are added. */

import { followConditions } from "./conditions.js";
import { rankByButtons } from "./ranking.js";
import { growRows } from "./rows.js";

const form = document.querySelector("form[data-survey-try]");
const changed = () => form.dispatchEvent(new Event("change"));

function sayWhatIsNotAsked() {
  for (const part of form.querySelectorAll("[data-part]")) {
    part.querySelector("[data-unasked]").hidden = part.querySelector("[data-question]:not([hidden])") !== null;
  }
}

form.setAttribute("data-script", "");
growRows(form, changed);
rankByButtons(form, changed);
followConditions(form);
for (const occasion of ["input", "change"]) form.addEventListener(occasion, sayWhatIsNotAsked);
sayWhatIsNotAsked();
