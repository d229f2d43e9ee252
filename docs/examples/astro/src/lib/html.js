/* HTML as text, with what is put into it escaped. It works in the build and in the browser. */

const CODES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** HTML that is known to be safe: what the site has cleaned. */
export const safe = (text) => new Html(text ?? "");

function said(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(said).join("");
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"]/g, (character) => CODES[character]);
}

export const html = (strings, ...values) => new Html(String.raw({ raw: strings }, ...values.map(said)));
