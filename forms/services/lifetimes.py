"""How long unfinished answers are kept, which each survey says for itself, and when it is time to remind of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from forms.models import Draft, SurveyPage

DAYS_WITHOUT_PAGE = 30
"""How long a survey that has no page keeps what was begun on it."""
REMINDED_BEFORE = timedelta(days=3)
SHORT_LIVED = 7
"""Days below which the reminder comes one day before the end."""
REMINDED_SHORTLY_BEFORE = timedelta(days=1)


def kept_until(draft: Draft) -> datetime:
    """When `draft` is deleted if nobody changes it."""
    return draft.changed_at + timedelta(days=_days_of(draft))


def is_ending(draft: Draft) -> bool:
    """Whether it is time to remind of `draft`, which is still there."""
    return ending(draft.version.survey_id, _days_of(draft)).filter(pk=draft.pk).exists()


def ending(survey: int, days: int) -> "QuerySet[Draft]":
    """The drafts of a survey that are deleted soon; none where they are kept no longer than that anyway."""
    before = REMINDED_BEFORE if days >= SHORT_LIVED else REMINDED_SHORTLY_BEFORE
    kept, now = timedelta(days=days), timezone.now()
    drafts = Draft.objects.filter(version__survey=survey, changed_at__gt=now - kept)
    return drafts.filter(changed_at__lte=now - (kept - before)) if kept > before else drafts.none()


def draft_days(surveys: Iterable[int]) -> dict[int, int]:
    """For how many days each survey keeps drafts: what its pages say, those that are published before others."""
    wanted = list(surveys)
    pages = SurveyPage.objects.filter(survey__in=wanted).order_by().values("survey", "live")
    said = pages.annotate(days=Max("draft_days")).order_by("live").values_list("survey", "days")
    return dict.fromkeys(wanted, DAYS_WITHOUT_PAGE) | dict(said)


def _days_of(draft: Draft) -> int:
    survey = draft.version.survey_id
    return draft_days([survey])[survey]
