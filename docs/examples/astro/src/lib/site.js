/* The site's content, fetched once for a build: its pages, programme data, surveys and redirects. */

import { SITE_URL } from "./where.js";

export { SITE_URL };

export const LANGUAGES = ["sv", "fi", "en"];

const AT_ONCE = 20; // What the content API gives of a list at most.
const answers = new Map();

/** The JSON at `path` of the site. A build ends where one is missing: it is better than a page without its content. */
export function get(path) {
  if (!answers.has(path)) answers.set(path, ask(new URL(path, SITE_URL)));
  return answers.get(path);
}

async function ask(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } }).catch((error) => {
    throw new Error(`${url} cannot be reached. Is the site running? Set SITE_URL to its address.`, { cause: error });
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Every item of a list of `/api/v1/`, which leads on by `cursor`. */
export async function list(path) {
  const items = [];
  for (let next = ""; next !== null;) {
    const page = await get(`${path}&limit=100${next && `&cursor=${encodeURIComponent(next)}`}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

async function listByOffset(path, limit, count) {
  const items = [];
  for (;;) {
    const answer = await get(`${path}limit=${limit}&offset=${items.length}`);
    items.push(...answer.items);
    if (answer.items.length === 0 || items.length >= count(answer)) return items;
  }
}

/** Every published page with all its fields, in the order of the page tree. */
export async function pages() {
  const found = await listByOffset("/api/v2/pages/?order=id&", AT_ONCE, ({ meta }) => meta.total_count);
  return Promise.all(found.map(({ id }) => get(`/api/v2/pages/${id}/`)));
}

export const addresses = () => listByOffset("/api/v1/sitemap/?", 1000, ({ count }) => count);

export const redirects = () => listByOffset("/api/v1/redirects/?", 1000, ({ count }) => count);

export const partners = (language) => list(`/api/v1/partners/?locale=${language}`);

export const awards = (language) => list(`/api/v1/awards/?locale=${language}`);

export const programme = (language) => get(`/api/v1/programme/?locale=${language}`);

/** Events to come, the next one first, then those that have been. */
export async function events(language) {
  const [coming, past] = await Promise.all([
    list(`/api/v1/events/?locale=${language}`),
    list(`/api/v1/events/?when=past&locale=${language}`),
  ]);
  return { coming, past };
}

/** The survey in the format `survey/1`; null where it is for invited people, who answer it on the site. */
export async function survey(key, language) {
  const open = await get(`/api/v1/surveys/?locale=${language}`);
  const listed = open.items.find((item) => item.key === key);
  if (!listed || listed.invitation_only) return null;
  return get(`/api/v1/surveys/${key}/?locale=${language}`);
}
