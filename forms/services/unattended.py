"""Publishing when nobody is there to be told: by the clock, and at the end of a workflow.

What cannot be published any more leaves what is live alone, and leaves word in the page's history.
"""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision, WorkflowState
from wagtail.workflows import publish_workflow_state

from cms.models import User
from forms.models import SurveyPage
from forms.services.versions import NotPublishable

REFUSED = "surveys.publishing_refused"
"""The action under which a page's history says why a revision was not published."""


def publish_unattended(page: SurveyPage, revision: Revision, publish: Callable[[], None]) -> None:
    """Let `publish` publish `revision` of `page`, or take the revision off the schedule and log why it could not."""
    try:
        with transaction.atomic():
            publish()
    except (ValidationError, NotPublishable) as error:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=page, action=REFUSED, revision=revision, data={"lines": reasons(error)})


def reasons(error: ValidationError | NotPublishable) -> list[str]:
    """Why a page could not be published, a line for each reason, in the language that was active."""
    if isinstance(error, NotPublishable):
        return error.lines
    named = error.message_dict if hasattr(error, "error_dict") else {}
    return list(named.get(NON_FIELD_ERRORS, error.messages))


def finish_workflow(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish what a workflow has approved, as Wagtail does by itself."""
    approved = workflow_state.content_object
    page = approved.specific if isinstance(approved, Page) else approved
    if isinstance(page, SurveyPage):
        revision = page.get_latest_revision()
        publish_unattended(page, revision, lambda: revision.publish(user=user))
    else:
        publish_workflow_state(workflow_state, user=user)
