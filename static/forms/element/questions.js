/* Draws a question of any type from its definition, with the names and data attributes of the survey pages, so that
   the same scripts read and change it. */

import { agreement, multipleChoice, rating, scale, singleChoice, yesNo } from "./choices.js";
import { button, draw, prose, unseen } from "./draw.js";
import { file } from "./files.js";
import { demanded, describedBy, field, several, single, span } from "./frame.js";
import { matrix, parts, ranking } from "./parts.js";
import { typed } from "./typed.js";

const PLAIN = { autocapitalize: "none", spellcheck: "false" };

/* Questions with one line to write in: how wide it is and what it is like. */
const LINES = {
  text: ["wide"],
  email: ["wide", { type: "email", inputmode: "email", ...PLAIN }],
  phone: ["medium", { type: "tel", inputmode: "tel" }],
  url: ["wide", { inputmode: "url", ...PLAIN }],
  business_id_fi: ["short", PLAIN],
  postal_code: ["tiny", { inputmode: "numeric" }],
  signature_name: ["medium", { autocomplete: "name" }],
  number: ["short", { inputmode: "decimal", autocomplete: "off" }],
  date: ["short"],
  time: ["tiny"],
};

/** The questions as elements, filled in from `given`; `prefix` stands before their names. */
export const drawQuestions = (questions, given, page, prefix = "") =>
  questions.map((question) => drawQuestion(question, given, page, prefix));

function drawQuestion(question, given, page, prefix) {
  const name = prefix + question.key;
  const [id, box] = ["id-", "q-"].map((before) => before + name.replaceAll(":", "-"));
  const asked = { question, name, id, box, page, given, prefix, value: given[question.key], ...page };
  return (Object.hasOwn(DRAWN, question.type) ? DRAWN[question.type] : elsewhere)(asked);
}

/* ---------- one control ---------- */

function line(asked) {
  const { question, box, id, say } = asked;
  const hints = {
    date: () => `${say("dateHint")} ${span(question, asked)}`,
    time: () => say("timeHint"),
    signature_name: () => say("signature"),
  };
  const hint = hints[question.type]?.();
  const [width, attributes] = LINES[question.type];
  const unit = question.unit && draw("span", { id: `${id}-unit` }, question.unit);
  const input = field("input", width, {
    type: "text",
    ...attributes,
    ...demanded(asked),
    ...(question.autocomplete ? {} : { autocomplete: attributes?.autocomplete }),
    value: typed(question, asked.value, asked.locale),
    "aria-describedby": describedBy(asked, hint && `${box}-hint`, unit && `${id}-unit`),
  });
  return single(asked, unit ? draw("span", { class: "with-unit" }, input, unit) : input, hint);
}

function longText(asked) {
  const { question, id, say } = asked;
  const counter = `${id}-counter`;
  const text = field("textarea", "", { rows: 5, ...demanded(asked), "aria-describedby": describedBy(asked, counter) });
  text.value = typed(question, asked.value);
  const left = {
    class: "help",
    id: counter,
    "data-counter": id,
    "data-max": question.max_length ?? 5000,
    "data-left": say("left"),
  };
  return single(asked, [text, draw("p", left)]);
}

function calculated(asked) {
  const { question, id, box, say } = asked;
  const output = {
    class: "calculated",
    id,
    "data-unit": question.unit ?? "",
    "aria-describedby": describedBy(asked, `${box}-hint`),
  };
  return single(asked, draw("output", output, "–"), say("calculated"));
}

const hidden = ({ question, name, id, value }) =>
  draw(
    "div",
    { "data-question": name, "data-shape": "one" },
    draw("input", { type: "hidden", id, name, value: typed(question, value) }),
  );

/* ---------- words ---------- */

const words = ({ question, name, box, level = 4 }, ...more) =>
  draw(
    "div",
    { class: "question-words", id: box, "data-question": name },
    question.label && draw(`h${level}`, { part: "heading" }, question.label),
    ...more,
  );

const section = (asked) => words(asked, asked.question.help && draw("p", { class: "help" }, asked.question.help));

const statement = (asked) => words(asked, prose(asked.question.body ?? "", asked, "h5"));

/** A question of a type that is newer than this file: it is answered on the survey's own page. */
const elsewhere = (asked) =>
  words(asked, draw("p", {}, asked.say("elsewhere")), button(asked.say("leave"), asked.leave));

/* ---------- rows ---------- */

function group(asked) {
  const { question, name, page, say } = asked;
  const { min_rows: min = 0, max_rows: max = 20, row_label: called } = question;
  const label = called || say("row");
  const given = Array.isArray(asked.value) ? asked.value : [];
  const all = [...given, ...Array(Math.max(Math.max(min, 1) - given.length, 0)).fill({})];
  const row = (own, number) => {
    const rowWords = number === "ROW" ? label : `${label} ${number + 1}`;
    return draw(
      "fieldset",
      { class: "row", id: `row-${name.replaceAll(":", "-")}-${number}`, "data-row": true, tabindex: "-1" },
      draw("legend", { "data-row-words": true }, rowWords),
      drawQuestions(question.questions, own, { ...page, level: 5 }, `${name}:${number}:`),
      draw(
        "p",
        {},
        draw(
          "button",
          { type: "button", class: "text-button", "data-remove": true, hidden: all.length <= min },
          say("remove"),
          unseen(": ", draw("span", { "data-row-words": true }, rowWords)),
        ),
      ),
    );
  };
  const blank = draw("template", { "data-blank": true });
  blank.content.append(row({}, "ROW"));
  const add = { type: "button", class: "button quiet", part: "button", "data-add": true, hidden: all.length >= max };
  const rows = draw(
    "div",
    { class: "rows", "data-rows": true, "data-min": min, "data-max": max, "data-words": label },
    all.map(row),
    blank,
    draw("p", {}, draw("button", add, called ? say("add", { row: called }) : say("addRow"))),
    draw("p", {
      class: "hidden-text",
      role: "status",
      "data-said": true,
      "data-added": say("added"),
      "data-removed": say("removed"),
    }),
  );
  return several(asked, rows, null, { tabindex: "-1" });
}

const DRAWN = {
  ...Object.fromEntries(Object.keys(LINES).map((type) => [type, line])),
  long_text: longText,
  calculated,
  hidden,
  section,
  statement,
  single_choice: singleChoice,
  scale,
  multiple_choice: multipleChoice,
  yes_no: yesNo,
  rating,
  consent: agreement,
  acknowledgement: agreement,
  address: parts,
  datetime: parts,
  matrix,
  ranking,
  file,
  group,
};
