/* Shows a page as it is in the editor, to whoever has the token of its preview. */

import { drawBody } from "../lib/blocks.js";
import { html, safe } from "../lib/html.js";
import { Links } from "../lib/links.js";
import { wordsOf } from "../lib/words.js";

const place = document.getElementById("draft");
if (place && location.search) show(place);

async function show(place) {
  const { site } = place.dataset;
  const get = async (path) => {
    const response = await fetch(new URL(path, site), { credentials: "omit" });
    return response.ok ? response.json() : null;
  };
  const asked = new URLSearchParams(location.search);
  const known = new URLSearchParams({ content_type: asked.get("content_type"), token: asked.get("token") });
  const draft = await get(`/api/v2/page-previews/?${known}`).catch(() => null);
  if (!draft) return;
  const language = draft.meta.locale;
  const [addresses, { items: partners }] = await Promise.all([
    get("/api/v1/sitemap/?limit=1000"),
    get(`/api/v1/partners/?limit=100&locale=${language}`),
  ]);
  const say = wordsOf(language);
  const page = { language, say, partners, links: new Links(site, addresses.items, []) };
  const survey = typeof draft.key === "string"; // A survey's introduction is HTML.
  const lead = draft.lead ?? (survey ? "" : draft.intro);
  place.lang = language;
  document.title = `${say("preview")}: ${draft.title}`;
  place.innerHTML = html` <p class="status" role="status">${say("previewNote")}</p>
    <h1>${draft.title}</h1>
    ${lead && html`<p class="lead">${lead}</p>`}
    ${survey && html`<div class="prose">${safe(page.links.within(draft.intro, language))}</div>`}
    ${safe(drawBody(draft.body, page))}`;
}
