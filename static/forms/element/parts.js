/* Questions whose answers have parts: several fields, a table, an order. */

import { draw, unseen } from "./draw.js";
import { demanded, field, idOf, several, span } from "./frame.js";
import { typedParts } from "./typed.js";

const PARTS = {
  street: ["wide", { autocomplete: "address-line1" }],
  postal_code: ["tiny", { autocomplete: "postal-code", inputmode: "numeric" }],
  city: ["medium", { autocomplete: "address-level2" }],
  date: ["short"],
  time: ["tiny"],
};

export function parts(asked) {
  const { question, name, id, say } = asked;
  const given = typedParts(question, asked.value);
  const names = question.type === "address" ? ["street", "postal_code", "city"] : ["date", "time"];
  const inputs = names.map((part, at) => {
    const [width, attributes] = PARTS[part];
    const own = {
      ...demanded({ question: {}, id: idOf(id, at), name: `${name}:${part}` }),
      ...attributes,
      value: given[part] ?? "",
    };
    const label = draw("label", { for: own.id }, say(part));
    return draw(
      "div",
      { class: "part", "data-part": own.name },
      label,
      field("input", width, { type: "text", ...own }),
    );
  });
  const isMoment = question.type === "datetime";
  const hint = isMoment && `${say("dateHint")} ${say("timeHint")} ${span(question, asked)}`;
  return several(asked, draw("div", { class: isMoment ? "parts beside" : "parts" }, inputs), hint);
}

export function matrix(asked) {
  const { question, name, id, box } = asked;
  const given = typedParts(question, asked.value);
  const head = question.choices.map((each) =>
    draw("th", { role: "columnheader", scope: "col", "data-choice": each.value }, each.label),
  );
  const rows = question.rows.map((row, at) => {
    const own = idOf(id, at);
    const cells = question.choices.map((each, number) => {
      const wordsId = `${own}-words-${number}`;
      const input = {
        type: "radio",
        id: number ? `${own}-choice-${number}` : own,
        name: `${name}:${row.key}`,
        value: each.value,
        checked: given[row.key] === each.value,
        "aria-labelledby": `${own}-row ${wordsId}`,
      };
      const label = draw(
        "label",
        { class: "choice", part: "choice", for: input.id },
        draw("input", input),
        draw("span", { id: wordsId }, each.label),
      );
      return draw("td", { role: "cell", "data-choice": each.value }, label);
    });
    const label = draw(
      "th",
      { role: "rowheader", scope: "row", "data-part": `${name}:${row.key}` },
      draw("span", { id: `${own}-row` }, row.label),
    );
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

export function ranking(asked) {
  const { question, name, id, say } = asked;
  const given = typedParts(question, asked.value);
  const places = Math.min(question.most ?? Infinity, question.choices.length);
  const place = (each) => Number(given[each.value]) || Infinity;
  const items = question.choices.map((each, at) => {
    const own = idOf(id, at);
    const options = Array.from({ length: places }, (_, number) => `${number + 1}`);
    const select = field(
      "select",
      "tiny",
      { id: own, name: `${name}:${each.value}` },
      ["", ...options].map((option) =>
        draw("option", { value: option, selected: option === (given[each.value] ?? "") }, option || "–"),
      ),
    );
    const moves = [
      ["-1", "up"],
      ["1", "down"],
    ].map(([move, word]) =>
      draw(
        "button",
        { type: "button", class: `move move-${word}`, "data-move": move },
        unseen(`${say(word)}: ${each.label}`),
      ),
    );
    const label = draw(
      "label",
      { for: own },
      unseen(`${say("place")}: `),
      draw("span", { "data-words": true }, each.label),
    );
    return draw(
      "li",
      { "data-choice": each.value, "data-part": `${name}:${each.value}` },
      select,
      label,
      draw("span", { class: "moves" }, moves),
    );
  });
  const order = items
    .map((item, at) => [item, place(question.choices[at])])
    .sort(([, one], [, other]) => (one === other ? 0 : one - other));
  const list = draw(
    "ul",
    { class: "ranking", role: "list", "data-ranking": true, "data-places": places },
    order.map(([item]) => item),
  );
  const said = draw("p", {
    class: "hidden-text",
    role: "status",
    "data-said": true,
    "data-moved": say("moved"),
    "data-unplaced": say("unplaced"),
  });
  return several(asked, [list, said], question.most ? say("rankSome", { most: places }) : say("rankAll"));
}
