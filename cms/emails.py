"""An e-mail as text and HTML, from one template of plain text whose first line is the subject."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy, override

from cms.plain_text import one_line

LONGEST_SUBJECT = 200
SITE = gettext_lazy("Porvoo climate partners")
"""Who writes, for templates that end with it."""


def written(
    template: str, context: Mapping[str, Any], *, to: str | Iterable[str], language: str, reply_to: str = ""
) -> EmailMultiAlternatives:
    """The e-mail that `template` makes in `language`. In HTML its paragraphs, lists and addresses are marked up."""
    recipients = [to] if isinstance(to, str) else list(to)
    with override(language):
        first, _separator, rest = render_to_string(template, {"site": SITE, **context}).lstrip().partition("\n")
        subject, text = one_line(first)[:LONGEST_SUBJECT], _tidy(rest)
        html = render_to_string("emails/letter.html", {"subject": subject, "text": text, "language": language})
    message = EmailMultiAlternatives(subject, f"{text}\n", to=recipients, reply_to=[reply_to] if reply_to else [])
    message.attach_alternative(html, "text/html")
    return message


def _tidy(text: str) -> str:
    """Without spaces around lines, and with one empty line at most between paragraphs."""
    lines = (line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
