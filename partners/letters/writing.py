"""A letter as an e-mail: its template in the recipient's language, as text and HTML, with its attachments."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.models import Site

from cms.models import ContactPerson
from home.models import SiteDetails
from partners.letters.contents import content_of
from partners.letters.plain_text import one_line
from partners.models import ProgrammeSettings, SentLetter

LONGEST_SUBJECT = 200


def written(row: SentLetter) -> EmailMultiAlternatives:
    """The e-mail of `row`. The first line of its text is the subject."""
    with override(row.language):
        content = content_of(row)
        programme = ProgrammeSettings.load()
        context = {
            "partner": row.partner,
            "organisation": one_line(row.partner.name) if row.partner else "",
            "name": one_line(row.partner.contact_name) if row.partner else "",
            "letter": row,
            "programme": programme,
            "city": programme.city,
            "contact": _contact_person(),
            "base_url": settings.BASE_URL,
            **content.context,
        }
        first, _separator, rest = render_to_string(f"partners/letters/{row.name}.txt", context).lstrip().partition("\n")
        subject, text = one_line(first)[:LONGEST_SUBJECT], _tidy(rest)
        html = render_to_string("partners/letters/letter.html", {**context, "subject": subject, "text": text})
    message = EmailMultiAlternatives(
        subject,
        f"{text}\n",
        to=[row.recipient],
        reply_to=[programme.staff_email] if programme.staff_email else [],
    )
    message.attach_alternative(html, "text/html")
    for attachment in content.attachments:
        message.attach(attachment.name, attachment.content, attachment.mime_type)
    return message


def _contact_person() -> ContactPerson | None:
    """The programme's contact person, as the footer of the default site names it."""
    site = Site.objects.filter(is_default_site=True).first()
    return SiteDetails.for_site(site).contact_person if site else None


def _tidy(text: str) -> str:
    """Without spaces around lines, and with one empty line at most between paragraphs."""
    lines = (line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
