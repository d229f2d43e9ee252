"""Deleting a survey's page: its answers stay, and whoever deletes is told."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from forms.models import Draft, Submission, SurveyPage


def before_delete(request: HttpRequest, page: Page) -> None:
    """Wagtail's hook `before_delete_page`, which it calls for the question and again for the answer."""
    if request.method == "GET":
        tell_what_stays(request, [page])


def tell_what_stays(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Say how many answers there are to the surveys at and below `pages`, and what becomes of them."""
    surveys = {survey.survey_id: survey for page in pages for survey in _surveys(page)}
    drafts = _counts(Draft.objects.filter(version__survey__in=surveys), "version__survey")
    submissions = _counts(Submission.objects.filter(survey__in=surveys), "survey")
    for survey, page in surveys.items():
        answers, unsent = submissions.get(survey, 0), drafts.get(survey, 0)
        if not answers and not unsent:
            continue
        told = ngettext(
            "“%(title)s” has %(count)s submission. It stays in the inbox when the page is deleted.",
            "“%(title)s” has %(count)s submissions. They stay in the inbox when the page is deleted.",
            answers,
        ) % {"title": page.get_admin_display_title(), "count": answers}
        if unsent:
            told += " " + ngettext(
                "%(count)s draft is under way. It cannot be sent once the page is gone.",
                "%(count)s drafts are under way. They cannot be sent once the page is gone.",
                unsent,
            ) % {"count": unsent}
        messages.warning(request, told + " " + _("To stop taking answers, set a closing time or unpublish the page."))


def _surveys(page: Page) -> Iterable[SurveyPage]:
    return SurveyPage.objects.descendant_of(page, inclusive=True).filter(survey__isnull=False)


def _counts(rows: QuerySet[Any], by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(count=Count("pk")))
