"""Answers that need not be sent again: a tag for what public data is now, and 304 for whoever has it already."""

import hashlib
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

PUBLIC = "public, max-age=60"
"""`Cache-Control` of what anybody may keep for a minute."""
KEPT = ("ETag", "Cache-Control", "Vary", "Content-Language", "Content-Location", "Content-Security-Policy", "Link")
"""What a 304 says of the answer that it stands for."""
READING = ("GET", "HEAD")


def tag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the caller has what `tag` stands for.

    A compressing proxy makes the tag weak on its way out; for telling whether anything changed that is enough.
    """
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    return tag in known or "*" in known


def not_modified(response: HttpResponseBase) -> HttpResponse:
    """The 304 that stands for `response`."""
    kept = {name: response.headers[name] for name in KEPT if name in response.headers}
    unchanged = HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=kept)
    del unchanged["Content-Type"]
    return unchanged


def conditional(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """`response`, tagged by its content if anybody may keep it, or 304 where the caller has it already.

    A tag that it has holds: what is cheaper to tell apart than to write need not come here written.
    """
    public = response.headers.get("Cache-Control", "").startswith("public")
    if request.method not in READING or response.status_code != HTTPStatus.OK or not public:
        return response
    if not isinstance(response, HttpResponse):
        return response
    tag = response.headers.get("ETag") or tag_of(response.content)
    response["ETag"] = tag
    return not_modified(response) if is_known(request, tag) else response
