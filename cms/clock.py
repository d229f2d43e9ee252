"""The jobs that the clock runs: what has to happen though nobody asks for it.

`manage.py tick` runs them all, every few minutes. A job does what is due and nothing else, so that it may be run at any
time, again, and twice at once.
"""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

Job = Callable[[], None]

_jobs: dict[str, Job] = {}


def register(name: str, job: Job) -> None:
    """Let the clock run `job`; called from an app's `ready()`."""
    _jobs[name] = job


def run_all() -> list[str]:
    """Run every job and return the names of those that failed, which are logged and keep no other from its turn."""
    failed = []
    for name, job in _jobs.items():
        try:
            job()
        except Exception:
            logger.exception("the clock's job %s failed", name)
            failed.append(name)
    return failed
