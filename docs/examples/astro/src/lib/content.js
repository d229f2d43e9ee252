/* What each address of the sitemap shows: a page of the content API, or a record that has a page of its own. */

import { Links, pathOf } from "./links.js";
import { LANGUAGES, SITE_URL, addresses, awards, events, pages, partners, survey } from "./site.js";
import { wordsOf } from "./words.js";

/** What all pages of `language` draw with. */
async function surroundings(language, links, all) {
  const own = all.filter(({ meta }) => meta.locale === language);
  const home = own.find(({ meta }) => meta.parent === null);
  const below = own.filter(({ meta }) => meta.parent?.id === home.id);
  const entry = ({ title, meta }) => ({ title, path: pathOf(meta.html_url) });
  return {
    language,
    links,
    say: wordsOf(language),
    home: entry(home),
    menu: below.filter(({ meta }) => meta.show_in_menus).map(entry),
    footer: below.filter(({ meta }) => !meta.show_in_menus).map(entry),
    partners: await partners(language),
    awards: await awards(language),
    events: await events(language),
  };
}

/** The addresses to build, as `{path, shown}`; what the API has no content of, such as news, is left to the site. */
export const everything = () => (found ??= find());

let found = null;

async function find() {
  const [known, all] = await Promise.all([addresses(), pages()]);
  const links = new Links(SITE_URL, known, all);
  const built = await Promise.all(LANGUAGES.map((language) => inLanguage(language, links, known, all)));
  const paths = built.flat();
  links.keepTo(paths.map(({ path }) => path));
  return paths;
}

async function inLanguage(language, links, known, all) {
  const page = await surroundings(language, links, all);
  const byPath = (records, kind) =>
    records.map((record) => [pathOf(record.url), { kind, record, title: record.name ?? record.title }]);
  const kinds = new Map([
    ...byPath(page.partners, "partner"),
    ...byPath([...page.events.coming, ...page.events.past], "event"),
    ...all.map((content) => [
      pathOf(content.meta.html_url),
      { kind: content.meta.type, content, title: content.title },
    ]),
  ]);
  const own = known.filter(({ url, locale }) => locale === language && kinds.has(pathOf(url)));
  return Promise.all(
    own.map(async ({ url }) => {
      const path = pathOf(url);
      const shown = kinds.get(path);
      const { kind, content } = shown;
      const form = kind === "surveys.SurveyPage" ? await survey(content.key, language) : null;
      return { path, shown: { ...shown, url, survey: form, page } };
    }),
  );
}
