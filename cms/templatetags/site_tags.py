"""What every page of the site shows around its content."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms import illustrations
from cms.languages import LanguageLink, links, urls_of_page, urls_of_path
from cms.navigation import MenuItem, footer_items, menu_items

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The same content in each language.

    A view that is no Wagtail page may give the addresses as `language_urls`; else its path is taken to differ by its
    language prefix only.
    """
    request = context.get("request")
    if request is None:
        return []
    page = context.get("page")
    if (given := context.get("language_urls")) is not None:
        return links(request, given)
    if isinstance(page, Page):
        return links(request, urls_of_page(request, page))
    return links(request, urls_of_path(request.path))


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[MenuItem]:
    request = context.get("request")
    return menu_items(request) if request else []


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[MenuItem]:
    request = context.get("request")
    return footer_items(request) if request else []


@register.simple_tag
def illustration(name: str) -> SafeString:
    """The drawing of that name, inline; its title is in the reader's language."""
    return illustrations.inline(name)
