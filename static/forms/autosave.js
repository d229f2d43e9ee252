/* Saves a step while it is being answered, says so quietly, and keeps what was typed where there is no connection. */

import { fieldsOf, filesChosen, fitsInParting, giveKey, heldBack, isTouched, post } from "./saving.js";
import { markOf } from "./savemark.js";

const AFTER_TYPING = 2000;
const AFTER_CHOOSING = 700;
const FEWEST_WAIT = 1000;
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 60_000;
const UNSETTLED = "-";
/* The digest of no answer at all: what is in conflict stays so until "Continue" is pressed. */

/* A question's key may be any word, and an input of that name hides the form's own property: so no `form.action`. */
export function autosave(form) {
  const mark = markOf(form);
  giveKey(form);
  const disputed = (form.getAttribute("data-disputed") ?? "").split(" ").filter(Boolean);
  let told = form.querySelector('input[name="_seen"]')?.value ?? null; // what "Continue" says that the reader has seen
  // What saving says.
  let shown = told && heldBack(disputed.map((key) => `${key}:${UNSETTLED}`).join(" "), told, disputed);
  let changes = 0;
  let savedChanges = 0;
  let running = null;
  let failures = 0;
  let stopped = false;
  let leaving = false;
  let assured = false;
  let timer = 0;
  let notBefore = 0;

  const unsaved = () => changes > savedChanges;
  const offline = () => !navigator.onLine || failures > 0;
  const held = () => Date.now() < notBefore; // the server has told us to wait

  const plan = (wait) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void save(), Math.max(wait, notBefore - Date.now()));
  };

  /** Saves what is there; resolves to whether it is safe with the server. Never twice at once. */
  async function save({ aloud = false } = {}) {
    while (running) await running;
    if (stopped) return false;
    clearTimeout(timer);
    running = attempt(aloud);
    try {
      return await running;
    } finally {
      running = null;
    }
  }

  async function attempt(aloud) {
    const upTo = changes;
    mark.saving();
    const { status, told: answer, wait } = await post(form.getAttribute("action"), fieldsOf(form, shown));
    if (answer?.saved) {
      savedChanges = upTo;
      failures = notBefore = 0;
      take(answer, aloud);
      if (unsaved()) plan(AFTER_TYPING);
    } else if (status === 429) {
      failures = 0;
      notBefore = Date.now() + Math.max(wait, FEWEST_WAIT);
      mark.later(wait);
      plan(0);
    } else if (status === 0) {
      failures += 1;
      mark.failed(answer?.detail);
      plan(Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT));
    } else {
      failures = 0;
      stopped = status === 410;
      mark.refused(answer?.detail, answer?.page);
    }
    warn();
    return Boolean(answer?.saved);
  }

  function take(answer, aloud) {
    shown = heldBack(shown ?? "", answer.seen, answer.conflicts);
    told = answer.seen;
    if (form.getAttribute("action") !== answer.action) {
      form.setAttribute("action", answer.action);
      history.replaceState(history.state, "", answer.page);
    }
    mark.saved(answer, aloud);
  }

  const savedInParting = () => !running && !offline() && !held() && fitsInParting(fieldsOf(form, shown));
  const atRisk = () => !leaving && !stopped && (filesChosen(form) || (unsaved() && !savedInParting()));
  const ask = (event) => {
    if (atRisk()) event.preventDefault();
  };
  /* Only a page that waits for something keeps the browser from remembering it as it is. */
  function warn() {
    if (unsaved() || filesChosen(form)) window.addEventListener("beforeunload", ask);
    else window.removeEventListener("beforeunload", ask);
  }

  const changed = (wait) => {
    changes += 1;
    warn();
    plan(failures > 0 ? Math.max(wait, FIRST_WAIT) : wait);
  };
  form.addEventListener("input", () => changed(AFTER_TYPING));
  form.addEventListener("change", () => changed(AFTER_CHOOSING));
  if (isTouched(form)) changed(AFTER_TYPING);

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name === "_save" && !filesChosen(form)) {
      event.preventDefault();
      void save({ aloud: true });
    } else if (!stopped && !assured && (running || offline())) {
      event.preventDefault();
      void settled(button);
    } else {
      leaving = true;
    }
  });

  /** Sends the form once what is being saved is saved, or says that there is no connection. */
  async function settled(button) {
    const waiting = running;
    const reached = waiting && !offline() ? await waiting : await save();
    if (!reached && offline()) return mark.waits();
    assured = true;
    HTMLFormElement.prototype.requestSubmit.call(form, button);
  }

  form.addEventListener("formdata", ({ formData }) => {
    if (leaving && told !== null) formData.set("_seen", told);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey;
    if (!link || elsewhere || link.target || link.getAttribute("href").startsWith("#") || !unsaved() || stopped) return;
    event.preventDefault();
    void save().then((safe) => {
      if (safe || !(offline() || held())) location.assign(link.href);
      else if (!held()) mark.waits();
    });
  });

  window.addEventListener("online", () => {
    if (unsaved()) void save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && unsaved() && !running && !leaving) void save();
  });
  window.addEventListener("pagehide", () => {
    if (unsaved() && !running && !leaving) void save();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    leaving = assured = false;
    if (persisted) void catchUp();
  });

  /** A page that the browser kept shows what was; if the answers have moved on since, it is opened anew. */
  async function catchUp() {
    const response = await fetch(location.href).catch(() => null);
    if (!response) return;
    if (response.redirected) return location.replace(response.url);
    const now = new DOMParser().parseFromString(await response.text(), "text/html");
    const seen = now.querySelector('#step-form input[name="_seen"]');
    if (!response.ok || (seen && seen.value !== shown)) location.reload();
  }
}
