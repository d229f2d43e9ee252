"""Answers that are the same for every visitor, kept in each process until what visitors see changes.

Only an answer that asks for it is kept (`keep`), for at most PAGE_CACHE_SECONDS and never past the moment at which the
clock alone changes something. A kept answer is given for as long as the number of `cms.content_version` is the one
that it was made under; that is asked of the database each time, so that no process shows what has been changed in
another. Who has a cookie of this site is shown what is made for them, and nothing of it is kept.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_from_request

from cms import content_version, etags

ASKED = "kept_for"
"""The attribute of an answer that asks to be kept: for how many seconds."""
MOST_BYTES = 32 * 1024 * 1024
LARGEST = 1024 * 1024
QUERY = re.compile(r"locale=[a-z]{2}")
ANYTHING = frozenset({"", "*/*", "application/json", "application/json, text/plain, */*"})
"""What callers of the API say that they can read; what else they say the API looks at itself."""
COVERED = frozenset({"accept-language", "cookie"})
"""What an answer may vary by: languages are told apart, and with cookies nothing is kept."""
PRIVATE = re.compile(r"no-store|private")

Key = tuple[str, str, str, str]
NextChange = Callable[[datetime], datetime | None]

_next_changes: list[NextChange] = []


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, the number that it was made under, and until when (`time.monotonic`) it may be given."""

    number: int
    until: float
    headers: dict[str, str]
    body: bytes


class Store:
    """The answers of this process, one for each address; past `most` bytes those that came first go."""

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key, number: int) -> Kept | None:
        found = self._kept.get(key)
        return found if found and found.number == number and found.until > time.monotonic() else None

    def put(self, key: Key, kept: Kept) -> None:
        with self._lock:
            self._remove(key)
            self._kept[key] = kept
            self._size += len(kept.body)
            while self._size > self._most:
                self._remove(next(iter(self._kept)))

    def _remove(self, key: Key) -> None:
        if former := self._kept.pop(key, None):
            self._size -= len(former.body)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._size = 0


kept_here = Store(MOST_BYTES)


def keep(response: HttpResponse, *, seconds: int | None = None) -> HttpResponse:
    """Ask that `response` be kept, which must be the same for every visitor; for `seconds` at most."""
    setattr(response, ASKED, settings.PAGE_CACHE_SECONDS if seconds is None else seconds)
    return response


def changes_at(next_change: NextChange) -> None:
    """Register what tells, for a moment, when after it the clock next changes what visitors see."""
    _next_changes.append(next_change)


def keep_page(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wagtail's hook `on_serve_page`: a page of the site is the same for every visitor (decision 0018)."""

    def served(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        return keep(serve(page, request, args, kwargs))

    return served


class PageCacheMiddleware:
    """Gives a kept answer before sessions, languages and views cost anything; keeps those that ask for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.cookies = {
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            settings.LANGUAGE_COOKIE_NAME,
            "messages",
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request) if self.is_for_everybody(request) else None
        if key is None:
            return self.get_response(request)
        number = content_version.number()
        if kept := kept_here.get(key, number):
            return given(request, kept)
        begun = timezone.now()
        response = self.get_response(request)
        if request.method == "GET" and (seconds := seconds_for(request, response, begun)) > 0:
            headers = dict(response.items())
            kept_here.put(key, Kept(number, time.monotonic() + seconds, headers, response.content))
        return response

    def is_for_everybody(self, request: HttpRequest) -> bool:
        """Whether nothing in the request tells one visitor from another."""
        meta = request.META
        return (
            request.method in ("GET", "HEAD")
            and not (meta.get("QUERY_STRING") and not QUERY.fullmatch(meta["QUERY_STRING"]))
            and "HTTP_AUTHORIZATION" not in meta
            and (meta.get("HTTP_ACCEPT", "") in ANYTHING or not request.path_info.startswith("/api/"))
            and not ("HTTP_COOKIE" in meta and not self.cookies.isdisjoint(request.COOKIES))
        )


def key_of(request: HttpRequest) -> Key | None:
    """What an answer is kept under; None for a host that is not ours, which is refused further in."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    language = get_language_from_request(request, check_path=True)
    return request.scheme or "", host, request.get_full_path(), language


def given(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The kept answer, or that the reader has it already."""
    response = HttpResponse(kept.body, headers=kept.headers)
    tag = kept.headers.get("ETag")
    return etags.not_modified(response) if tag and etags.is_known(request, tag) else response


def seconds_for(request: HttpRequest, response: HttpResponse, begun: datetime) -> float:
    """How long the answer may be kept, in which nothing may tell one visitor from another; 0: not at all."""
    asked = getattr(response, ASKED, 0)
    if not asked or response.status_code != HTTPStatus.OK or response.streaming or len(response.content) > LARGEST:
        return 0
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    is_private = response.cookies or not varies <= COVERED or PRIVATE.search(response.get("Cache-Control", ""))
    has_own_policy = getattr(request, "_csp_nonce", None) or any(name.startswith("_csp") for name in vars(response))
    if is_private or has_own_policy:
        return 0
    midnight = timezone.localtime(begun).replace(hour=23, minute=59, second=59, microsecond=999_999)
    changes = [midnight, *(change for find in _next_changes if (change := find(begun)))]
    return min(asked, settings.PAGE_CACHE_SECONDS, (min(changes) - timezone.now()).total_seconds())
