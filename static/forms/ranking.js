/* Puts the choices of a ranking in order with two buttons each. The places stay in the lists, which are what is sent. */

/** Lets the buttons of every ranking work; `changed` is called when places have changed. */
export function rankByButtons(form, changed) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    move(button.closest("[data-ranking]"), button.closest("[data-choice]"), Number(button.dataset.move));
    button.focus();
    changed();
  });
}

const placeOf = (item) => Number(item.querySelector("select").value) || Infinity;

/** Moves `item` by one step in the order that the places say, those without a place last, and writes the places. */
function move(list, item, step) {
  const all = [...list.children];
  const items = all.filter((each) => !each.hidden).sort((one, other) => order(placeOf(one), placeOf(other)));
  const to = Math.min(Math.max(items.indexOf(item) + step, 0), items.length - 1);
  items.splice(items.indexOf(item), 1);
  items.splice(to, 0, item);
  list.append(...items, ...all.filter((each) => each.hidden));
  const places = Math.min(Number(list.dataset.places), items.length);
  items.forEach((each, index) => {
    each.querySelector("select").value = index < places ? String(index + 1) : "";
  });
  say(list, item, to < places ? "moved" : "unplaced", { place: to + 1, places });
}

const order = (one, other) => (one === other ? 0 : one - other);

function say(list, item, what, { place, places }) {
  const said = list.parentElement.querySelector("[data-said]");
  const name = item.querySelector("[data-words]").textContent;
  said.textContent = said.dataset[what]
    .replace("[name]", () => name)
    .replace("[places]", places)
    .replace("[place]", place);
}
