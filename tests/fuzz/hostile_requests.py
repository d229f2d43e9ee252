"""Requests that nobody means well with, to every route: hostile in their address, their headers or their body.

Where a route has a body most of the requests have a hostile one; the rest of such a request is as it should be, so that
it gets as far as it can.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.fuzz.hostile_bodies import JSON, MULTIPART, Body, of_form, of_json

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"]
SEGMENTS = [
    "%00", "a%00b", "%ff", "%ed%a0%80", "%2e%2e", "..", "%2f", "%5c", "%", "%zz", "%25%30%30", "%F0%9F%98%80",
    "%E2%80%AE",
    "a" * 3_000, "%EF%BF%BE", "-1", "0", "1e999", "9" * 400, "null", "demo-survey%20", "DEMO-SURVEY", "demo-survey;a=b",
    "%0d%0aX:%20y", "'", "%3Cscript%3E", "{}", "*", "00000000-0000-0000-0000-000000000000", "%C3%A5", "__proto__",
    "~", "+",
]  # fmt: skip
NAMES = [
    "locale", "version", "limit", "offset", "cursor", "q", "theme", "sector", "state", "when", "year", "site", "door",
    "received_after", "received_before", "organisation", "corrected", "labels", "a", "%00", "%ff", "", "locale[]",
    "__proto__",
]  # fmt: skip
VALUES = [
    "", "sv", "fi", "en", "xx", "sv%00", "%00", "%ff%fe", "%ed%a0%80", "-1", "0", "1", "101", "1e999", "NaN",
    "Infinity",
    "9" * 30, "9" * 6_000, "1.5", "true", "null", "2026-01-01", "2026-01-01T00:00:00Z", "0001-01-01T00:00:00%2B23:59",
    "9999-12-31T23:59:59-23:59", "%25", "_", "%F0%9F%98%80", "a" * 3_000, "%", "%zz", "[]", "{}", "%27%3B--", "coming",
    "accepted", "localhost:99999", "%E2%80%AE", "%EF%BF%BF", "1;2", "1,2", "+", "%0a",
]  # fmt: skip
HEADERS: dict[str, list[str]] = {
    "Accept": ["", "text/html", "*/*;q=0", "application/json;q=x", ",", ";", "a" * 8_000, "*", "application/*", "\xff"],
    "Accept-Language": [
        "",
        "xx",
        "*",
        "sv;q=9",
        "fi-FI;q=1e5",
        "sv," * 3_000,
        "\xff",
        "zh-Hans-CN-x-private",
        "sv_SE@euro",
        "-",
    ],
    "Authorization": [
        "",
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "Bearer wagtail_x",
        "bearer \xff",
        "Basic YTpi",
        "Bearer " + "a" * 8_000,
    ],
    "Content-Encoding": ["gzip", "deflate", "br", "\xff"],
    "Content-Length": ["-1", "x", "1e3", "", "²", "0"],
    "Cookie": ["sessionid=x", "a" * 8_000, "=;=;", "\xff=\xff", "csrftoken=" + "%00" * 50, "messages=x; sv=1; sv=2"],
    "Host": ["evil.example", "", "testserver:x", "\xff", "[::1", "testserver@evil.example"],
    "Idempotency-Key": ["", "a", "a" * 181, "a" * 8_000, "\x00", "å", "\x7f", "a b", "key-of-twenty-two-chars", "\t"],
    "If-Match": ["", "*", '"', 'W/"a"', '"a", "b", *', "a" * 3_000, "\xff", ",,,", '"\\"'],
    "If-None-Match": ["", "*", '"', 'W/"a"', '"a",' * 2_000, "\xff", ",", "\x00"],
    "If-Modified-Since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 500],
    "Origin": ["null", "https://evil.example", "x", "\xff", "https://" + "a" * 5_000, "file://"],
    "Range": ["bytes=0-0", "bytes=-1", "x"],
    "Referer": ["x" * 5_000, "\xff"],
    "X-Forwarded-For": ["x", "1.1.1.1" * 900, "\xff", "::1%lo, ,"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["https", "x"],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-Requested-With": ["XMLHttpRequest"],
}


@dataclass(frozen=True)
class Route:
    """A route, with what leads it to something that is there: parts of its address, a body that it takes, a token."""

    method: str
    template: str
    parts: Mapping[str, list[str]]
    valid: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    file: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hostile:
    """A request; `number` and the seed make it again."""

    number: int
    method: str
    path: str
    query: str
    body: Body
    headers: Mapping[str, str]

    def __str__(self) -> str:
        shown = {name: value[:80] for name, value in self.headers.items() if name != "Authorization"}
        kind, content = self.body.content_type[:80], self.body.content[:400]
        return f"#{self.number} {self.method} {self.path[:300]}?{self.query[:300]} {shown} {kind} {content!r}"


def requests(routes: list[Route], *, seed: int, count: int) -> Iterator[Hostile]:
    """`count` requests, spread evenly over the routes; those with a body come more often."""
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311  (to be made again is what it is for)
        takes_body = [route for route in routes if _takes_body(route)]
        route = random.choice(takes_body if random.random() < 0.6 else routes)
        yield _request(random, number, route)


def _takes_body(route: Route) -> bool:
    return route.valid is not None or route.form is not None


def _request(random: Random, number: int, route: Route) -> Hostile:
    kind = random.random()
    with_body = _takes_body(route)
    hostile_body = with_body and kind < 0.75
    method = random.choice(METHODS) if kind > 0.97 else route.method
    path = _path(random, route, hostile=not hostile_body and random.random() < 0.4)
    query = "" if hostile_body else _query(random)
    headers = dict(route.headers) | ({} if hostile_body else _headers(random))
    return Hostile(number, method, path, query, _body(random, route, hostile=hostile_body), headers)


def _path(random: Random, route: Route, *, hostile: bool) -> str:
    path = route.template
    for name, known in route.parts.items():
        path = path.replace("{" + name + "}", random.choice(SEGMENTS if hostile else known))
    if hostile and (not route.parts or random.random() < 0.1):
        path = random.choice(
            [path.rstrip("/"), f"{path}/", f"{path}{random.choice(SEGMENTS)}", path.replace("s", "S"), f"{path}../"]
        )
    return path


def _query(random: Random) -> str:
    pairs = [
        f"{random.choice(NAMES)}={random.choice([*VALUES, _cursor(random)])}"
        for _each in range(random.choice([0, 1, 1, 3]))
    ]
    return "&".join(pairs * 4_000 if random.random() < 0.02 else pairs)


def _cursor(random: Random) -> str:
    """What a cursor looks like, with something else in it."""
    models = ["surveys.submission:-received_at,-id", "partners.partner:name,pk", "partners.goal:partner__name,pk", "a"]
    values: list[Any] = [
        None,
        True,
        -1,
        1e300,
        10**30,
        "",
        "\x00",
        "x" * 900,
        "2026-01-01T00:00:00",
        "9999-12-31T23:59:59Z",
        [],
        {},
    ]
    said = json.dumps([random.choice(models), random.choice(values), random.choice(values)])
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _headers(random: Random) -> dict[str, str]:
    chosen = random.sample(sorted(HEADERS), random.choice([0, 1, 1, 2]))
    return {name: random.choice(HEADERS[name]) for name in chosen}


def _body(random: Random, route: Route, *, hostile: bool) -> Body:
    if route.form is not None:
        return of_form(random, dict(route.form), route.file) if hostile else Body(b"--limit--\r\n", MULTIPART)
    if route.valid is not None:
        return of_json(random, dict(route.valid)) if hostile else Body(json.dumps(dict(route.valid)).encode(), JSON)
    if random.random() < 0.1:
        return of_json(random, {"a": 1})
    return Body(b"", "")
