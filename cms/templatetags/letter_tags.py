"""What the templates of letters need: people's words on one line, and a letter's text as HTML."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms import plain_text

register = template.Library()
LINK = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)\u201d\u2069])")
ITEM = "- "


@register.filter
def one_line(words: object) -> str:
    return plain_text.one_line(words)


@register.filter
def asked(label: object) -> str:
    """A question on one line, as it stands before its answer: with a colon, unless it asks or tells already."""
    line = plain_text.one_line(label)
    return line if line.endswith(("?", "!", ":", ".", "…")) else f"{line}:"


@register.filter
def letter_html(text: str) -> SafeString:
    """Paragraphs apart by an empty line, lists of lines that begin with "- ", and addresses as links."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return format_html_join("\n", "{}", ((_block(block.splitlines()),) for block in blocks))


def _block(lines: list[str]) -> SafeString:
    """Lines of text and of a list in turn, each in an element of its own."""
    parts: list[SafeString] = []
    while lines:
        is_list = lines[0].startswith(ITEM)
        size = next((at for at, line in enumerate(lines) if line.startswith(ITEM) != is_list), len(lines))
        parts.append(_list(lines[:size]) if is_list else _paragraph(lines[:size]))
        lines = lines[size:]
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _list(lines: list[str]) -> SafeString:
    items = format_html_join("\n", "<li>{}</li>", ((_linked(line[len(ITEM) :]),) for line in lines))
    return format_html("<ul>\n{}\n</ul>", items)


def _paragraph(lines: list[str]) -> SafeString:
    line_break = mark_safe("<br>\n")
    return format_html("<p>{}</p>", format_html_join(line_break, "{}", ((_linked(line),) for line in lines)))


def _linked(line: str) -> SafeString:
    """Every second piece is an address; each piece is escaped on its own."""
    pieces = LINK.split(line)
    shapes = ("{0}", '<a href="{0}">{0}</a>')
    return format_html_join("", "{}", ((format_html(shapes[at % 2], piece),) for at, piece in enumerate(pieces)))
