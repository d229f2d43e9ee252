/**
 * What the blocks hold, as plain JSON, whether they are unfolded or not.
 *
 * The same content gives the same text, however it is shown: Wagtail compares what a form would post to find out whether
 * something was changed.
 */

const { blocks } = window.wagtailStreamField;

/** Blocks that lie folded say themselves what they hold. */
const isFolded = (block) => typeof block.toJson === "function";

const isRich = (definition) => window.draftail && definition.widget instanceof window.draftail.DraftailRichTextArea;

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
};

/** Rich text without what its editor adds by itself. */
const tidy = (text) => {
  const content = text ? JSON.parse(text) : null;
  if (!content?.blocks?.some((block) => block.text.trim())) return "null";
  const parts = content.blocks.map(({ key, type, text: words, depth, inlineStyleRanges, entityRanges }) =>
    sorted({ key, type, text: words, depth: depth ?? 0, inlineStyleRanges, entityRanges }),
  );
  return JSON.stringify({ blocks: parts, entityMap: sorted(content.entityMap) });
};

const leaf = (definition, value) => {
  if (isRich(definition)) return tidy(value);
  if (definition.widget.keepsOne) return String([value].flat()[0] ?? "");
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map(String) : String(value);
};

/** The state that the server sent for a block of `definition`, as the block would say it itself. */
export function stateOf(definition, state) {
  if (definition instanceof blocks.StructBlockDefinition) {
    return Object.fromEntries(definition.childBlockDefs.map((child) => [child.name, stateOf(child, state[child.name])]));
  }
  if (definition instanceof blocks.StreamBlockDefinition) {
    const { childBlockDefsByName: children } = definition;
    return state.map(({ type, value, id }) => ({ type, value: stateOf(children[type], value), id }));
  }
  if (definition instanceof blocks.ListBlockDefinition) {
    return state.map(({ value, id }) => ({ value: stateOf(definition.childBlockDef, value), id }));
  }
  return leaf(definition, state);
}

/** What a block holds, as the text of JSON. */
export function toJson(block) {
  if (isFolded(block)) return block.toJson();
  if (block.childBlocks) {
    const names = block.blockDef.childBlockDefs.map(({ name }) => name);
    return `{${names.map((name) => `${JSON.stringify(name)}:${toJson(block.childBlocks[name])}`).join()}}`;
  }
  if (block.children) {
    const typed = block instanceof blocks.StreamBlock;
    const members = block.children.map((child) => {
      const type = typed ? `"type":${JSON.stringify(child.type)},` : "";
      return `{${type}"value":${toJson(child.block)},"id":${JSON.stringify(child.id)}}`;
    });
    return `[${members.join()}]`;
  }
  const value = isRich(block.blockDef) ? block.getValue() : block.getState();
  return JSON.stringify(leaf(block.blockDef, value));
}

export const plain = (block) => JSON.parse(toJson(block));
