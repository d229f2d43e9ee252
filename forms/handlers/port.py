"""The port: what a handler is, what it is told, and which ones there are."""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from django.utils.functional import Promise

from forms.builder.blocks.survey import WEBHOOK
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Submission


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
