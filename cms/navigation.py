"""The main menu and the footer of the site, in the reader's language."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, Site

from cms.languages import in_readers_language

FOOTER_PAGES_HOOK = "footer_pages"
"""Functions under this Wagtail hook take the request and return keys of pages, in any language, for the footer."""


@dataclass(frozen=True)
class MenuItem:
    """A link of the menu; `current` is the value of `aria-current`: "page", "true" for a page below it, or empty."""

    title: str
    url: str
    current: str = ""


def _item(request: HttpRequest, page: Page) -> MenuItem:
    url = page.get_url(request) or ""
    inside = bool(url) and request.path.startswith(url)
    return MenuItem(page.title, url, ("page" if request.path == url else "true") if inside else "")


def menu_items(request: HttpRequest) -> list[MenuItem]:
    """The pages right below the front page of the reader's language that editors show in menus."""
    site = Site.find_for_request(request)
    language = get_language()
    root = next(
        (
            root
            for root in Site.get_site_root_paths()
            if site and root.site_id == site.pk and root.language_code == language
        ),
        None,
    )
    if root is None:
        return []
    # A page's depth is the number of slashes in its url_path.
    depth = root.root_path.count("/") + 1
    pages = Page.objects.live().in_menu().filter(url_path__startswith=root.root_path, depth=depth).order_by("path")
    return [_item(request, page) for page in pages]


def footer_items(request: HttpRequest) -> list[MenuItem]:
    """The pages that the site's apps name for the footer, each in the reader's language where it is published in it."""
    named = [key for fn in hooks.get_hooks(FOOTER_PAGES_HOOK) for key in fn(request)]
    shown = in_readers_language(named)
    return [_item(request, shown[key]) for key in named if key in shown and shown[key].live]
