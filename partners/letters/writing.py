"""A letter as an e-mail: its template in the recipient's language, as text and HTML, with its attachments."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from partners.letters.contents import content_of
from partners.models import ProgrammeSettings, SentLetter


def written(row: SentLetter) -> EmailMultiAlternatives:
    """The e-mail of `row`. The first line of the text template is its subject."""
    with override(row.language):
        content = content_of(row)
        programme = ProgrammeSettings.load()
        context = {
            "partner": row.partner,
            "letter": row,
            "programme": programme,
            "base_url": settings.BASE_URL,
            **content.context,
        }
        subject, _separator, text = render_to_string(f"partners/letters/{row.name}.txt", context).partition("\n")
        html = render_to_string("partners/letters/letter.html", {**context, "subject": subject, "text": text.strip()})
    message = EmailMultiAlternatives(
        subject.strip(),
        text.strip() + "\n",
        to=[row.recipient],
        reply_to=[programme.staff_email] if programme.staff_email else [],
    )
    message.attach_alternative(html, "text/html")
    for attachment in content.attachments:
        message.attach(attachment.name, attachment.content, attachment.mime_type)
    return message
