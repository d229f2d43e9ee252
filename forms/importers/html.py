"""Rich text of other makers: harmless, without links into a site that is not ours, and what is lost of it told."""

import re

import nh3
from django.utils.translation import gettext as _

from forms.builder.html import TAGS, clean_html
from forms.importers.report import Report

LONGEST = 20_000
INTERNAL = re.compile(r"(?:link|embed)type")
TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})")
LOOKS = frozenset({"center", "div", "font", "section", "small", "span", "u"})
"""Tags whose loss takes nothing away but looks."""


def rich_text(html: str, where: str, report: Report) -> str:
    """`html` as it may stand in a definition."""
    if len(html) > LONGEST:
        words = _("A text of %(length)s characters; at most %(most)s can come over.")
        report.leave(where, words % {"length": len(html), "most": LONGEST})
        return ""
    if is_internal(html):
        report.leave(where, _("Links and pictures that lead into the other site; the words of the links are kept."))
    if lost := {tag.lower() for tag in TAG.findall(html)} - TAGS - LOOKS - {"embed"}:
        words = _("Parts of the text that are neither words nor links: %(tags)s.")
        report.leave(where, words % {"tags": ", ".join(sorted(lost)[:20])})
    return clean_html(without_internal_links(html))


def is_internal(html: str) -> bool:
    """Whether `html` may hold links and pictures as Wagtail keeps those of the site itself: by a number."""
    return INTERNAL.search(html) is not None


def without_internal_links(html: str) -> str:
    """`html` with the words of such links, but without what they lead to."""
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel=None)
