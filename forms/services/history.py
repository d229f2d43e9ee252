"""A survey's versions in one language: when each was published, by whom, what it changed, how many answered it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db.models import Count
from wagtail.models import PageLogEntry

from forms.engine.compare import Weight
from forms.models import Submission, SurveyPage, SurveyVersion
from forms.services.changes import texts
from forms.services.versions import VERSION_MADE


@dataclass(frozen=True, slots=True)
class Entry:
    """A version. `by` is None where a schedule or a command published it, or nobody wrote it down.

    `changes` are those to the version before, the weightiest first; empty for the first one.
    """

    version: SurveyVersion
    by: AbstractUser | None
    submissions: int
    changes: tuple[tuple[Weight, str], ...]


def versions_of(page: SurveyPage) -> list[SurveyVersion]:
    """The versions of the page's survey in its language, the newest first, without their definitions."""
    if page.survey_id is None:
        return []
    versions = SurveyVersion.objects.filter(survey=page.survey_id, locale=page.locale.language_code)
    return list(versions.order_by("-number").defer("definition"))


def entries(versions: Sequence[SurveyVersion]) -> list[Entry]:
    """What there is to tell of `versions`, all of one survey and language, the newest first.

    The last one is told of as if none had gone before it, so that a page of a list asks for one more than it shows.
    """
    if not versions:
        return []
    ids = [version.pk for version in versions]
    full = SurveyVersion.objects.in_bulk(ids)
    counts = Submission.objects.filter(version__in=ids).order_by().values_list("version").annotate(count=Count("pk"))
    submissions = dict(counts.values_list("version", "count"))
    logged = PageLogEntry.objects.filter(action=VERSION_MADE, data__id__in=ids).select_related("user")
    makers = {entry.data["id"]: entry.user for entry in logged}
    earlier = [*ids[1:], None]
    return [
        Entry(
            version=full[pk],
            by=makers.get(pk),
            submissions=submissions.get(pk, 0),
            changes=() if before is None else tuple(texts(full[before].form, full[pk].form)),
        )
        for pk, before in zip(ids, earlier, strict=True)
    ]


def version_before(version: SurveyVersion) -> SurveyVersion | None:
    """The version that `version` took the place of."""
    earlier = SurveyVersion.objects.filter(survey=version.survey_id, locale=version.locale, number__lt=version.number)
    return earlier.order_by("-number").first()
