"""How a link to a page, made in a rich text, is written for its reader."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from cms.languages import in_readers_language


class TranslatedPageLinkHandler(PageLinkHandler):
    """Leads to the page's translation in the reader's language, with one query for all links of a text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = in_readers_language(int(key) for attrs in attrs_list if (key := attrs.get("id", "")).isdigit())
        urls = {str(key): page.url for key, page in pages.items()}
        return [
            f'<a href="{escape(url)}">' if (url := urls.get(attrs.get("id", ""))) else "<a>" for attrs in attrs_list
        ]
