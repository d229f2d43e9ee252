/* Reads a step's controls the way the server reads a post: by their names, which are the paths of answers. A container
   says what its question is called (`data-question`) and how the answer is put together (`data-shape`). */

export const rowsIn = (container) => [...container.querySelectorAll("[data-row]")];

/** The elements of `container` that match `selector` and belong to its own question, not to one of its rows'. */
export const ownOf = (container, selector) =>
  [...container.querySelectorAll(selector)].filter((element) => element.closest("[data-question]") === container);

/** The raw answers that stand in `root`, a form or one of its rows, by answer key. */
export function answersIn(root, row = null) {
  const containers = [...root.querySelectorAll("[data-question][data-shape]")];
  const own = containers.filter((container) => container.closest("[data-row]") === row);
  return Object.assign({}, ...own.map(answerOf));
}

function answerOf(container) {
  const { question: name, shape } = container.dataset;
  const key = name.split(":").at(-1);
  if (shape === "rows") return { [key]: rowsIn(container).map((row) => answersIn(row, row)) };
  const given = ownOf(container, "[name]").flatMap((control) => valuesOf(control).map((value) => [control.name, value]));
  const own = given.filter(([control]) => control === name).map(([, value]) => value);
  const within = given.filter(([control]) => control !== name);
  if (shape === "parts") {
    return { [key]: Object.fromEntries(within.map(([control, value]) => [control.slice(name.length + 1), value])) };
  }
  const words = within.map(([control, value]) => [key + control.slice(name.length), value]);
  return { [key]: shape === "many" ? own : (own.at(-1) ?? ""), ...Object.fromEntries(words) };
}

function valuesOf(control) {
  if (control.type === "radio" || control.type === "checkbox") return control.checked ? [control.value] : [];
  if (control.type === "file") return [...control.files].map(({ name, size, type }) => ({ upload: "", name, size, type }));
  return [control.value];
}
