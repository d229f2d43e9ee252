/** Lists of what the survey has, filled when they come into view and kept up to date. */

import { follow, sources } from "./survey.js";

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.followed.isSeen = isIntersecting;
    if (isIntersecting) target.followed.refresh();
  }
});

const grouped = (options) => {
  const groups = new Map();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups].flatMap(([label, members]) => {
    const made = members.map(({ value, label: text }) => new Option(text || value, value));
    if (!label) return made;
    const group = document.createElement("optgroup");
    group.label = label;
    group.append(...made);
    return group;
  });
};

/** A list that offers what its source has now, and keeps what was chosen even when that is gone. */
export class FollowingList {
  constructor(select, { source, empty, gone }) {
    Object.assign(this, { select, element: select, source, empty, gone, value: "", shown: null });
    select.followed = this;
    select.addEventListener("change", () => (this.value = select.value));
    this.show();
    follow(this);
    seen.observe(select);
  }

  set(value) {
    this.value = value;
    this.show();
  }

  refresh() {
    if (this.isSeen) this.show();
  }

  get options() {
    if (!this.isSeen) return [];
    const offered = sources[this.source](this.select).filter(({ value }) => value);
    return offered.map(({ value, label, group }) => ({ value, label, group }));
  }

  show() {
    const { options, value } = this;
    const isGone = Boolean(value) && !options.some((option) => option.value === value);
    const extra = isGone ? [{ value, label: this.isSeen ? `${value} (${this.gone})` : value }] : [];
    const shown = JSON.stringify([options, extra]);
    if (shown !== this.shown) this.select.replaceChildren(new Option(this.empty, ""), ...grouped([...options, ...extra]));
    this.shown = shown;
    this.select.value = value;
    this.select.classList.toggle("survey-gone", isGone && Boolean(this.isSeen));
  }
}

/** The widget of such a list, as Wagtail's blocks expect one. */
export class FollowingSelect {
  /* What it keeps is a text; Wagtail's own lists keep an array. */
  keepsOne = true;

  constructor(html, options) {
    Object.assign(this, { html, options });
  }

  render(placeholder, name, id, initialState, capabilities, { attributes = {} } = {}) {
    const holder = document.createElement("div");
    holder.innerHTML = this.html.replace(/__NAME__/g, name).replace(/__ID__/g, id).trim();
    const select = holder.firstElementChild;
    for (const [attribute, value] of Object.entries(attributes)) {
      // The browser knows it of inputs only.
      if (attribute !== "maxLength") select.setAttribute(attribute, value);
    }
    placeholder.replaceWith(select);
    const list = new FollowingList(select, this.options);
    list.set([initialState].flat()[0] ?? "");
    return new BoundFollowingSelect(select, list);
  }
}

class BoundFollowingSelect {
  constructor(input, list) {
    Object.assign(this, { input, list, idForLabel: input.id });
  }

  getValue() {
    return this.list.value;
  }

  getState() {
    return this.list.value;
  }

  setState(state) {
    this.list.set([state].flat()[0] ?? "");
  }

  getTextLabel() {
    return this.input.selectedOptions[0]?.value ? this.input.selectedOptions[0].text : "";
  }

  setInvalid(invalid) {
    this.input.toggleAttribute("aria-invalid", invalid);
  }

  focus() {
    this.input.focus();
  }
}
