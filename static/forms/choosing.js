/* What the controls of a form do without being told: "none of these" stands alone, characters are counted. */

/** A choice that tolerates no other takes the others back, and is taken back by them. */
export function keepExclusiveChoicesAlone(form) {
  form.addEventListener("change", (event) => {
    const changed = event.target;
    if (changed.type !== "checkbox" || !changed.checked) return;
    const alone = "exclusive" in changed.dataset;
    for (const other of form.querySelectorAll(`input[type="checkbox"][name="${changed.name}"]`)) {
      if (other !== changed && (alone || "exclusive" in other.dataset)) other.checked = false;
    }
  }, true);
}

/** Says how many characters are left where a text may have only so many. */
export function countCharacters(form) {
  const update = (said) => {
    const { counter, max, left } = said.dataset;
    const length = [...form.querySelector(`[id="${counter}"]`).value.trim()].length;
    said.textContent = left.replace("0", Number(max) - length);
  };
  const all = () => form.querySelectorAll("[data-counter]");
  form.addEventListener("input", ({ target }) => {
    for (const said of all()) if (said.dataset.counter === target.id) update(said);
  });
  form.addEventListener("change", () => all().forEach(update));
  all().forEach(update);
}
