"""The pages on which surveys are answered, kept in memory for as long as nothing changes that visitors see.

Whoever is given one only reads it: others have the same at the same time.
"""

from typing import cast

from cms import content_version
from forms.engine.cache import RecentlyUsed
from forms.models import SurveyPage, SurveyVersion

_published: RecentlyUsed[tuple[SurveyPage, ...]] = RecentlyUsed(32)
_answering: RecentlyUsed[SurveyPage | None] = RecentlyUsed(64)


def published(key: str) -> tuple[SurveyPage, ...]:
    """The pages of the survey `key` that everybody can open, one for each language that it is in."""

    def find() -> tuple[SurveyPage, ...]:
        return tuple(SurveyPage.objects.published().filter(survey__key=key).select_related("locale"))

    return _published.get((content_version.number(), key), find)


def answering(version: SurveyVersion) -> SurveyPage | None:
    """The live page on which `version` is answered, as `SurveyPageQuerySet.answering` finds it."""
    place = (content_version.number(), version.survey_id, version.locale)
    return _answering.get(place, lambda: cast("SurveyPage | None", SurveyPage.objects.answering(version)))


def reset() -> None:
    """Forget everything: after a database was put back by hand, in which numbers come again."""
    _published.clear()
    _answering.clear()
