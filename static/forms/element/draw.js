/* How elements are made. Nothing is made of HTML text but what `prose` copies, tag by tag. */

/** An element with attributes (`on…` are listeners; what is false or null is left out) and children. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.flat(Infinity).filter((child) => child || child === 0);
  if (shown.length === 1 && isForeign(shown[0])) element.lang = shown[0].lang;
  else shown.forEach((child, at) => isForeign(child) && (shown[at] = draw("span", {}, child)));
  element.append(...shown);
  return element;
}

const isForeign = (words) => words instanceof String;

/** `definition` with its `untranslated` texts as objects that have a `lang`; all else about them is as of any text. */
export function marked(definition) {
  const { locale, at = [] } = definition.untranslated ?? {};
  for (const pointer of at) {
    const path = pointer.slice(1).split("/");
    const name = path.pop();
    const place = path.reduce((within, part) => within?.[part], definition);
    if (place?.[name]) place[name] = Object.assign(new String(place[name]), { lang: locale });
  }
  return definition;
}

/** Words for readers who do not see the page. */
export const unseen = (...words) => draw("span", { class: "hidden-text" }, ...words);

const TAGS = ["P", "H3", "UL", "OL", "LI", "A", "STRONG", "EM", "BR"];
const ADDRESS = /^(https?|mailto):/;

/** The HTML of a definition, of which only the tags that it may have are copied. Its links begin at `base`. */
export function prose(html, { base, say }, heading = "h4") {
  const copied = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const within = [...node.childNodes].map(copied);
    if (!TAGS.includes(node.tagName)) return within;
    if (node.tagName === "A") return link(node.getAttribute("href"), { base, say }, ...within);
    return draw(node.tagName === "H3" ? heading : node.tagName, {}, ...within);
  };
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return draw("div", { class: "prose", lang: html.lang }, ...[...body.childNodes].map(copied));
}

/** A link that leaves the survey open; its words alone where the address is none to follow. */
export function link(href, { base, say }, ...words) {
  const address = URL.canParse(href ?? "", base) ? new URL(href, base).href : "";
  if (!ADDRESS.test(address)) return words;
  if (address.startsWith("mailto:")) return draw("a", { href: address }, ...words);
  return draw("a", { href: address, target: "_blank", rel: "noopener" }, ...words, ` (${say("newTab")})`);
}

/** A button with words that begin with a verb. */
export const button = (words, pressed, attributes = {}) =>
  draw("button", { type: "button", class: "button", part: "button", onclick: pressed, ...attributes }, words);
