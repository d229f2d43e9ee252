"""The port through which another app leads from a submission to what came of it there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser

from forms.models import Submission


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go on, in words."""

    url: str
    label: str


Provider = Callable[[Submission, AbstractUser], Sequence[Link]]
"""Gives the links that a reader may follow."""

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; called from an app's `ready()`."""
    if provider not in _providers:
        _providers.append(provider)


def links(submission: Submission, reader: AbstractUser) -> list[Link]:
    """Where `submission` led to, as far as `reader` may go there."""
    return [link for provider in _providers for link in provider(submission, reader)]
