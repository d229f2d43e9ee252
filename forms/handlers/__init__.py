"""What happens after a submission: the port that handlers implement, and those that are built in."""

from collections.abc import Iterable

from forms.handlers.emails import Confirmation, StaffEmail
from forms.handlers.port import (
    CorrectionHandler,
    Handler,
    SubmissionReceived,
    _handlers,
    choices,
    event_for,
    get,
    label,
    register,
    target,
)
from forms.handlers.webhook import WebhookMessage

__all__ = [
    "Confirmation",
    "CorrectionHandler",
    "Handler",
    "StaffEmail",
    "SubmissionReceived",
    "WebhookMessage",
    "_handlers",
    "choices",
    "event_for",
    "get",
    "label",
    "register",
    "register_built_in",
    "target",
]


def register_built_in() -> None:
    built_in: Iterable[Handler] = (StaffEmail(), Confirmation(), WebhookMessage())
    for handler in built_in:
        register(handler)
