/* What has to be mended: a summary that takes the focus, and each error beside its question. */

const SUMMARY = "errors";
const CONTROLS = "input:not([type=hidden]):not(:disabled), select, textarea";

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** Where a JSON pointer into the request leads to: `/answers/address/city` is the control `address:city`. */
export const nameOf = (pointer) =>
  pointer
    .split("/")
    .slice(2)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(":");

export function clear(form) {
  document.getElementById(SUMMARY)?.remove();
  for (const error of form.querySelectorAll(".error")) error.remove();
  for (const control of form.querySelectorAll("[data-described]")) {
    const { described } = control.dataset;
    if (described) control.setAttribute("aria-describedby", described);
    else control.removeAttribute("aria-describedby");
    control.removeAttribute("aria-invalid");
    delete control.dataset.described;
  }
}

export function show(form, errors, questions, words) {
  clear(form);
  const items = errors.map((error) => {
    const name = nameOf(error.pointer);
    const key = name.split(":")[0];
    const place = form.querySelector(`[data-question="${CSS.escape(key)}"]`);
    const label = questions.find((question) => question.key === key)?.label ?? key;
    const text = `${label.replace(/[.?: ]+$/, "")}: ${error.detail}`;
    const control = place && mark(form, place, name, error.detail, words);
    if (!control) return make("li", {}, text);
    control.id ||= `control-${name.replaceAll(":", "-")}`;
    return make("li", {}, make("a", { href: `#${control.id}` }, text));
  });
  const heading = make("h2", {}, words.mend);
  const summary = make(
    "div",
    { id: SUMMARY, class: "summary", role: "alert", tabindex: "-1" },
    heading,
    make("ul", {}, ...items),
  );
  form.prepend(summary);
  summary.focus();
}

/** Writes the error into the question, and returns the control to mend, or the link to where it is mended. */
function mark(form, place, name, detail, words) {
  const id = `error-${name.replaceAll(":", "-")}`;
  const own = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((control) => place.contains(control));
  const controls = own.length > 0 ? own : [...place.querySelectorAll(CONTROLS)];
  const error = make("p", { class: "error", id }, make("span", { class: "unseen" }, `${words.error}: `), detail);
  const heads = [...place.querySelectorAll(":scope > .help, :scope > legend, :scope > label:not(.choice)")];
  if (heads.length > 0) heads.at(-1).after(error);
  else place.prepend(error);
  const described = place.tagName === "FIELDSET" && controls.length > 1 ? [place] : controls;
  for (const control of described) {
    control.dataset.described ??= control.getAttribute("aria-describedby") ?? "";
    control.setAttribute("aria-describedby", `${control.dataset.described} ${id}`.trim());
    if (control.tagName !== "FIELDSET") control.setAttribute("aria-invalid", "true");
  }
  return controls[0] ?? place.querySelector("a");
}
