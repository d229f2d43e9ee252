/* The element's own words: one language is fetched. What is wrong with an answer the server says. */

const LANGUAGES = {
  sv: () => import("./words/sv.js"),
  fi: () => import("./words/fi.js"),
  en: () => import("./words/en.js"),
};

/** What says the words of `locale`: `say("part", { number: 2, total: 9 })`. */
export async function wordsOf(locale) {
  const { WORDS } = await LANGUAGES[locale]();
  return (key, filled = {}) => WORDS[key].replace(/\{(\w+)\}/g, (_, name) => filled[name]);
}

/** The language of the element's words that the language tag `tag` names, else English. */
export function nearest(tag) {
  const language = (tag ?? "").slice(0, 2).toLowerCase();
  return Object.hasOwn(LANGUAGES, language) ? language : "en";
}
