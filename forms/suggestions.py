"""The port through which another app suggests what a respondent could do next, and hears what was chosen of it.

`forms` knows no goals of its own: a suggestion is a key that means something where it comes from.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from forms.engine.definition import Form
from forms.engine.evaluate import Outcome
from forms.models import Submission


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to aim for: `key` names it where it comes from, `question` is the answer that brought it up."""

    key: str
    title: str
    text: str
    theme: str
    question: str
    reason: str


Provider = Callable[[Form, Outcome], Sequence[Suggestion]]
"""Suggests in the form's language, best first."""

Namer = Callable[[Collection[str], str], Sequence[Suggestion]]
"""Says in a language what the given keys are, wherever they were suggested; those it does not know are left out."""


class Listener(Protocol):
    """Takes what respondents choose. It is told in the transaction that stores the choice, the submission held."""

    def listens_to(self, submission: Submission) -> bool:
        """Whether anything comes of a choice made on this submission's result."""

    def chosen(self, submission: Submission, keys: Collection[str]) -> None:
        """`keys` have been chosen."""

    def withdrawn(self, submission: Submission, keys: Collection[str]) -> None:
        """`keys`, which had been chosen, no longer are."""


_providers: list[Provider] = []
_namers: list[Namer] = []
_listeners: list[Listener] = []


def register(provider: Provider, namer: Namer | None = None) -> None:
    """Add a provider, and what names its suggestions later; called from an app's `ready()`."""
    if provider not in _providers:
        _providers.append(provider)
    if namer is not None and namer not in _namers:
        _namers.append(namer)


def suggest(form: Form, outcome: Outcome) -> list[Suggestion]:
    """What all providers suggest."""
    return [suggestion for provider in _providers for suggestion in provider(form, outcome)]


def named(keys: Collection[str], locale: str) -> list[Suggestion]:
    """What was chosen once, in words, where the answers no longer suggest it."""
    return [suggestion for namer in _namers for suggestion in namer(keys, locale)] if keys else []


def listen(listener: Listener) -> None:
    """Add a listener; called from an app's `ready()`."""
    if listener not in _listeners:
        _listeners.append(listener)


def listeners(submission: Submission) -> list[Listener]:
    """Who takes what is chosen on this submission's result; where there is nobody, nothing can be chosen."""
    return [listener for listener in _listeners if listener.listens_to(submission)]
