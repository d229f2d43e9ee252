/* Addresses of the site become addresses here, in the reader's language. What is only on the site stays there. */

const ATTRIBUTE = /(<a\s[^>]*?href=")([^"]*)(")/g;

export class Links {
  /** `addresses` are the sitemap's, `pages` the content API's; `siteUrl` is where documents are. */
  constructor(siteUrl, addresses, pages) {
    this.siteUrl = siteUrl;
    this.origins = new Set([siteUrl, ...addresses.map(({ url }) => new URL(url).origin)]);
    this.alternates = new Map(addresses.map(({ url, alternates }) => [pathOf(url), alternates]));
    this.urls = new Map(pages.map(({ id, meta }) => [id, meta.html_url]));
  }

  /** Lets only `paths` lead here; the others are shown by the site. */
  keepTo(paths) {
    this.kept = new Set(paths);
  }

  /** The same in all languages that it is in: `{sv: path, …}`. */
  languagesOf(path) {
    const known = Object.entries(this.alternates.get(path) ?? {});
    return Object.fromEntries(known.map(([language, url]) => [language, pathOf(url)]));
  }

  to(href, language) {
    if (!href || !/^(https?:|\/)/.test(href)) return href ?? "";
    const url = new URL(href, this.siteUrl);
    if (!this.origins.has(url.origin)) return href;
    const path = this.alternates.has(`${url.pathname}/`) ? `${url.pathname}/` : url.pathname;
    if (!this.alternates.has(path)) return new URL(url.pathname + url.search, this.siteUrl).href;
    const own = this.languagesOf(path)[language] ?? path;
    const base = !this.kept || this.kept.has(own) ? "" : this.siteUrl;
    return base + own + url.search + url.hash;
  }

  /** A page as blocks and fields name it, with its own address or only its id. */
  toPage(page, language) {
    return this.to(page?.html_url ?? this.urls.get(page?.id), language);
  }

  /** HTML with its links led here. */
  within(html, language) {
    return (html ?? "").replace(ATTRIBUTE, (_, before, href, after) => {
      const to = this.to(href.replaceAll("&amp;", "&"), language);
      return before + to.replaceAll("&", "&amp;").replaceAll('"', "&quot;") + after;
    });
  }
}

export const pathOf = (url) => new URL(url).pathname;
