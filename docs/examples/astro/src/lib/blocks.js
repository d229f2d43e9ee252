/* The blocks of a page's body. The build and the preview of drafts draw them with the same functions. */

import { html, safe } from "./html.js";

const paragraphs = (text) =>
  (text ?? "")
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((part) => html`<p>${part}</p>`);

const richText = (value, page) => html`<div class="prose">${safe(page.links.within(value, page.language))}</div>`;

const stepMarks = ({ heading, steps }, page) =>
  html` <h2>${heading}</h2>
    <ol class="steps">
      ${steps.map(
        ({ title, text }) =>
          html`<li>
            <h3>${title}</h3>
            ${richText(text, page)}
          </li>`,
      )}
    </ol>`;

const benefits = ({ heading, items }) =>
  html` <h2>${heading}</h2>
    <ul class="grid">
      ${items.map(
        ({ title, text }) =>
          html`<li>
            <h3>${title}</h3>
            ${paragraphs(text)}
          </li>`,
      )}
    </ul>`;

const facts = ({ heading, items }, { say }) =>
  html` <h2>${heading}</h2>
    <ul class="grid facts">
      ${items.map(
        ({ figure, label, source }) =>
          html`<li>
            <p><strong>${figure}</strong> ${label}</p>
            ${source && html`<p class="muted">${say("source")}: ${source}</p>`}
          </li>`,
      )}
    </ul>`;

const quote = ({ text, name, role }) =>
  html` <figure class="quote">
    <blockquote>${paragraphs(text)}</blockquote>
    <figcaption>${name}${role && `, ${role}`}</figcaption>
  </figure>`;

const WIDE = "(min-width: 48rem) 46rem, 100vw";

const srcset = (files) => files.map(({ url, width }) => `${url} ${width}w`).join(", ");

/** A picture in the formats and sizes that the site has; the last format is the one that every browser knows. */
function image({ image: file, alt, caption }) {
  if (!file) return "";
  const formats = [...new Set(file.sources.map(({ type }) => type))].map((type) =>
    file.sources.filter((each) => each.type === type),
  );
  const known = formats.at(-1);
  const { url, width, height } = known.at(-1);
  return html` <figure>
    <picture>
      ${formats.slice(0, -1).map((files) => html`<source type="${files[0].type}" srcset="${srcset(files)}" sizes="${WIDE}" />`)}
      <img
        src="${url}"
        srcset="${srcset(known)}"
        sizes="${WIDE}"
        alt="${alt}"
        width="${width}"
        height="${height}"
        loading="lazy"
      />
    </picture>
    ${caption && html`<figcaption>${caption}</figcaption>`}
  </figure>`;
}

const linkTo = ({ page, url }, { links, language }) => (page ? links.toPage(page, language) : url);

const readMore = ({ heading, links: named }, page) =>
  html` <h2>${heading}</h2>
    <ul class="grid">
      ${named.map(
        (link) =>
          html`<li>
            <h3><a href="${linkTo(link, page)}">${link.title}</a></h3>
            ${paragraphs(link.text)}
          </li>`,
      )}
    </ul>`;

function contact({ heading, person }, { language }) {
  if (!person) return "";
  const { name, roles, role, email, phone } = person;
  return html` <h2>${heading}</h2>
    <address>
      <strong>${name}</strong><br />
      ${roles?.[language] || role} ${email && html`<br /><a href="mailto:${email}">${email}</a>`}
      ${phone && html`<br /><a href="tel:${phone.replaceAll(/[^+\d]/g, "")}">${phone}</a>`}
    </address>`;
}

/** A partner with what it has promised first. */
export const partnerCard = ({ name, url, goals, sector }, { links, language }, level = "h3") =>
  html` <li>
    ${goals.slice(0, 1).map(({ pledge }) => html`<p class="pledge">${pledge}</p>`)} ${safe(`<${level}>`)}<a
      href="${links.to(url, language)}"
      >${name}</a
    >${safe(`</${level}>`)} ${sector && html`<p class="muted">${sector.name}</p>`}
  </li>`;

const partnerWall = ({ heading, limit }, page) =>
  html` <h2>${heading}</h2>
    <ul class="grid">
      ${page.partners.slice(0, limit).map((partner) => partnerCard(partner, page))}
    </ul>`;

const callToAction = ({ heading, text, label, ...link }, page) =>
  html` <div class="action">
    <h2>${heading}</h2>
    ${paragraphs(text)}
    <p><a class="button" href="${linkTo(link, page)}">${label}</a></p>
  </div>`;

const BLOCKS = {
  rich_text: richText,
  step_marks: stepMarks,
  benefits,
  facts,
  quote,
  image,
  read_more: readMore,
  contact,
  partner_wall: partnerWall,
  call_to_action: callToAction,
};

/** The HTML of a body; `page` is `{language, links, partners, say}`. A block that is not known here is left out. */
export const drawBody = (body, page) =>
  (body ?? [])
    .filter(({ type }) => Object.hasOwn(BLOCKS, type))
    .map(({ type, value }) => String(html`<section class="block ${type}">${BLOCKS[type](value, page)}</section>`))
    .join("\n");
