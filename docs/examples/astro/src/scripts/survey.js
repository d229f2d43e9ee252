/* Lets the plain form of a survey follow its conditions, be checked and be sent without leaving the page. */

import { evaluate } from "../engine/evaluate.js";
import { answersOf, controlsOf } from "./answers.js";
import { clear, show } from "./errors.js";
import { call, newKey } from "./sending.js";

const form = document.getElementById("survey");
const data = document.getElementById("survey-data");
if (form && data) enhance(form, JSON.parse(data.textContent));

function enhance(form, { survey, words, page, api }) {
  const { locale, version } = survey;
  const status = form.querySelector("[role=status]");
  const questions = survey.steps.flatMap((step) => step.questions ?? []);
  const uploads = new Map(); // The ticket of each file that was sent, so that none is sent twice.
  const keys = new Map(); // The same file has the same key each time it is tried.
  let attempt = { key: newKey() };
  let working = false;

  form.noValidate = true;
  prefill();
  form.addEventListener("input", follow);
  form.addEventListener("change", ({ target }) => {
    keepAlone(form, target);
    follow();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.submitter);
  });
  follow();

  /** Takes over what the page's address says to questions that name a parameter of it. */
  function prefill() {
    const given = new URLSearchParams(location.search);
    for (const { key, prefill: name } of questions) {
      if (!name || !given.has(name)) continue;
      for (const control of controlsOf(form, key)) {
        if (["radio", "checkbox"].includes(control.type)) control.checked = given.getAll(name).includes(control.value);
        else if (control.type !== "file") control.value = given.get(name);
      }
    }
  }

  function outcome() {
    return evaluate(survey, answersOf(form, questions, uploads), locale);
  }

  /** Shows what is asked now, and says what may be left out. */
  function follow() {
    const { visible, required, withheld, calculated, steps } = outcome();
    for (const section of form.querySelectorAll("[data-step]")) section.hidden = !steps.includes(section.dataset.step);
    for (const place of form.querySelectorAll("[data-question]")) {
      const key = place.dataset.question;
      place.hidden = !visible.includes(key);
      const mark = place.querySelector("[data-optional]");
      if (mark) mark.hidden = required.includes(key);
      for (const choice of place.querySelectorAll("[data-choice]"))
        offer(choice, !withheld[key]?.includes(choice.dataset.choice));
      for (const own of place.querySelectorAll("[data-words]")) own.hidden = !isChosen(place, own.dataset.words);
      const output = place.querySelector("output");
      if (output) output.value = figure(calculated[key], output.dataset.unit);
    }
  }

  function figure(value, unit) {
    return value === undefined ? "–" : `${new Intl.NumberFormat(locale).format(value)} ${unit}`.trim();
  }

  /** Asks the site what is wrong, shows it or sends the answers; the same answers have the same key. */
  async function send(button) {
    if (working) return;
    working = true;
    button?.setAttribute("aria-disabled", "true");
    status.textContent = words.sending;
    clear(form);
    try {
      const errors = await refusedFiles();
      if (errors.length > 0) return show(form, errors, questions, words);
      const answers = visibleAnswers();
      const checked = await call(`${api}validate/`, { answers, locale, version });
      if (checked.errors.length > 0) return show(form, checked.errors, questions, words);
      const mode = new FormData(form).get("_mode");
      const body = { answers, locale, version, ...(mode && { mode }) };
      const sent = JSON.stringify(body);
      if (attempt.sent && attempt.sent !== sent) attempt = { key: newKey() };
      attempt.sent = sent;
      thank(await call(`${api}submissions/`, body, { "Idempotency-Key": attempt.key }));
    } catch (refusal) {
      refused(refusal);
    } finally {
      working = false;
      button?.removeAttribute("aria-disabled");
      if (status.textContent === words.sending) status.textContent = "";
    }
  }

  function visibleAnswers() {
    const given = answersOf(form, questions, uploads);
    const asked = new Set(outcome().visible);
    const kept = Object.entries(given).filter(([name]) => asked.has(name.split(":")[0]));
    return Object.fromEntries(kept);
  }

  /** Sends the files that were chosen; returns what is wrong with them. */
  async function refusedFiles() {
    const asked = new Set(outcome().visible);
    const errors = [];
    for (const { key } of questions.filter(({ type, key }) => type === "file" && asked.has(key))) {
      for (const file of controlsOf(form, key).flatMap((control) => [...control.files])) {
        if (uploads.has(file)) continue;
        if (!keys.has(file)) keys.set(file, newKey());
        const body = new FormData();
        body.append("question", key);
        body.append("file", file);
        try {
          const { upload } = await call(`${api}uploads/?locale=${locale}`, body, { "Idempotency-Key": keys.get(file) });
          uploads.set(file, upload);
        } catch (refusal) {
          if (!refusal.problem?.errors) throw refusal;
          errors.push({ pointer: `/answers/${key}`, detail: `${file.name}: ${refusal.problem.errors[0].detail}` });
        }
      }
    }
    return errors;
  }

  function refused({ problem }) {
    const inAnswers = problem?.errors?.filter(({ pointer }) => pointer.startsWith("/answers/")) ?? [];
    if (inAnswers.length > 0) {
      show(form, inAnswers, questions, words);
      return;
    }
    const text = problem?.code === "version_stale" ? words.stale : problem?.detail || words.unreachable;
    const link = Object.assign(document.createElement("a"), { href: page, textContent: words.surveyPage });
    status.replaceChildren(text, " ", link);
  }

  function thank({ reference, receipt }) {
    const heading = Object.assign(document.createElement("h2"), { textContent: words.thanks, tabIndex: -1 });
    const said = Object.assign(document.createElement("p"), { textContent: `${words.reference}: ${reference}` });
    const link = Object.assign(document.createElement("a"), {
      href: receipt,
      textContent: words.receipt,
      className: "button",
    });
    const way = document.createElement("p");
    way.append(link);
    const thanks = Object.assign(document.createElement("section"), { id: "sent" });
    thanks.append(heading, said, way);
    form.replaceWith(thanks);
    heading.focus();
  }
}

function offer(choice, isOffered) {
  choice.hidden = !isOffered;
  const control = choice.querySelector("input") ?? choice;
  control.disabled = !isOffered;
}

/** Whether the choice that has words of its own is made. */
function isChosen(place, value) {
  const select = place.querySelector("select");
  if (select) return select.value === value;
  return [...place.querySelectorAll("[data-choice] input")].some(
    (control) => control.checked && control.value === value,
  );
}

/** A choice such as "none of these" stands alone. */
function keepAlone(form, { type, name, checked, dataset }) {
  if (type !== "checkbox" || !checked) return;
  const alone = dataset.exclusive !== undefined;
  for (const other of controlsOf(form, name)) {
    if ((other.dataset.exclusive !== undefined) !== alone) other.checked = false;
  }
}
