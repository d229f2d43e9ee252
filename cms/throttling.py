"""How often something may be asked for: counted by name and by whom it is asked from."""

import logging
import math
import time
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from cms.counters import ProcessStorage

__all__ = ["ProcessStorage", "address_of", "hit", "reset", "spent"]

logger = logging.getLogger(__name__)


@cache
def _limiter() -> FixedWindowRateLimiter:
    """Counts in this process's memory, or where RATE_LIMITS_STORAGE says, such as a Redis that all processes share."""
    return FixedWindowRateLimiter(storage_from_string(settings.RATE_LIMITS_STORAGE, wrap_exceptions=True))


@cache
def _rate(written: str) -> RateLimitItem:
    return parse(written)


def hit(name: str, *parts: str) -> int | None:
    """Count one more `name` for `parts`, such as an address: the seconds to wait if it is one too many, else None.

    `name` is a key of the setting RATE_LIMITS. A store that cannot be reached stops nobody.
    """
    rate, counted = _rate(settings.RATE_LIMITS[name]), (name, *parts)
    try:
        if _limiter().hit(rate, *counted):
            return None
        stats = _limiter().get_window_stats(rate, *counted)
    except StorageError:
        logger.exception("The store of the rate limits cannot be reached.")
        return None
    return max(1, math.ceil(stats.reset_time - time.time()))


def spent(name: str, *parts: str) -> int | None:
    """The seconds to wait if one more `name` for `parts` would be one too many, else None; counts nothing."""
    rate, counted = _rate(settings.RATE_LIMITS[name]), (name, *parts)
    try:
        if _limiter().test(rate, *counted):
            return None
        stats = _limiter().get_window_stats(rate, *counted)
    except StorageError:
        logger.exception("The store of the rate limits cannot be reached.")
        return None
    return max(1, math.ceil(stats.reset_time - time.time()))


def reset() -> None:
    """Forget what was counted."""
    _limiter().storage.reset()


def address_of(request: HttpRequest) -> str:
    """Where `request` comes from. What it says of proxies is believed only if the site stands behind one."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.BEHIND_PROXY:
        return direct
    return request.headers.get("X-Forwarded-For", "").split(",")[-1].strip() or direct
