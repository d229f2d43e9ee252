"""What happens after a submission: the port that handlers implement, and those that are built in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from forms.builder.blocks.survey import STAFF_EMAIL
from forms.builder.comparisons import split_values
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions.text import EMAIL
from forms.models import Submission, SurveyPage
from forms.presentation import answer_sections, receipt_url


@dataclass(frozen=True, slots=True)
class SubmissionReceived:
    """The event that handlers answer to. `options` are what the editor set for the handler on this survey."""

    submission: Submission
    form: Form
    outcome: Outcome
    options: dict[str, str] = field(default_factory=dict)

    def answer_mapped_to(self, role: str) -> str | None:
        """The answer, as text, of the question whose `maps_to` is `role`."""
        for question in self.form.questions():
            if question.maps_to == role and question.key in self.submission.answers:
                return str(self.submission.answers[question.key])
        return None


class Handler(Protocol):
    """Does one thing with a submission. Called again after a failure, so it must be idempotent on the submission."""

    identifier: str
    label: str | Promise

    def handle(self, event: SubmissionReceived) -> None: ...


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> None:
    """Make `handler` available to editors; called from an app's `ready()`."""
    _handlers[handler.identifier] = handler


def get(identifier: str) -> Handler | None:
    return _handlers.get(identifier)


def label(identifier: str) -> str | Promise:
    """The handler's name for people; its identifier where the handler is no longer there."""
    handler = get(identifier)
    return handler.label if handler else identifier


def choices() -> list[tuple[str, str | Promise]]:
    """Every handler's identifier and label, for the editor to choose from."""
    return [(handler.identifier, handler.label) for handler in _handlers.values()]


def event_for(submission: Submission, options: dict[str, str]) -> SubmissionReceived:
    form = submission.form
    return SubmissionReceived(submission, form, evaluate(form, submission.answers), options)


class StaffEmail:
    """Tells staff that something came in. The e-mail holds no answers: they stay behind the sign-in."""

    identifier = STAFF_EMAIL
    label = gettext_lazy("E-mail to staff")

    def handle(self, event: SubmissionReceived) -> None:
        recipients = split_values(event.options.get("to", ""))
        if not recipients:
            return
        with override(settings.LANGUAGE_CODE):
            context = {
                "submission": event.submission,
                "form": event.form,
                "base_url": settings.WAGTAILADMIN_BASE_URL,
            }
            EmailMessage(
                _subject(_("New submission: %(title)s"), event.form),
                render_to_string("emails/staff.txt", context),
                to=recipients,
            ).send()


class Confirmation:
    """Sends the respondent a receipt with the answers, in the language they were given in.

    The address may be the answer to any kind of question; what is not one address gets no e-mail.
    """

    identifier = "confirmation"
    label = gettext_lazy("Receipt to the respondent")

    def handle(self, event: SubmissionReceived) -> None:
        recipient = event.answer_mapped_to("contact.email")
        if recipient is None or not EMAIL.fullmatch(recipient):
            return
        page = SurveyPage.objects.answering(event.submission.version)
        with override(event.form.locale):
            context = {
                "submission": event.submission,
                "form": event.form,
                "sections": answer_sections(event.form, event.outcome, confidential=False),
                "receipt_url": settings.BASE_URL + receipt_url(event.submission),
                "contact": page.contact if page else None,
            }
            EmailMessage(
                _subject(_("Received: %(title)s"), event.form),
                render_to_string("emails/confirmation.txt", context),
                to=[recipient],
            ).send()


def _subject(words: str, form: Form) -> str:
    """The subject in one line: a title that was imported may have several, which e-mail refuses."""
    return " ".join((words % {"title": form.title}).split())


def register_built_in() -> None:
    built_in: Iterable[Handler] = (StaffEmail(), Confirmation())
    for handler in built_in:
        register(handler)
