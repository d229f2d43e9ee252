"""The draft of a press text: who signs, and what they have promised, in one language. Staff finish it."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.translated import in_language
from partners.models import ProgrammeSettings
from partners.signing.page import Invited, Occasion

FILE_NAME = "press-{day}-{language}.txt"


def file_name(occasion: Occasion, language: str) -> str:
    day = f"{localtime(occasion.record.starts_at):%Y-%m-%d}"
    return FILE_NAME.format(day=day, language=language)


def text(occasion: Occasion, language: str) -> str:
    """The whole draft. Goals are given as they stand in the commitments."""
    programme = ProgrammeSettings.load()
    with override(language):
        city = in_language(programme, "city", language)
        partners = [_partner(row, language) for row in occasion.signers]
        return "\n\n".join(
            part
            for part in (
                _heading(len(partners)),
                _opening(occasion, city, language),
                _("The partners and their goals:"),
                *partners,
                _closing(),
                _contact(city, programme.staff_email),
            )
            if part
        )


def _heading(count: int) -> str:
    words = ngettext(
        "%(count)d new climate partner promises deeds for the climate",
        "%(count)d new climate partners promise deeds for the climate",
        count,
    )
    return words % {"count": count}


def _opening(occasion: Occasion, city: str, language: str) -> str:
    record = occasion.record
    day = date_format(localtime(record.starts_at), "DATE_FORMAT")
    dateline = f"{city}, {day}"
    words = _(
        "Each organisation has chosen its own climate or environment goals and signs a commitment to carry them out. "
        "%(name)s signs for the city. Place: %(place)s."
    )
    said = words % {"name": record.city_signatory, "place": in_language(record, "place", language)}
    return f"{dateline}. {said}"


def _partner(row: Invited, language: str) -> str:
    goals = row.commitment.goals if row.commitment is not None else []
    pledges = [goal["texts"][language]["pledge"] for goal in goals]
    return "\n".join([row.partner.name, *(f"– {pledge}" for pledge in pledges)])


def _closing() -> str:
    return _(
        "A climate partner is a company or another organisation that has set a climate or environment goal of its own. "
        "Taking part is voluntary and free of charge. Once a year the city asks how the goals are going and what help "
        "is needed."
    )


def _contact(city: str, email: str) -> str:
    more = _("Read about the partners: %(address)s") % {"address": settings.BASE_URL}
    if not email:
        return more
    return "\n".join([more, _("Questions: %(city)s, %(email)s") % {"city": city, "email": email}])
