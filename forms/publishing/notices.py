"""What an editor is told on opening a survey: what approving it would change, and why it was not published."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page, PageLogEntry

from forms.engine.compare import Weight
from forms.models import SurveyPage
from forms.publishing.review import review
from forms.services.unattended import REFUSED
from forms.services.versions import NotPublishable


def before_edit(request: HttpRequest, page: Page) -> None:
    """Wagtail's hook `before_edit_page`. Says nothing while the editor saves by itself."""
    if request.method != "GET" or not isinstance(page, SurveyPage) or page.alias_of_id is not None:
        return
    _tell_refusal(request, page)
    if page.live_version_id is not None and page.current_workflow_state is not None:
        _tell_changes(request, page)


def refusal_of(page: SurveyPage) -> PageLogEntry | None:
    """Why the latest revision was not published by the clock or at the end of a workflow, if it was to be."""
    revision = page.latest_revision
    if revision is None:
        return None
    # Saving by itself, the editor writes over its last revision.
    refusals = PageLogEntry.objects.filter(page=page.pk, action=REFUSED, revision=revision)
    return refusals.filter(timestamp__gte=revision.created_at).order_by("-timestamp").first()


def _tell_refusal(request: HttpRequest, page: SurveyPage) -> None:
    if (refusal := refusal_of(page)) is not None:
        words = _("This draft was to be published, but could not be. What was published before stays.")
        messages.error(request, " ".join([words, *refusal.data["lines"]]))


def _tell_changes(request: HttpRequest, page: SurveyPage) -> None:
    try:
        comparison = review(page).comparison
    except NotPublishable as error:
        words = _("This draft cannot be published as it is.")
        messages.warning(request, " ".join([words, *error.lines]))
        return
    number = len(comparison.of(Weight.BREAKING)) + len(comparison.of(Weight.NOTABLE)) if comparison else 0
    if number:
        words = ngettext(
            "Approving this makes %(count)s change in what is asked.",
            "Approving this makes %(count)s changes in what is asked.",
            number,
        )
        button = messages.button(reverse("survey_compare", args=[page.pk]), _("See what changes for whom"))
        messages.info(request, words % {"count": number}, buttons=[button])
