/* Adds and removes the rows of a group at once. Without this file the same buttons send the step and show it again. */

import { rowsIn } from "./answers.js";

const BLANK = "ROW";
const NAMING = ["id", "name", "for", "aria-describedby", "aria-labelledby", "data-question", "data-counter"];

/** Lets the buttons of every group work; `changed` is called when rows have come or gone. */
export function growRows(form, changed) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const group = groupOf(button);
    const row = "add" in button.dataset ? add(group) : remove(group, button.closest("[data-row]"));
    changed();
    row.focus();
  });
}

function groupOf(button) {
  const rows = button.closest("[data-rows]");
  const { min, max, words } = rows.dataset;
  return { rows, name: rows.closest("[data-question]").dataset.question, min: Number(min), max: Number(max), words };
}

function add(group) {
  const number = rowsIn(group.rows).length;
  const row = blank(group, number);
  say(group, "added", row);
  return row;
}

/** Takes `row` away and returns the one to go to; the last of all rows makes room for a blank one. */
function remove(group, row) {
  const at = rowsIn(group.rows).indexOf(row);
  say(group, "removed", row);
  row.remove();
  const left = rowsIn(group.rows);
  left.slice(at).forEach((later, index) => renumber(group, later, at + index + 1, at + index));
  if (left.length === 0) return blank(group, 0);
  settle(group);
  return left[Math.min(at, left.length - 1)];
}

function blank(group, number) {
  const template = group.rows.querySelector("template[data-blank]");
  const row = template.content.firstElementChild.cloneNode(true);
  renumber(group, row, BLANK, number);
  template.before(row);
  settle(group);
  return row;
}

/** Makes the row that was numbered `before` the row `number`: in what its parts are called, and in words. */
function renumber({ name, words }, row, before, number) {
  const place = new RegExp(`\\b${name}([:-])${before}(?![A-Za-z0-9])`, "g");
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of NAMING.filter((attribute) => element.hasAttribute(attribute))) {
      element.setAttribute(attribute, element.getAttribute(attribute).replace(place, `${name}$1${number}`));
    }
  }
  for (const button of row.querySelectorAll("[data-remove]")) button.value = `${name}:${number}`;
  for (const part of row.querySelectorAll("[data-row-words]")) part.textContent = `${words} ${number + 1}`;
}

/** Offers only what keeps the number of rows right. */
function settle({ rows, min, max }) {
  const all = rowsIn(rows);
  rows.querySelector("[data-add]").hidden = all.length >= max;
  for (const row of all) row.querySelector("[data-remove]").hidden = all.length <= min;
}

function say({ rows }, what, row) {
  const said = rows.querySelector(":scope > [data-said]");
  said.textContent = `${said.dataset[what]}: ${row.querySelector("[data-row-words]").textContent}`;
}
