"""What happens after a submission: the port that handlers implement, and those that are built in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cms import emails
from cms.plain_text import one_line
from forms.builder.blocks.survey import STAFF_EMAIL, WEBHOOK
from forms.builder.comparisons import split_values
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions.text import EMAIL
from forms.models import Submission, SurveyPage
from forms.presentation import answer_sections, receipt_url


@dataclass(frozen=True, slots=True)
class SubmissionReceived:
    """The event that handlers answer to. `options` are what the editor set for the handler on this survey.

    `message_id` is the same in every attempt: what a receiver knows a message by that comes twice.
    """

    submission: Submission
    form: Form
    outcome: Outcome
    options: dict[str, str] = field(default_factory=dict)
    message_id: str = ""

    def answer_mapped_to(self, role: str) -> str | None:
        """The answer, as text, of the question whose `maps_to` is `role`."""
        for question in self.form.questions():
            if question.maps_to == role and question.key in self.submission.answers:
                return str(self.submission.answers[question.key])
        return None


class Handler(Protocol):
    """Does one thing with a submission. Called again after a failure, so it must be idempotent on the submission.

    What it gives back is kept for staff, such as the answer of another system.
    """

    identifier: str
    label: str | Promise

    def handle(self, event: SubmissionReceived) -> str | None: ...


@runtime_checkable
class CorrectionHandler(Protocol):
    """A handler that does something, too, when the respondent has corrected the answers. Idempotent like `handle`."""

    def corrected(self, event: SubmissionReceived) -> str | None: ...


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


def target(identifier: str, options: dict[str, str]) -> str:
    """What a handler that does a thing for several does it for this time; empty for the others."""
    return options.get("webhook", "") if identifier == WEBHOOK else ""


def event_for(submission: Submission, options: dict[str, str], message_id: str = "") -> SubmissionReceived:
    form = submission.form
    return SubmissionReceived(submission, form, evaluate(form, submission.answers), options, message_id)


class StaffEmail:
    """Tells staff what came in or was corrected. The e-mail holds no answers: they stay behind the sign-in."""

    identifier = STAFF_EMAIL
    label = gettext_lazy("E-mail to staff")

    def handle(self, event: SubmissionReceived) -> None:
        self._tell("forms/emails/staff.txt", event)

    def corrected(self, event: SubmissionReceived) -> None:
        self._tell("forms/emails/staff_corrected.txt", event)

    def _tell(self, template: str, event: SubmissionReceived) -> None:
        recipients = split_values(event.options.get("to", ""))
        if not recipients:
            return
        inbox = reverse("surveys_inbox:submission", args=[event.submission.pk])
        context = _context(event, link=settings.WAGTAILADMIN_BASE_URL + inbox)
        emails.written(template, context, to=recipients, language=settings.LANGUAGE_CODE).send()


class Confirmation:
    """Sends the respondent a receipt with the answers, in the language they were given in; without confidential ones.

    The address may be the answer to any kind of question; what is not one address gets no e-mail.
    """

    identifier = "confirmation"
    label = gettext_lazy("Receipt to the respondent")

    def handle(self, event: SubmissionReceived) -> None:
        recipient = event.answer_mapped_to("contact.email")
        if recipient is None or not EMAIL.fullmatch(recipient):
            return
        language = event.form.locale
        page = SurveyPage.objects.answering(event.submission.version)
        contact = page.contact if page else None
        context = {
            **_context(event, link=settings.BASE_URL + receipt_url(event.submission)),
            "contact": contact,
            "sections": answer_sections(event.form, event.outcome, confidential=False),
        }
        emails.written(
            "forms/emails/confirmation.txt",
            context,
            to=recipient,
            language=language,
            reply_to=contact.email if contact else "",
        ).send()


def _context(event: SubmissionReceived, *, link: str) -> dict[str, object]:
    """What both e-mails say of a submission. A title that was imported may have several lines."""
    return {
        "survey": one_line(event.form.title),
        "reference": event.submission.reference,
        "received_at": event.submission.received_at,
        "link": link,
    }


def register_built_in() -> None:
    built_in: Iterable[Handler] = (StaffEmail(), Confirmation())
    for handler in built_in:
        register(handler)
