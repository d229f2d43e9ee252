/* What stands around the questions: the path, what must be mended, the ways to go on later. */

import { button, draw, unseen } from "./draw.js";
import { call, reason } from "./saving.js";

/** The steps as an ordered list; those answered can be gone back to. */
export function path(steps, here, done, go, { say }) {
  const items = [...steps, { key: "", title: say("check") }].map(({ key, title }, at) => {
    const state = key === here ? "here" : done.includes(key) ? "done" : "todo";
    const words =
      state === "done" ? draw("button", { type: "button", onclick: () => go(key) }, title) : draw("span", {}, title);
    const mark = draw("span", { class: "mark", "aria-hidden": "true" }, `${state === "done" ? "✓" : at + 1}`);
    return draw(
      "li",
      { class: `is-${state}`, "aria-current": state === "here" && "step" },
      mark,
      words,
      unseen(` (${say(state)})`),
    );
  });
  return draw("nav", { class: "path", part: "path", "aria-label": say("parts") }, draw("ol", { role: "list" }, items));
}

/** What must be mended; `lead` goes to the place of an error. */
export function summary(errors, lead, { say }) {
  const items = errors.map((error) =>
    draw(
      "li",
      {},
      draw(
        "a",
        {
          href: "#",
          onclick: (event) => {
            event.preventDefault();
            lead(error);
          },
        },
        error.words,
      ),
    ),
  );
  return draw(
    "div",
    { class: "summary", part: "errors", role: "alert", tabindex: "-1" },
    draw("h4", {}, say("mend")),
    draw("ul", {}, items),
  );
}

/** Offers to go on where an earlier visit ended. */
export const offer = (day, goOn, startAgain, { say }) =>
  draw(
    "div",
    { class: "notice" },
    draw("p", {}, say("begun", { day })),
    draw(
      "div",
      { class: "actions" },
      button(say("goOn"), goOn),
      button(say("startAgain"), startAgain, { class: "button quiet" }),
    ),
  );

/** A way to go on with another device: a link to the draft by e-mail. */
export function later(draft, { say, locale }) {
  const said = draw("p", { role: "status" });
  const sent = async (event) => {
    event.preventDefault();
    const email = field.value;
    try {
      if (!(await draft.save(true))) return;
      await call(`${draft.url}links/`, "POST", { email, locale });
      said.textContent = say("linkSent", { email });
    } catch (refusal) {
      said.textContent = reason(refusal, say);
    }
  };
  const typed = { class: "field medium", part: "field", type: "email", id: "later", required: true };
  const field = draw("input", { ...typed, autocomplete: "email" });
  const form = draw(
    "form",
    { onsubmit: sent },
    draw("p", { class: "help" }, say("laterHow")),
    draw("label", { for: "later" }, say("email")),
    field,
    draw("button", { class: "button quiet", part: "button", type: "submit" }, say("sendLink")),
    said,
  );
  return draw("details", {}, draw("summary", {}, say("later")), form);
}
