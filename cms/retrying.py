"""How long the worker waits before it tries again what has failed, such as an e-mail to a server that is down."""

from datetime import timedelta

BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720)]
"""The wait after each failure; the last failure is left for staff to send again."""


def wait_after(attempts: int, not_before: timedelta = timedelta()) -> timedelta | None:
    """How long to wait after the failure that followed `attempts` earlier ones; None when it was the last.

    It is `not_before` where that is longer, though never more than the longest of these waits.
    """
    return max(BACKOFF[attempts], min(not_before, BACKOFF[-1])) if attempts < len(BACKOFF) else None
