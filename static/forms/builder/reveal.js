/** Makes the inputs of folded blocks that something on the page leads to. */

import { rootsOf } from "./survey.js";

/** Opens the blocks along `path`: the page's field, then names and numbers of blocks. */
function alongPath(root, path) {
  let block = root;
  for (const part of path) {
    if (typeof part === "number") block = block.children?.[part]?.block;
    else block = block.childBlocks?.[part];
    if (!block) return;
    if (block.open) {
      block.open();
      block = block.block;
    }
  }
}

/** Opens the blocks around the one with `id`; false where it is not in `sequence`. */
function aroundId(sequence, id) {
  return sequence.children.some((child) => {
    if (child.id === id) return true;
    if (!child.block.toJson?.().includes(id)) return false;
    child.block.open();
    return Object.values(child.block.block.childBlocks).some((inner) => inner.children && aroundId(inner, id));
  });
}

/** @param {?Element} link a link to a block, or a line that names the place of one */
export function reveal(link) {
  const form = document.querySelector("form[data-edit-form]");
  if (!link || !form) return;
  for (const [name, root] of rootsOf(form)) {
    if (link.dataset.surveyAt) {
      const [field, ...path] = JSON.parse(link.dataset.surveyAt);
      if (field === name) alongPath(root, path);
    } else {
      aroundId(root, link.hash.slice("#block-".length).replace(/-(section|heading|content)$/, ""));
    }
  }
}
