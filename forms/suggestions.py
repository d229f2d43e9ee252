"""The port through which another app suggests what a respondent could do next. `forms` knows no goals of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forms.engine.definition import Form
from forms.engine.evaluate import Outcome


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

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; called from an app's `ready()`."""
    if provider not in _providers:
        _providers.append(provider)


def suggest(form: Form, outcome: Outcome) -> list[Suggestion]:
    """What all providers suggest."""
    return [suggestion for provider in _providers for suggestion in provider(form, outcome)]
