/* Draws a question of any type from its definition, with the names and data attributes of the survey pages, so that
   the same scripts read and change it. */

import { draw, link, prose, unseen } from "./draw.js";
import { dayWords, typed, typedParts } from "./typed.js";

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

const PARTS = {
  street: ["wide", { autocomplete: "address-line1" }],
  postal_code: ["tiny", { autocomplete: "postal-code", inputmode: "numeric" }],
  city: ["medium", { autocomplete: "address-level2" }],
  date: ["short"],
  time: ["tiny"],
};

const MEDIA = {
  pdf: "application/pdf,.pdf",
  image: "image/jpeg,image/png,image/webp",
  document: ".docx,.odt",
  spreadsheet: ".xlsx,.ods",
  text: "text/plain,text/csv,.txt,.csv",
};

const SHAPES = { address: "parts", datetime: "parts", matrix: "parts", ranking: "parts", multiple_choice: "many", file: "many", group: "rows" };

/** The questions as elements, filled in from `given`; `prefix` stands before their names. */
export const drawQuestions = (questions, given, page, prefix = "") =>
  questions.map((question) => drawQuestion(question, given, page, prefix));

function drawQuestion(question, given, page, prefix) {
  const name = prefix + question.key;
  const [id, box] = ["id-", "q-"].map((before) => before + name.replaceAll(":", "-"));
  const asked = { question, name, id, box, page, given, prefix, value: given[question.key], ...page };
  const found = DRAWN[question.type] ?? (LINES[question.type] && line);
  return found ? found(asked) : null;
}

/* ---------- around the controls ---------- */

const describedBy = ({ question, box }, ...ids) => [question.help && `${box}-help`, ...ids].filter(Boolean).join(" ") || null;

function around(asked, tag, label, control, hint, attributes = {}) {
  const { question, name, box, say } = asked;
  const follow = question.follow_up_of ? " question-follow-up" : "";
  const optional = draw("span", { class: "muted", "data-optional": true }, ` (${say("optional")})`);
  const words = [question.label, question.type === "calculated" ? null : optional];
  return draw(
    tag,
    { class: `question${follow}`, part: "question", id: box, "data-question": name, "data-shape": SHAPES[question.type] ?? "one", ...attributes },
    label(words),
    question.help && draw("p", { class: "help", id: `${box}-help` }, question.help),
    hint && draw("p", { class: "help", id: `${box}-hint` }, hint),
    draw("div", { class: "question-control" }, control),
  );
}

const single = (asked, control, hint) =>
  around(asked, "div", (words) => draw("label", { class: "question-label", part: "label", for: asked.id }, words), control, hint);

function several(asked, control, hint, attributes = {}) {
  const legend = (words) => draw("legend", { class: "question-label", part: "label", id: `${asked.box}-legend` }, words);
  const described = describedBy(asked, hint && `${asked.box}-hint`);
  return around(asked, "fieldset", legend, control, hint, { "aria-describedby": described, ...attributes });
}

const radiogroup = (asked, control) => several(asked, control, null, { role: "radiogroup" });

const field = (tag, width, attributes, ...children) =>
  draw(tag, { class: `field ${width}`, part: "field", ...attributes }, ...children);

const demanded = ({ question, id, name }) => ({ id, name, "data-demanded": true, autocomplete: question.autocomplete || null });

/* ---------- one control ---------- */

const span = ({ earliest, latest }, { say, locale }) =>
  [earliest && say("earliest", { day: dayWords(earliest, locale) }), latest && say("latest", { day: dayWords(latest, locale) })]
    .filter(Boolean)
    .join(" ");

function line(asked) {
  const { question, box, id, say } = asked;
  const hints = { date: () => `${say("dateHint")} ${span(question, asked)}`, time: () => say("timeHint"), signature_name: () => say("signature") };
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
  const left = { class: "help", id: counter, "data-counter": id, "data-max": question.max_length ?? 5000, "data-left": say("left") };
  return single(asked, [text, draw("p", left)]);
}

function calculated(asked) {
  const { question, id, box, say } = asked;
  const output = { class: "calculated", id, "data-unit": question.unit ?? "", "aria-describedby": describedBy(asked, `${box}-hint`) };
  return single(asked, draw("output", output, "–"), say("calculated"));
}

const hidden = ({ question, name, id, value }) =>
  draw("div", { "data-question": name, "data-shape": "one" }, draw("input", { type: "hidden", id, name, value: typed(question, value) }));

/* ---------- words ---------- */

const words = ({ question, name, box, level = 4 }, ...more) =>
  draw("div", { class: "question-words", id: box, "data-question": name }, question.label && draw(`h${level}`, { part: "heading" }, question.label), ...more);

const section = (asked) => words(asked, asked.question.help && draw("p", { class: "help" }, asked.question.help));

const statement = (asked) => words(asked, prose(asked.question.body ?? "", asked, "h5"));

/* ---------- choices ---------- */

/** A label around a radio button or a checkbox. */
const choice = (type, attributes, label) =>
  draw("label", { class: "choice", part: "choice", for: attributes.id }, draw("input", { type, ...attributes }), draw("span", {}, label));

const idOf = (id, at) => (at === 0 ? id : `${id}-${at + 1}`);

function ownWords({ name, id, given, question, say }, { value, label }) {
  const [own, ownId] = [`${name}:${value}`, `${id}-${value}-text`];
  return draw(
    "div",
    { class: "choice-text", "data-part": own },
    draw("label", { for: ownId }, unseen(`${label}: `), say("ownWords")),
    field("input", "wide", { type: "text", id: ownId, name: own, value: given[`${question.key}:${value}`] ?? "" }),
  );
}

function choices(type, asked) {
  const { question, name, id, value } = asked;
  const chosen = [value].flat();
  return question.choices.map((each, at) =>
    draw(
      "div",
      { class: `choice-item${each.exclusive ? " choices-apart" : ""}`, "data-choice": each.value },
      choice(type, { id: idOf(id, at), name, value: each.value, checked: chosen.includes(each.value), "data-exclusive": each.exclusive }, each.label),
      each.free_text && ownWords(asked, each),
    ),
  );
}

function singleChoice(asked) {
  const { question, value, say } = asked;
  if (question.display_as !== "select") return radiogroup(asked, draw("div", { class: "choices" }, choices("radio", asked)));
  const options = question.choices.map((each) =>
    draw("option", { value: each.value, "data-choice": each.value, selected: each.value === value }, each.label),
  );
  const own = question.choices.filter((each) => each.free_text).map((each) => ownWords(asked, each));
  const blank = draw("option", { value: "" }, say("choose"));
  return single(asked, [field("select", "", { ...demanded(asked), "aria-describedby": describedBy(asked) }, blank, options), own]);
}

const scale = (asked) => radiogroup(asked, draw("div", { class: "scale" }, choices("radio", asked)));

const multipleChoice = (asked) => several(asked, draw("div", { class: "choices" }, choices("checkbox", asked)));

function yesNo(asked) {
  const value = typed(asked.question, asked.value);
  const both = ["true", "false"].map((each, at) =>
    choice("radio", { id: idOf(asked.id, at), name: asked.name, value: each, checked: each === value }, asked.say(at ? "no" : "yes")),
  );
  return radiogroup(asked, draw("div", { class: "choices beside" }, both));
}

function rating(asked) {
  const { question, name, id } = asked;
  const { max = 5, low, high } = question;
  const numbers = Array.from({ length: max }, (_, at) => {
    const end = at === 0 ? low : at === max - 1 ? high : "";
    const label = [`${at + 1}`, end && unseen(`: ${end}`)].filter(Boolean);
    return choice("radio", { id: idOf(id, at), name, value: at + 1, checked: String(asked.value) === `${at + 1}` }, label);
  });
  const ends = (low || high) && draw("p", { class: "rating-ends", "aria-hidden": "true" }, draw("span", {}, low), draw("span", {}, high));
  return radiogroup(asked, [draw("div", { class: "rating" }, numbers), ends]);
}

function agreement(asked) {
  const { question, say } = asked;
  const called = question.document && `${question.document}, ${say("version", { version: question.document_version })}`;
  const box = choice("checkbox", { ...demanded(asked), value: "true", checked: typed(question, asked.value) === "true" }, question.statement);
  return several(asked, [called && draw("p", {}, link(question.document_url || null, asked, called)), box]);
}

/* ---------- parts ---------- */

function parts(asked) {
  const { question, name, id, say } = asked;
  const given = typedParts(question, asked.value);
  const names = question.type === "address" ? ["street", "postal_code", "city"] : ["date", "time"];
  const inputs = names.map((part, at) => {
    const [width, attributes] = PARTS[part];
    const own = { ...demanded({ question: {}, id: idOf(id, at), name: `${name}:${part}` }), ...attributes, value: given[part] ?? "" };
    const label = draw("label", { for: own.id }, say(part));
    return draw("div", { class: "part", "data-part": own.name }, label, field("input", width, { type: "text", ...own }));
  });
  const isMoment = question.type === "datetime";
  const hint = isMoment && `${say("dateHint")} ${say("timeHint")} ${span(question, asked)}`;
  return several(asked, draw("div", { class: isMoment ? "parts beside" : "parts" }, inputs), hint);
}

function matrix(asked) {
  const { question, name, id, box } = asked;
  const given = typedParts(question, asked.value);
  const head = question.choices.map((each) =>
    draw("th", { role: "columnheader", scope: "col", "data-choice": each.value }, each.label),
  );
  const rows = question.rows.map((row, at) => {
    const own = idOf(id, at);
    const cells = question.choices.map((each, number) => {
      const wordsId = `${own}-words-${number}`;
      const input = { type: "radio", id: number ? `${own}-choice-${number}` : own, name: `${name}:${row.key}`, value: each.value, checked: given[row.key] === each.value, "aria-labelledby": `${own}-row ${wordsId}` };
      const label = draw("label", { class: "choice", part: "choice", for: input.id }, draw("input", input), draw("span", { id: wordsId }, each.label));
      return draw("td", { role: "cell", "data-choice": each.value }, label);
    });
    const label = draw("th", { role: "rowheader", scope: "row", "data-part": `${name}:${row.key}` }, draw("span", { id: `${own}-row` }, row.label));
    return draw("tr", { role: "row" }, label, cells);
  });
  const table = draw(
    "table",
    { role: "table", "aria-labelledby": `${box}-legend` },
    draw("thead", { role: "rowgroup" }, draw("tr", { role: "row" }, draw("td", { role: "cell" }), head)),
    draw("tbody", { role: "rowgroup" }, rows),
  );
  return several(asked, draw("div", { class: "matrix" }, table));
}

function ranking(asked) {
  const { question, name, id, say } = asked;
  const given = typedParts(question, asked.value);
  const places = Math.min(question.most ?? Infinity, question.choices.length);
  const place = (each) => Number(given[each.value]) || Infinity;
  const items = question.choices.map((each, at) => {
    const own = idOf(id, at);
    const options = Array.from({ length: places }, (_, number) => `${number + 1}`);
    const select = field("select", "tiny", { id: own, name: `${name}:${each.value}` }, ["", ...options].map((option) =>
      draw("option", { value: option, selected: option === (given[each.value] ?? "") }, option || "–"),
    ));
    const moves = [["-1", "up"], ["1", "down"]].map(([move, word]) =>
      draw("button", { type: "button", class: `move move-${word}`, "data-move": move }, unseen(`${say(word)}: ${each.label}`)),
    );
    const label = draw("label", { for: own }, unseen(`${say("place")}: `), draw("span", { "data-words": true }, each.label));
    return draw("li", { "data-choice": each.value, "data-part": `${name}:${each.value}` }, select, label, draw("span", { class: "moves" }, moves));
  });
  const order = items.map((item, at) => [item, place(question.choices[at])]).sort(([, one], [, other]) => (one === other ? 0 : one - other));
  const list = draw("ul", { class: "ranking", role: "list", "data-ranking": true, "data-places": places }, order.map(([item]) => item));
  const said = draw("p", { class: "hidden-text", role: "status", "data-said": true, "data-moved": say("moved"), "data-unplaced": say("unplaced") });
  return several(asked, [list, said], question.most ? say("rankSome", { most: places }) : say("rankAll"));
}

/* ---------- files and rows ---------- */

/** A file that was sent, with the ticket that stands for it among the answers. */
export function keptFile(name, ticket, facts, say) {
  const remove = ({ target }) => {
    const form = target.form;
    target.closest("[data-question]").querySelector("input[type=file]").focus();
    target.closest("li").remove();
    form.dispatchEvent(new Event("change"));
  };
  return draw(
    "li",
    {},
    draw("input", { type: "hidden", name, value: ticket }),
    draw("span", {}, facts.name),
    draw("button", { type: "button", class: "text-button", onclick: remove }, say("remove"), unseen(`: ${facts.name}`)),
  );
}

function file(asked) {
  const { question, name, id, box, say, files } = asked;
  const { accept = ["pdf", "image"], max_size_mb: size = 10, max_files: count = 1 } = question;
  const kinds = accept.map((kind) => (kind === "pdf" ? "PDF" : say(kind === "text" ? "plain" : kind))).join(", ");
  const hint = `${kinds}. ${say("fileSize", { size })} ${count > 1 ? say("files", { count }) : say("oneFile")}`;
  const kept = [asked.value ?? []].flat().filter(Boolean).map((each) => each.upload ?? each);
  const input = { type: "file", id, accept: accept.map((kind) => MEDIA[kind]).join(","), multiple: count > 1, "data-most": count, "aria-describedby": describedBy(asked, `${box}-hint`) };
  return single(asked, [
    draw("ul", { class: "kept-files", role: "list" }, kept.map((ticket) => keptFile(name, ticket, files.get(ticket) ?? { name: ticket }, say))),
    field("input", "", input),
    draw("p", { class: "help", role: "status" }),
  ], hint);
}

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
      draw("p", {}, draw("button", { type: "button", class: "text-button", "data-remove": true, hidden: all.length <= min }, say("remove"), unseen(": ", draw("span", { "data-row-words": true }, rowWords)))),
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
    draw("p", { class: "hidden-text", role: "status", "data-said": true, "data-added": say("added"), "data-removed": say("removed") }),
  );
  return several(asked, rows, null, { tabindex: "-1" });
}

const DRAWN = {
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
