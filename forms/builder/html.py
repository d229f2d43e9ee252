"""Rich text on its way into a definition: definitions are served to other sites and shown as they are."""

import re
from urllib.parse import urljoin

import nh3
from wagtail.rich_text import expand_db_html

from forms.builder.nesting import nested

TAGS = {"p", "h3", "ul", "ol", "li", "a", "strong", "em", "b", "i", "br"}
BLOCK = re.compile(r"<(p|h3|ul|ol|li)>")
FEATURES = ["h3", "bold", "italic", "link", "ul", "ol"]
"""What the editor of rich text offers; everything that it makes passes `clean_html`."""


def clean_html(html: str, base_url: str = "") -> str:
    """`html` with nothing but harmless tags, written one way whoever wrote it, so that saving it changes no hash.

    Links to the site's own pages become addresses that begin with `base_url`.
    """
    cleaned = nh3.clean(
        expand_db_html(html) if "linktype" in html else html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=lambda tag, name, value: _absolute(value, base_url),
    )
    cleaned = nested(cleaned).strip()
    cleaned = re.sub(r"<(/?)b>", r"<\1strong>", re.sub(r"<(/?)i>", r"<\1em>", cleaned))
    if not re.sub(r"<[^>]*>|&nbsp;|\s", "", cleaned):
        return ""
    return cleaned if BLOCK.search(cleaned) else f"<p>{cleaned}</p>"


def editable(html: str) -> str:
    """Clean HTML as Wagtail's editor of rich text keeps it: it does not open with a line break that is not closed."""
    return html.replace("<br>", "<br/>")


def _absolute(href: str, base_url: str) -> str | None:
    if href.startswith(("//", "/\\")):
        return None
    return urljoin(base_url, href) if href.startswith("/") and base_url else href
