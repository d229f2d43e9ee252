"""Counting in this process's memory, for the rate limits: `process://` in RATE_LIMITS_STORAGE.

The library's own `memory://` starts a thread for almost every count, which costs more than storing a set of answers.
"""

import time
from threading import Lock

from limits.storage import Storage

SWEEP_EVERY = 1000
"""After how many counts what has run out is taken away."""


class ProcessStorage(Storage):
    """How often each key was counted since its window began, and when that ends."""

    STORAGE_SCHEME = ["process"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self._counts: dict[str, tuple[int, float]] = {}
        self._until_sweep, self._lock = SWEEP_EVERY, Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = time.time()
        with self._lock:
            count, ends = self._counts.get(key, (0, 0.0))
            counted = (count + amount, ends) if ends > now else (amount, now + expiry)
            self._counts[key] = counted
            self._until_sweep -= 1
            if not self._until_sweep:
                self._counts = {key: found for key, found in self._counts.items() if found[1] > now}
                self._until_sweep = SWEEP_EVERY
        return counted[0]

    def get(self, key: str) -> int:
        count, ends = self._counts.get(key, (0, 0.0))
        return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        return self._counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._lock:
            gone = len(self._counts)
            self._counts.clear()
        return gone

    def clear(self, key: str) -> None:
        with self._lock:
            self._counts.pop(key, None)
