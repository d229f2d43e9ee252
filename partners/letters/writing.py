"""A letter as an e-mail: its template in the recipient's language, as text and HTML, with its attachments."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import override
from wagtail.models import Site

from cms import emails
from cms.models import ContactPerson
from cms.plain_text import one_line
from home.models import SiteDetails
from partners.letters.contents import content_of
from partners.models import ProgrammeSettings, SentLetter


def written(row: SentLetter) -> EmailMultiAlternatives:
    """The e-mail of `row`."""
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
    message = emails.written(
        f"partners/letters/{row.name}.txt",
        context,
        to=row.recipient,
        language=row.language,
        reply_to=programme.staff_email,
    )
    for attachment in content.attachments:
        message.attach(attachment.name, attachment.content, attachment.mime_type)
    return message


def _contact_person() -> ContactPerson | None:
    """The programme's contact person, as the footer of the default site names it."""
    site = Site.objects.filter(is_default_site=True).first()
    return SiteDetails.for_site(site).contact_person if site else None
