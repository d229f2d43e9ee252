/**
 * The survey builder in Wagtail's editor.
 *
 * Blocks refer to each other by key: a condition to a question and its answers, a question to a theme or a list. Editors
 * choose by words, from lists that follow the form as it is being edited. What the form posts is checked by the server.
 */

import { ConditionBlockDefinition, FormulaBlockDefinition, RuleBlockDefinition } from "./builder/conditions.js";
import { FollowingSelect } from "./builder/controls.js";
import { FoldedBlockDefinition, WholeStreamDefinition } from "./builder/folded.js";
import { reveal } from "./builder/reveal.js";
import { toJson } from "./builder/state.js";
import { changed, rootsOf } from "./builder/survey.js";

const { telepath } = window;
telepath.register("survey.FoldedBlock", FoldedBlockDefinition);
telepath.register("survey.WholeStream", WholeStreamDefinition);
telepath.register("survey.ConditionBlock", ConditionBlockDefinition);
telepath.register("survey.RuleBlock", RuleBlockDefinition);
telepath.register("survey.FormulaBlock", FormulaBlockDefinition);
telepath.register("survey.FollowingSelect", FollowingSelect);

/* Whatever reads the form, to save it, to show it or to see whether it changed, gets each stream as one text. */
document.addEventListener("formdata", ({ target, formData }) => {
  for (const [name, block] of rootsOf(target)) {
    for (const key of new Set(formData.keys())) if (key.startsWith(`${name}-`)) formData.delete(key);
    formData.set(name, toJson(block));
  }
});

/* What is typed, chosen, added, moved or removed reaches the lists. */
for (const occasion of ["change", "click", "dragend", "pointerup"]) {
  document.addEventListener(occasion, ({ target }) => {
    if (target.closest?.("form[data-edit-form]")) changed();
  });
}

/* What leads into a block has it made before it is looked for. */
document.addEventListener("click", ({ target }) => reveal(target.closest?.("[data-survey-at], a[href^='#block-']")), true);
