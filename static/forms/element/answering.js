/* Leads through a survey: one step at a time, then the review, then the result. */

import { answersIn } from "../answers.js";
import { countCharacters, keepExclusiveChoicesAlone } from "../choosing.js";
import { evaluate } from "../evaluate.js";
import { follow } from "../following.js";
import { rankByButtons } from "../ranking.js";
import { answerKeys, isEmpty, read } from "../reading.js";
import { growRows } from "../rows.js";
import { button, draw, link, prose } from "./draw.js";
import { upload } from "./files.js";
import { controlOf, mark, nameOf, named } from "./marking.js";
import { drawQuestions } from "./questions.js";
import { answers, closing, result } from "./review.js";
import { Draft, call } from "./saving.js";
import { later, offer, path, summary } from "./screens.js";
import { dayWords } from "./typed.js";

const REVIEW = "";

export class Answering {
  /** `page` is what all drawing needs: `{say, locale, base, files}`; `told(event, detail)` hears what is done. */
  constructor(root, { survey, definition, page, invitation, told, renew }) {
    Object.assign(this, { root, survey, definition, invitation, told, renew, answers: {}, done: [], here: null });
    this.page = { ...page, leave: () => this.leave() };
    this.draft = new Draft(
      survey,
      () => this.contents(),
      (what, detail) => this.heard(what, detail),
    );
  }

  /** Begins with what the address of the page gives, or goes on from `before`, the same survey as it was shown. */
  async begin(parameters, before) {
    if (before?.survey === this.survey) {
      const { answers: typed, outcome, done, here } = before;
      Object.assign(this, { answers: { ...typed, ...outcome.values }, done });
      await this.draft.follow(before.draft);
      if (this.draft.url && before.definition.version !== this.definition.version) await this.moved();
      this.go(here, false);
      return;
    }
    for (const question of this.questions) {
      const given = question.prefill ? parameters.getAll(question.prefill) : [];
      const value = question.type === "multiple_choice" ? given : given.at(-1);
      Object.assign(this.answers, read(question, { [question.key]: value }, this.page.locale));
    }
    const kept = await this.draft.open().catch((refusal) => refusal);
    this.go(this.steps[0].key, false);
    if (kept instanceof Error) this.refused(kept);
    else if (kept && Object.keys(kept.answers).length > 0) this.offer(kept);
  }

  async moved() {
    const kept = await this.draft.move(this.definition);
    if (kept) this.take(kept);
  }

  offer(kept) {
    const day = dayWords(kept.changed_at.slice(0, 10), this.page.locale);
    const goOn = async () => {
      this.take(kept);
      if (kept.version !== this.definition.version) await this.moved();
      this.go(this.steps.find(({ key }) => !this.done.includes(key))?.key ?? REVIEW);
    };
    const startAgain = () => {
      this.draft.remove();
      this.go(this.here);
    };
    this.main.replaceChildren(offer(day, goOn, startAgain, this.page));
  }

  /** Takes the answers of a draft over. */
  take({ answers: kept, steps_done: done }) {
    for (const value of Object.values(kept).flat()) if (value?.upload) this.page.files.set(value.upload, value);
    Object.assign(this, { answers: { ...this.answers, ...kept }, done });
    this.draft.sent = kept;
  }

  get outcome() {
    return evaluate(this.definition, this.answers, this.page.locale);
  }

  get steps() {
    const { steps } = this.outcome;
    return this.definition.steps.filter(({ key }) => steps.includes(key));
  }

  get questions() {
    return this.definition.steps.flatMap(({ questions = [] }) => questions);
  }

  /** What is answered of what is asked. */
  contents() {
    const visible = new Set(this.outcome.visible);
    const asked = this.questions.filter(({ key, type }) => visible.has(key) && type !== "calculated");
    const given = asked.flatMap(answerKeys).filter((key) => !isEmpty(this.answers[key]));
    return {
      answers: Object.fromEntries(given.map((key) => [key, this.answers[key]])),
      steps_done: this.done.filter((key) => this.definition.steps.some((step) => step.key === key)),
      locale: this.definition.locale,
      version: this.definition.version,
      ...(this.invitation && { invitation: this.invitation }),
    };
  }

  /* ---------- screens ---------- */

  go(key, focus = true) {
    const { steps } = this;
    const step = steps.find((each) => each.key === key);
    this.here = step ? key : REVIEW;
    const at = step ? steps.indexOf(step) : steps.length;
    const said = { number: at + 1, total: steps.length + 1 };
    this.status = draw("p", { class: "notice", role: "status", hidden: true });
    this.mark = draw("span", { class: "saved", part: "saved" });
    this.problems = draw("div");
    this.main = draw(
      "div",
      { class: "main" },
      draw("p", { class: "muted" }, this.page.say("part", said)),
      draw("h3", { tabindex: "-1", part: "heading" }, step ? step.title : this.page.say("review")),
      step?.intro && prose(step.intro, this.page),
      this.status,
      this.problems,
      step ? this.stepForm(step, steps[at - 1]) : this.reviewForm(steps),
    );
    this.head = this.header(at === 0);
    this.way = this.path();
    this.root.replaceChildren(this.head, this.way, this.main);
    if (this.form) this.live(this.form);
    if (focus) this.main.querySelector("h3").focus();
    this.told("survey-step", { step: this.here, ...said });
  }

  header(first) {
    const { title, intro, notice, minutes } = this.definition;
    const facts = [minutes && this.page.say("minutes", { minutes }), notice].filter(Boolean);
    const listed = () =>
      draw(
        "ul",
        { class: "facts", role: "list" },
        facts.map((fact) => draw("li", {}, fact)),
      );
    return draw(
      "header",
      {},
      draw("h2", { part: "title" }, title),
      first && intro && prose(intro, this.page, "h3"),
      first && facts.length > 0 && listed(),
    );
  }

  path() {
    return path(this.steps, this.here, this.done, (key) => this.go(key), this.page);
  }

  stepForm(step, before) {
    const { say } = this.page;
    this.form = draw(
      "form",
      { novalidate: true, onsubmit: (event) => this.once(event, () => this.next(step)) },
      drawQuestions(step.questions ?? [], this.answers, this.page),
      this.actions(say("next"), before && (() => this.go(before.key))),
    );
    return [this.form, later(this.draft, this.page)];
  }

  reviewForm(steps) {
    const { say } = this.page;
    this.form = null;
    const send = (event) => this.once(event, () => this.send(new FormData(event.target).get("mode") ?? ""));
    const words = this.definition.result?.cta_send || say("send");
    return [
      draw("p", {}, say("notSent")),
      answers(steps, this.outcome, (key) => this.go(key), this.page),
      draw(
        "form",
        { onsubmit: send },
        closing(this.definition, this.page),
        this.actions(words, () => this.go(steps.at(-1).key)),
      ),
    ];
  }

  actions(words, back) {
    const forth = draw("button", { class: "button", part: "button", type: "submit" }, words);
    const other = back && button(this.page.say("back"), back, { class: "button quiet" });
    return draw("div", { class: "actions" }, forth, other, this.mark);
  }

  /** Lets the controls of `form` do what those of the survey pages do. */
  live(form) {
    const changed = () => form.dispatchEvent(new Event("change"));
    keepExclusiveChoicesAlone(form);
    growRows(form, changed);
    rankByButtons(form, changed);
    form.addEventListener("change", ({ target }) => target.type === "file" && upload(target, this.survey, this.page));
    let begun = false;
    follow(
      form,
      this.page.locale,
      () => this.read(form),
      ({ steps }) => {
        if (begun) {
          this.mark.textContent = "";
          this.draft.later();
        }
        begun = true;
        if (String(steps) !== this.asked) this.way.replaceWith((this.way = this.path()));
        this.asked = String(steps);
      },
    );
    countCharacters(form);
  }

  read(form) {
    Object.assign(this.answers, answersIn(form));
    return this.outcome;
  }

  /* ---------- what is done ---------- */

  /** Does what a form was sent for, once at a time, and says what came in between. */
  async once(event, work) {
    event.preventDefault();
    if (this.working) return;
    this.working = true;
    event.submitter?.setAttribute("aria-disabled", "true");
    try {
      await work();
    } catch (refusal) {
      this.refused(refusal);
    }
    this.working = false;
    event.submitter?.removeAttribute("aria-disabled");
  }

  async next(step) {
    const { answers: given, locale, version } = this.contents();
    const asked = { answers: given, step: step.key, locale, version, draft: this.draft.opens };
    const { data } = await call(`${this.survey}validate/`, "POST", asked);
    const errors = named(data.errors, this.definition, this.page).filter(({ step: own }) => own === step.key);
    if (errors.length > 0) {
      this.show(errors);
      return;
    }
    this.done = [...new Set([...this.done, step.key])];
    this.draft.save();
    const { steps } = this;
    this.go(steps[steps.findIndex(({ key }) => key === step.key) + 1]?.key ?? REVIEW);
  }

  async send(mode) {
    if (!(await this.draft.save(true))) return;
    const { data } = await call(`${this.draft.url}submit/`, "POST", { mode }, this.draft.known);
    this.draft.forget();
    this.main = draw("div", { class: "main result" }, result(this.definition, data, this.page));
    this.root.replaceChildren(this.header(false), this.main);
    this.main.querySelector("h3").focus();
    const { reference, receipt } = data;
    this.told("survey-sent", { reference, receipt });
  }

  /** Goes on with the answers on the survey's own page. */
  async leave() {
    if (await this.draft.save(true)) location.assign(this.draft.page);
  }

  show(errors) {
    const lead = ({ name, step }) => {
      if (step !== this.here) this.go(step);
      controlOf(this.form, name)?.focus();
    };
    if (this.form) mark(this.form, errors, this.page);
    const said = summary(errors, lead, this.page);
    this.problems.replaceChildren(said);
    said.focus();
  }

  refused({ status, problem = {}, message, stack, etag }) {
    if (status === undefined) console.error(stack);
    if (status === 412) this.disputed(problem, etag);
    else if (status === 410) this.say(message, " ", link(problem.receipt, this.page, this.page.say("receipt")));
    else if (problem.code === "version_stale") this.renew(this);
    else if (status === 422 && problem.errors?.some(({ pointer }) => pointer.startsWith("/answers/")))
      this.show(named(problem.errors, this.definition, this.page));
    else this.say(message || this.page.say("offline"));
  }

  say(...words) {
    this.status.hidden = words.length === 0;
    this.status.replaceChildren(...words);
  }

  heard(what, detail) {
    const { say } = this.page;
    this.mark.textContent = what === "saved" ? say("saved") : "";
    if (what === "saved") this.say();
    if (what === "unsaved") this.say(say("unsaved"));
    if (what === "refused") this.refused(detail);
  }

  /** Someone else has changed the same answers: asks whose hold. */
  disputed({ current, errors }, etag) {
    const { say } = this.page;
    const keys = errors.map(({ pointer }) => nameOf(pointer));
    const asked = this.questions.filter(({ key }) => keys.includes(key));
    const settle = (mine) => {
      const own = Object.fromEntries(keys.map((key) => [key, this.answers[key]]));
      this.take(current);
      if (mine) Object.assign(this.answers, own);
      this.draft.etag = etag;
      this.go(this.here);
      this.draft.save();
    };
    const mine = button(say("mine"), () => settle(true));
    const theirs = button(say("theirs"), () => settle(false), { class: "button quiet" });
    const questions = asked.map(({ label }) => label).join(", ");
    this.say(say("changed", { questions }), draw("span", { class: "actions" }, mine, theirs));
  }
}
