"""The services' tests: letters stay rows, and words are those of the source."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def letters_wait(settings: Any) -> None:
    """Nothing is rendered or sent: a letter is its row."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def _words(in_english: Any) -> None:
    """Everything is said as in the source."""
