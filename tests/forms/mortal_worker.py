"""A worker that is killed at a place of its work, by itself so that it is just there: `python -m … PLACE ARGUMENTS`."""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import django
from django.core.management import execute_from_command_line


def killed(*args: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_after(work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def done(*args: Any, **kwargs: Any) -> None:
        work(*args, **kwargs)
        killed()

    return done


def main(place: str, *arguments: str) -> None:
    django.setup()
    from cms import outbox
    from cms.webhooks import sending

    if place == "before_claim":
        outbox._is_claimed = killed
    if place == "after_answer":
        sending.post = killed_after(sending.post)
    execute_from_command_line(["manage.py", *arguments])


if __name__ == "__main__":
    main(*sys.argv[1:])
