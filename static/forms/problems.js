/**
 * What is to mend in a survey, listed beside the form while it is being edited.
 *
 * The server looks at the form as it stands, so that the list says the same as publishing would. A line leads to its
 * block: it opens what is folded around it and puts the focus there.
 */

const SOONEST = 800;
/** Milliseconds without a change before the form is looked at; a large one waits for as long as the last look took. */
const NARROW = window.matchMedia("(max-width: 50em)");
const CONTROLS = "input:not([type=hidden]), select, textarea, [contenteditable=true]";

/** Puts the panel and its toggle among Wagtail's own. */
function placed(template) {
  const side = document.querySelector("[data-form-side]");
  const toggles = document.querySelector("[data-side-panel-toggle]");
  const { content } = template;
  if (!side || !toggles) return null;
  const parts = {
    panel: content.querySelector("[data-side-panel]"),
    toggle: content.querySelector("[data-side-panel-toggle]"),
    counter: content.querySelector("[data-side-panel-toggle-counter]"),
    found: content.querySelector("[data-survey-found]"),
    unreachable: content.querySelector("[data-survey-unreachable]"),
    status: content.querySelector("[data-survey-status]"),
  };
  side.append(parts.panel);
  toggles.before(parts.toggle);
  side.before(parts.status);
  return parts;
}

/* ---------- from a path to a control ---------- */

const text = (form, name) => form.elements.namedItem(name)?.value ?? "";

/** The names of the blocks in the stream or list `prefix`, in their order, without those that were taken away. */
function blocks(form, prefix) {
  const count = Number(text(form, `${prefix}-count`));
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
    .filter((name) => text(form, `${name}-deleted`) !== "1")
    .sort((one, other) => Number(text(form, `${one}-order`)) - Number(text(form, `${other}-order`)));
}

/**
 * What is at `path` in the form.
 * @param {HTMLFormElement} form
 * @param {(string|number)[]} path the page's field, then names and numbers of blocks
 * @returns {?{place: Element, name: string}} the nearest element that holds all of it, and what its inputs' names begin with
 */
function find(form, path) {
  let name = "";
  for (const part of path) {
    if (typeof part === "string") name = name ? `${name}-${part}` : part;
    else name = `${blocks(form, name)[part]}-value`;
  }
  const own = form.elements.namedItem(name);
  const input = own instanceof RadioNodeList ? own[0] : own;
  const first = input ?? form.querySelector(`[name^="${CSS.escape(name)}-"]`);
  const place = first?.closest(`[data-contentpath="${CSS.escape(String(path.at(-1)))}"]`);
  return first ? { place: place ?? first.closest("[data-streamfield-child], [data-field], [data-panel]"), name } : null;
}

/** Opens everything that is folded around `element`, and the tab that it is on. */
function unfold(element) {
  const around = [];
  for (let one = element; one; one = one.parentElement) if (one.hidden) around.unshift(one);
  for (const folded of around) {
    const id = CSS.escape(folded.id);
    const opener = document.querySelector(`[aria-controls="${id}"][aria-expanded="false"], [role="tab"][href="#${id}"]`);
    opener?.click();
  }
}

const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled;

/** The control in `place` that an editor would write in; a button where there is none, as in an empty list. */
function control({ place, name }) {
  const inputs = [...place.querySelectorAll(CONTROLS)];
  const [first] = inputs.filter((input) => input.name?.startsWith(name));
  if (first) unfold(first);
  return () => inputs.concat(...place.querySelectorAll(CONTROLS)).find(isShown) ?? [...place.querySelectorAll("button")].find(isShown);
}

function go(form, path) {
  const found = find(form, path);
  if (!found?.place) return;
  if (NARROW.matches) document.querySelector("[data-form-side-close-button]")?.click();
  unfold(found.place);
  const choose = control(found);
  found.place.scrollIntoView({ block: "center" });
  // What lies over an input is made when the input comes into view.
  setTimeout(() => {
    const target = choose();
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  }, 150);
}

/* ---------- looking ---------- */

class Problems {
  constructor(form, template, parts) {
    Object.assign(this, { form, template, ...parts });
    this.took = 0;
    this.shown = "";
    for (const occasion of ["input", "change", "w-unsaved:add"]) form.addEventListener(occasion, () => this.later());
    this.panel.addEventListener("click", ({ target }) => {
      const line = target.closest("[data-survey-at]");
      if (line) go(form, JSON.parse(line.dataset.surveyAt));
    });
    this.later();
  }

  /** The page that was new is saved while it is written, and has an address of its own from then on. */
  get url() {
    const [, saved] = /\/pages\/(\d+)\//.exec(window.location.pathname) ?? [];
    const { checkUrl, checkNewUrl } = this.template.dataset;
    return saved ? checkUrl.replace(/\/\d+\//, `/${saved}/`) : checkNewUrl;
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.look(), Math.max(SOONEST, this.took));
  }

  async look() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    const begun = performance.now();
    try {
      const response = await fetch(this.url, { method: "POST", body: new URLSearchParams(new FormData(this.form)) });
      this.unreachable.hidden = response.ok;
      if (response.ok) this.show(await response.text());
    } catch {
      this.unreachable.hidden = false;
    }
    this.took = performance.now() - begun;
    this.busy = false;
    if (this.again) this.later();
    this.again = false;
  }

  show(html) {
    if (html === this.shown) return;
    this.shown = html;
    const held = this.found.contains(document.activeElement) ? document.activeElement.dataset.surveyAt : null;
    this.found.innerHTML = html;
    const { surveySummary, surveyCount } = this.found.firstElementChild.dataset;
    this.counter.textContent = surveyCount;
    this.counter.hidden = surveyCount === "0";
    if (this.status.textContent !== surveySummary) this.status.textContent = surveySummary;
    if (held) this.found.querySelector(`[data-survey-at="${CSS.escape(held)}"]`)?.focus();
  }
}

const template = document.querySelector("template[data-survey-problems]");
const form = template?.closest("form");
const parts = template && placed(template);
if (parts) new Problems(form, template, parts);
