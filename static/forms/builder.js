/**
 * The survey builder in Wagtail's editor.
 *
 * Blocks refer to each other by key: a condition to a question and its answers, a question to a theme or a list. Editors
 * choose by words. These controllers read keys and words from the form as it is being edited, so that a list offers
 * what was typed a moment ago. What the form posts is the plain input beneath; the server checks it again.
 */

(() => {
  const { Controller } = window.StimulusModule;
  const application = window.wagtail.app;
  const CHANGED = "survey:changed";

  /* ---------- reading the form ---------- */

  const field = (form, name) => form.elements.namedItem(name);
  const text = (form, name) => field(form, name)?.value ?? "";

  /** The names of the blocks that `name` lies in, the outermost first: "steps-0", "steps-0-value-questions-3", … */
  const blocksAround = (name) => [...name.matchAll(/-value(?=-)/g)].map((match) => name.slice(0, match.index));

  const isDeleted = (form, name) => blocksAround(name).some((block) => text(form, `${block}-deleted`) === "1");

  const order = (form, name) => blocksAround(name).map((block) => Number(text(form, `${block}-order`)));

  const compare = (left, right) => {
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      if (left[index] !== right[index]) return left[index] - right[index];
    }
    return left.length - right.length;
  };

  /* What was read, until the form changes: a survey has many lists that show the same questions. */
  const read = new Map();
  const remembered = (key, make) => {
    if (!read.has(key)) read.set(key, make());
    return read.get(key);
  };

  /** The prefixes of the blocks whose key is of `kind`, as the editor has ordered them. */
  const keyed = (form, kind) =>
    remembered(`keyed ${kind}`, () =>
      [...form.querySelectorAll(`input[data-survey-key-kind-value="${kind}"]`)]
        .filter((input) => !isDeleted(form, input.name))
        .map((input) => ({ input, prefix: input.name.replace(/-[a-z]+$/, ""), order: order(form, input.name) }))
        .sort((one, other) => compare(one.order, other.order)),
    );

  const items = (form, prefix) => {
    const count = Number(text(form, `${prefix}-count`));
    return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
      .filter((item) => text(form, `${item}-deleted`) !== "1")
      .sort((one, other) => Number(text(form, `${one}-order`)) - Number(text(form, `${other}-order`)))
      .map((item) => `${item}-value`);
  };

  const sources = {
    question: (form) =>
      keyed(form, "question").map(({ input, prefix }) => ({ value: input.value, label: text(form, `${prefix}-label`) })),
    theme: (form) =>
      keyed(form, "theme").map(({ input, prefix }) => ({ value: input.value, label: text(form, `${prefix}-label`) })),
    list: (form) =>
      items(form, "choice_lists").map((prefix) => ({
        value: text(form, `${prefix}-name`),
        label: text(form, `${prefix}-name`),
      })),
  };

  /** The choices of the question with `key`: its own, else those of the list that it names. */
  const choicesOf = (form, key) => {
    const question = keyed(form, "question").find(({ input }) => input.value === key);
    if (!question) return [];
    const own = items(form, `${question.prefix}-choices`);
    const name = text(form, `${question.prefix}-choice_list`);
    const list = items(form, "choice_lists").find((prefix) => name && text(form, `${prefix}-name`) === name);
    const prefixes = own.length || !list ? own : items(form, `${list}-choices`);
    return prefixes.map((prefix) => ({ value: text(form, `${prefix}-value`), label: text(form, `${prefix}-label`) }));
  };

  /* ---------- writing to the form ---------- */

  /** Tells every list that the form has changed. */
  const tell = (form) => {
    read.clear();
    form.dispatchEvent(new Event(CHANGED));
  };

  const labelOf = (element) => element.closest("[data-field]")?.querySelector("label");

  const write = (input, value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const LONGEST = 48;
  const LETTERS = { æ: "ae", ø: "o", ß: "ss", đ: "d", ł: "l", þ: "th", ð: "d" };

  /** The same as `forms.builder.keys.slug`. */
  const slug = (label) =>
    label
      .toLowerCase()
      .replace(/[æøßđłþð]/g, (letter) => LETTERS[letter])
      .normalize("NFKD")
      .replace(/[^\x00-\x7f]/g, "")
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, LONGEST)
      .replace(/_+$/, "");

  const base = (label, kind, number) => {
    const made = slug(label);
    if (kind === "choice") return made || `choice_${number}`;
    if (!/[a-z]/.test(made)) return `${kind}_${number}`;
    return /^[a-z]/.test(made) ? made : `${kind}_${made}`;
  };

  const free = (wanted, taken) => {
    let candidate = wanted;
    for (let count = 2; taken.includes(candidate); count += 1) candidate = `${wanted}_${count}`;
    return candidate;
  };

  let opened = false;

  const prefixOf = (element) => element.name.replace(/-[a-z]+$/, "");

  /** The keys that `input` must differ from: those of its kind, or of its own list of choices. */
  const otherKeys = (input) => {
    const kind = input.dataset.surveyKeyKindValue;
    const scope = kind === "choice" ? input.name.replace(/-\d+-value-[a-z]+$/, "") : "";
    return keyed(input.form, kind)
      .filter((other) => other.input !== input && other.input.name.startsWith(scope))
      .map((other) => other.input.value)
      .filter(Boolean);
  };

  /** Makes the key of the block that `label` names, once; a key that is there is left alone. */
  const makeKey = (label) => {
    const prefix = prefixOf(label);
    const input = field(label.form, `${prefix}-key`) ?? field(label.form, `${prefix}-value`);
    const kind = input?.dataset?.surveyKeyKindValue;
    if (!kind || input.value || !label.value.trim()) return;
    const others = otherKeys(input);
    write(input, free(base(label.value, kind, others.length + 1), others));
  };

  /** A block that was duplicated brings its key along, which belongs to the original. */
  class KeyController extends Controller {
    connect() {
      if (!opened) return;
      read.clear();
      requestAnimationFrame(() => {
        if (!this.element.isConnected || !otherKeys(this.element).includes(this.element.value)) return;
        const { form } = this.element;
        const prefix = prefixOf(this.element);
        this.element.value = "";
        makeKey(field(form, `${prefix}-label`) ?? field(form, `${prefix}-title`));
      });
    }
  }

  /** A control over a plain input, built when it comes into view: a survey has hundreds, most of them folded away. */
  class Overlay extends Controller {
    connect() {
      this.refresh = () => this.fill();
      this.observer = new IntersectionObserver(([entry]) => {
        if (!entry.isIntersecting) return;
        this.observer.disconnect();
        this.build();
        this.fill();
        this.element.form.addEventListener(CHANGED, this.refresh);
      });
      this.observer.observe(this.element);
    }

    disconnect() {
      this.observer.disconnect();
      this.element.form?.removeEventListener(CHANGED, this.refresh);
      this.control?.remove();
      this.element.hidden = false;
    }

    place(control) {
      this.control = control;
      this.element.after(control);
      control.addEventListener("change", (event) => {
        event.stopPropagation();
        write(this.element, this.chosen(event.target));
      });
    }
  }

  /** A list of what the survey has, over the input that keeps the key. */
  class SelectController extends Overlay {
    static values = { source: String, empty: String, gone: String };

    build() {
      const select = document.createElement("select");
      select.id = `${this.element.id}-select`;
      labelOf(this.element)?.setAttribute("for", select.id);
      this.element.hidden = true;
      this.place(select);
    }

    chosen() {
      return this.control.value;
    }

    fill() {
      const { form, value } = this.element;
      const known = () => sources[this.sourceValue](form).filter((option) => option.value);
      const options = remembered(`options ${this.sourceValue}`, known);
      const named = options.find((option) => option.value === value.split(":")[0]);
      const gone = value && !named;
      const shown = [{ value: "", label: this.emptyValue }, ...options];
      if (gone) shown.push({ value, label: `${value} (${this.goneValue})` });
      else if (value && named.value !== value) shown.push({ value, label: `${named.label}: ${value.split(":")[1]}` });
      this.control.replaceChildren(...shown.map((option) => new Option(option.label || option.value, option.value)));
      this.control.value = value;
      this.control.classList.toggle("survey-gone", Boolean(gone));
    }
  }

  /** The answers of the question beside, to tick; a line to write in where the question has none to choose from. */
  class ValuesController extends Overlay {
    static values = { one: Boolean };

    build() {
      const list = document.createElement("fieldset");
      list.className = "survey-values";
      list.setAttribute("aria-label", labelOf(this.element)?.textContent.trim() ?? "");
      this.place(list);
    }

    chosen(target) {
      const boxes = [...this.control.querySelectorAll("input")];
      if (this.oneValue && target.checked) for (const box of boxes) box.checked = box === target;
      return boxes.filter((box) => box.checked).map((box) => box.value).join(", ");
    }

    /** The key of the question whose answers these are: named beside, or for all the weights of a question at once. */
    question() {
      const { form, name } = this.element;
      const beside = field(form, `${prefixOf(this.element)}-question`);
      return beside ? beside.value : text(form, name.replace(/_weights-\d+-value-value$/, "_question"));
    }

    fill() {
      const { form, value } = this.element;
      const needed = !/answered$/.test(text(form, `${prefixOf(this.element)}-comparison`));
      const choices = choicesOf(form, this.question()).filter((choice) => choice.value);
      const ticked = value.split(",").map((part) => part.trim()).filter(Boolean);
      const extra = ticked.filter((part) => !choices.some((choice) => choice.value === part));
      this.element.closest("[data-contentpath]").classList.toggle("survey-needless", !needed);
      this.element.hidden = choices.length > 0;
      this.control.hidden = choices.length === 0;
      const shown = [...choices, ...extra.map((part) => ({ value: part, label: part, gone: true }))];
      this.control.replaceChildren(...shown.map((choice) => this.box(choice, ticked)));
    }

    box(choice, ticked) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.value = choice.value;
      input.checked = ticked.includes(choice.value);
      label.classList.toggle("survey-gone", Boolean(choice.gone));
      label.append(input, choice.label || choice.value);
      return label;
    }
  }

  application.register("survey-key", KeyController);
  application.register("survey-select", SelectController);
  application.register("survey-values", ValuesController);

  /* What is typed, chosen, added, moved or removed reaches the lists. */
  document.addEventListener("change", ({ target }) => {
    if (!target.name || !target.form || target.form !== document.querySelector("form[data-edit-form]")) return;
    if (/-value-(label|title)$/.test(target.name)) makeKey(target);
    tell(target.form);
  });

  /* Wagtail compares the form with what it was two seconds after the editor began to open. A large survey takes longer,
     and rich text is tidied only then: it would be saved as a draft by having been looked at. */
  const SETTLING = [300, 600, 1000, 1500];
  let touched = false;
  for (const occasion of ["input", "click"]) {
    document.addEventListener(occasion, (event) => (touched ||= event.isTrusted));
  }
  const settle = () => {
    const form = document.querySelector("form[data-edit-form]");
    const unsaved = form && application.getControllerForElementAndIdentifier(form, "w-unsaved");
    if (unsaved && !unsaved.forceValue && !touched) unsaved.clear();
  };
  window.addEventListener("load", () => {
    setTimeout(() => (opened = true));
    for (const wait of SETTLING) setTimeout(settle, wait);
  });
})();
