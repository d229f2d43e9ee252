/* <survey-form survey="https://…/api/v1/surveys/<key>/">: a whole survey on any web page, drawn from its definition. */

import { Answering } from "./element/answering.js";
import { draw, marked } from "./element/draw.js";
import { call } from "./element/saving.js";

/* What is fetched besides lies beside this file. The words are the element's own, in one language; the server says what
   is wrong with an answer. */
const LANGUAGES = ["sv", "fi", "en"];
const STYLES = new URL("./element/survey-form.css", import.meta.url);

/* When what is not saved yet is saved at once: the page is left, the network is back. */
const MOMENTS = ["pagehide", "online"];

let styles = null;

/** The style sheet, fetched once for all elements; put in by script, it needs no permission of the page around. */
async function sheet() {
  const made = new CSSStyleSheet();
  const response = await fetch(STYLES);
  return made.replace(await response.text());
}

/** What says the words of `language`: `say("part", { number: 2, total: 9 })`. */
async function wordsOf(language) {
  const { WORDS } = await import(`./element/words/${language}.js`);
  return (key, filled = {}) => WORDS[key].replace(/\{(\w+)\}/g, (_, name) => filled[name]);
}

/** The language of the element's words that the language tag `tag` names, else English. */
function nearest(tag = "") {
  const language = tag.slice(0, 2).toLowerCase();
  return LANGUAGES.includes(language) ? language : "en";
}

class SurveyForm extends HTMLElement {
  static observedAttributes = ["survey", "locale"];

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    this.save ??= () => this.answering?.draft.save();
    for (const moment of MOMENTS) addEventListener(moment, this.save);
    this.start();
  }

  attributeChangedCallback(name, before, after) {
    if (this.shadowRoot && before !== after) this.start();
  }

  disconnectedCallback() {
    for (const moment of MOMENTS) removeEventListener(moment, this.save);
    this.save();
  }

  get language() {
    return nearest(this.getAttribute("locale") ?? this.closest("[lang]")?.lang);
  }

  /** Fetches the survey and begins; answers that are given already go on in the new language or version. */
  async start(before = this.answering, notice = "") {
    const started = (this.started = Symbol("start"));
    const survey = new URL(this.getAttribute("survey"), document.baseURI).href;
    const say = await wordsOf(this.language);
    if (started !== this.started) return;
    const root = draw("div", { class: "survey", lang: this.language }, draw("p", { role: "status" }, say("loading")));
    this.shadowRoot.replaceChildren(root);
    try {
      styles ??= sheet();
      const [found, made] = await Promise.all([call(`${survey}?locale=${this.language}`), styles]);
      if (started !== this.started) return;
      this.shadowRoot.adoptedStyleSheets = [made];
      await this.answer(root, survey, marked(found.data), before, say, notice);
    } catch (refusal) {
      if (started === this.started) this.fail(root, refusal, say);
    }
  }

  async answer(root, survey, definition, before, say, notice) {
    const { locale } = definition;
    root.lang = locale;
    const words = await wordsOf(nearest(locale));
    const files = before?.page.files ?? new Map();
    this.answering = new Answering(root, {
      survey,
      definition,
      page: { say: words, locale, base: survey, files },
      invitation: this.getAttribute("invitation"),
      told: (event, detail) => this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true })),
      renew: (answering) => this.start(answering, "renewed"),
    });
    await this.answering.begin(new URLSearchParams(location.search), before);
    if (notice) this.answering.say(words(notice));
    if (locale !== this.language) this.answering.say(say("otherLanguage"));
  }

  /** Says why there is no survey; what stands within the element, such as a link to it, is shown besides. */
  fail(root, { status, message, stack }, say) {
    if (status === undefined) console.error(stack);
    const words = status ? [message] : [say("unreachable"), say("unlisted", { origin: location.origin })];
    root.replaceChildren(...words.map((text) => draw("p", { role: "status" }, text)), draw("slot"));
  }
}

customElements.define("survey-form", SurveyForm);
