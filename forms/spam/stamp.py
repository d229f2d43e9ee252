"""When a survey's first page was made, signed: answers that come sooner than anybody reads were not typed by a person.

The page is the same for everybody within a second, and may come from a cache: a stamp is good for a day.
"""

from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

NAME = "_opened"
LONGEST = timedelta(hours=24)
SIGNER = TimestampSigner(salt="surveys.first_page")


class Age(Enum):
    """How old a stamp is, as far as it can be believed."""

    FINE = "fine"
    TOO_YOUNG = "too young"
    UNKNOWN = "unknown"


def new_stamp(survey_key: str) -> str:
    return SIGNER.sign(survey_key)


def age(stamp: str, survey_key: str) -> Age:
    if not settings.FIRST_PAGE_MIN_SECONDS:
        return Age.FINE
    if not _is_genuine(stamp, survey_key, LONGEST):
        return Age.UNKNOWN
    young = _is_genuine(stamp, survey_key, timedelta(seconds=settings.FIRST_PAGE_MIN_SECONDS))
    return Age.TOO_YOUNG if young else Age.FINE


def _is_genuine(stamp: str, survey_key: str, at_most: timedelta) -> bool:
    try:
        return SIGNER.unsign(stamp, max_age=at_most) == survey_key
    except BadSignature:
        return False
