"""How often answers may be begun and sent: from one web address, and on one survey."""

from math import ceil

from django.http import HttpRequest
from django.utils.translation import ngettext

from cms.throttling import address_of, hit

MINUTE = 60


def wait_to_start(request: HttpRequest, survey_key: str) -> int | None:
    """The seconds to wait before answers may be begun from here; None if they may now."""
    return hit("starts", address_of(request)) or hit("survey_starts", survey_key)


def wait_to_start_without_proof(request: HttpRequest) -> int | None:
    """The same where no computation was done."""
    return hit("starts_without_proof", address_of(request))


def wait_to_send(request: HttpRequest, survey_key: str) -> int | None:
    """The seconds to wait before answers may be sent from here; None if they may now."""
    return hit("submissions", address_of(request)) or hit("survey_submissions", survey_key)


def words(seconds: int) -> str:
    """How long to wait, in words."""
    minutes = ceil(seconds / MINUTE)
    return ngettext(
        "Very many answers come in from your network or to this survey just now. Yours are on this page. Wait "
        "%(minutes)d minute, and press the button again.",
        "Very many answers come in from your network or to this survey just now. Yours are on this page. Wait "
        "%(minutes)d minutes, and press the button again.",
        minutes,
    ) % {"minutes": minutes}
