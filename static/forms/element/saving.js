/* The survey's API, and the draft that keeps the answers there. The browser keeps the draft's token, in no cookie. */

/** What the server said no to; `status` is 0 where it was not reached. */
export class Refusal extends Error {
  constructor(status, problem = {}, etag = null) {
    super(problem.detail ?? "");
    Object.assign(this, { status, problem, etag });
  }
}

/** What a Refusal says, in words of the server where it has some. */
export const reason = ({ problem, message }, say) => problem?.errors?.[0]?.detail ?? (message || say("offline"));

/** Calls the API. Raises Refusal. */
export async function call(url, method = "GET", body = null, headers = {}) {
  const isForm = body instanceof FormData;
  const type = body && !isForm ? { "Content-Type": "application/json" } : {};
  const sent = isForm ? body : body && JSON.stringify(body);
  const keepalive = typeof sent === "string" && sent.length < FLUSHED;
  const all = { ...type, ...headers };
  const settings = { method, body: sent, headers: all, credentials: "omit", cache: "no-cache", keepalive };
  const response = await fetch(url, settings).catch(() => {
    throw new Refusal(0);
  });
  const data = await response.json().catch(() => ({}));
  const etag = response.headers.get("ETag");
  if (!response.ok) throw new Refusal(response.status, data, etag);
  return { data, etag };
}

/* Characters that a browser still sends of a page that is being left. */
const FLUSHED = 15_000;
const SOON = 1200;
const LATEST = 60_000;

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Draft {
  /**
   * `survey` is the survey's address in the API. `contents()` says what is to be kept, as `{answers, …}`; `told(what,
   * refusal)` hears "saved", "unsaved", and "refused" with a Refusal.
   */
  constructor(survey, contents, told) {
    Object.assign(this, { survey, contents, told, store: `survey-form ${survey}`, wait: SOON });
    this.clear();
  }

  /** Opens the draft that this browser has begun, or `null`. Raises Refusal where it cannot be opened now. */
  async open() {
    const token = this.token();
    const { invitation, locale, version } = this.contents();
    if (!token && invitation) {
      const begun = await call(`${this.survey}drafts/`, "POST", { answers: {}, invitation, locale, version });
      this.begin(begun.data.token);
      return this.took(begun);
    }
    if (!token) return null;
    this.use(token);
    try {
      return this.took(await call(this.url));
    } catch (refusal) {
      if (refusal.status !== 404 && refusal.status !== 410) throw refusal;
      this.forget();
      return null;
    }
  }

  token(...kept) {
    try {
      if (kept.length === 0) return localStorage.getItem(this.store);
      return kept[0] ? localStorage.setItem(this.store, kept[0]) : localStorage.removeItem(this.store);
    } catch {
      return null; // A browser may keep nothing: the answers then live as long as the page.
    }
  }

  /** Says which state of the draft is known here, so that what others have changed since is not overwritten. */
  get known() {
    return this.etag ? { "If-Match": this.etag } : {};
  }

  /** Lets the draft go on with another version; where that cannot be, the answers begin a new one. */
  async move({ version, locale }) {
    try {
      return this.took(await call(`${this.url}move/`, "POST", { version, locale }));
    } catch {
      this.forget();
      return null;
    }
  }

  use(token) {
    this.url = new URL(`../../drafts/${token}/`, this.survey).href;
    this.opens = token;
  }

  took({ data, etag }) {
    Object.assign(this, { etag, page: data.url });
    return data;
  }

  /** Removes the draft, here and there. */
  remove() {
    const { url } = this;
    this.forget();
    if (url) call(url, "DELETE").catch(() => {});
  }

  forget() {
    clearTimeout(this.waiting);
    this.token("");
    this.clear();
  }

  clear() {
    Object.assign(this, { url: "", opens: "", page: "", sent: {}, etag: null, done: "", first: null });
  }

  /** Saves when nothing has changed for a moment. */
  later() {
    this.behind = true;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), this.wait);
  }

  /** Saves what has changed; one call after the other. True where all is kept. `begin` a draft even of no answers. */
  save(begin = false) {
    clearTimeout(this.waiting);
    this.saving = (this.saving ?? Promise.resolve()).then(() => this.attempt(begin));
    return this.saving;
  }

  /** Takes over what `other`, a draft of the same survey, has saved, once it has saved all that it can. */
  async follow(other) {
    other.told = () => {};
    await other.save();
    clearTimeout(other.waiting);
    const { url, opens, page, etag, sent, done } = other;
    Object.assign(this, { url, opens, page, etag, sent, done });
  }

  async attempt(begin) {
    this.behind = false;
    const contents = this.contents();
    const patch = {};
    for (const key of new Set([...Object.keys(contents.answers), ...Object.keys(this.sent)])) {
      if (!same(contents.answers[key], this.sent[key])) patch[key] = contents.answers[key] ?? null;
    }
    const done = contents.steps_done.join();
    if (Object.keys(patch).length === 0 && done === this.done && (this.url || !begin)) return true;
    try {
      if (!this.url) {
        await this.start(contents);
      } else {
        const { answers, steps_done, locale } = contents;
        this.took(await call(this.url, "PATCH", { answers: patch, steps_done, locale }, this.known));
        Object.assign(this, { sent: answers, done, wait: SOON });
      }
      if (!same(this.sent, contents.answers)) return this.attempt();
      if (!this.behind) this.told("saved");
      return true;
    } catch (refusal) {
      this.failed(refusal);
      return false;
    }
  }

  /** Begins the draft. Until that is answered it is asked for as it was at first, so that no second one is begun. */
  async start(contents) {
    const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
    this.first ??= [contents, { "Idempotency-Key": key }];
    const begun = await call(`${this.survey}drafts/`, "POST", ...this.first);
    const [{ answers, steps_done }] = this.first;
    this.begin(begun.data.token);
    this.took(begun);
    Object.assign(this, { sent: answers, done: steps_done.join(), wait: SOON });
  }

  begin(token) {
    this.use(token);
    this.token(token);
  }

  failed(refusal) {
    const { status } = refusal;
    if (status === 0 || status === 429 || status >= 500) {
      this.wait = Math.min(this.wait * 3, LATEST);
      this.told("unsaved");
      this.later();
    } else {
      this.first = null;
      if (status === 404 && this.url) this.forget();
      this.told("refused", refusal);
    }
  }
}
