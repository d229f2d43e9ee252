"""Whether a year has as many signing occasions as the city means to hold. A hint to staff, never a refusal."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models import OccasionState, SigningOccasion
from partners.models.signing import OCCASIONS_A_YEAR


def hints() -> list[str]:
    """What to say of this year, and of the years to come that have occasions. One query."""
    this_year = timezone.localdate().year
    counted = _counted()
    years = sorted({this_year, *(year for year in counted if year > this_year)})
    return [words for year in years if (words := _words(year, counted[year]))]


def hint(occasion: SigningOccasion) -> str:
    """What to say of the occasion's own year; nothing of a year that is past. One query."""
    year = timezone.localdate(occasion.starts_at).year
    return _words(year, _counted()[year]) if year >= timezone.localdate().year else ""


def _counted() -> Counter[int]:
    times = SigningOccasion.objects.exclude(state=OccasionState.CANCELLED).values_list("starts_at", flat=True)
    return Counter(timezone.localdate(time).year for time in times)


def _words(year: int, count: int) -> str:
    if count in OCCASIONS_A_YEAR:
        return ""
    if count == 0:
        return _("%(year)d has no signing occasion. The city holds two to four a year.") % {"year": year}
    words = ngettext(
        "%(year)d has %(count)d signing occasion. The city holds two to four a year.",
        "%(year)d has %(count)d signing occasions. The city holds two to four a year.",
        count,
    )
    return words % {"year": year, "count": count}
