"""The port through which another app leads from a submission to what came of it there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forms.models import Submission


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go on, in words."""

    url: str
    label: str


Provider = Callable[[Submission], Sequence[Link]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; called from an app's `ready()`."""
    if provider not in _providers:
        _providers.append(provider)


def links(submission: Submission) -> list[Link]:
    """Where `submission` led to."""
    return [link for provider in _providers for link in provider(submission)]
