"""Requests that name a charset which is no text's, such as rot13: Django fails on them before anything can answer."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters

PROBE = b"a=1"


class CharsetSafeRequest(WSGIRequest):
    """Django's own, which passes over a charset that cannot be read as it does over one that it does not know."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        content_type, params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        if _reads(params.get("charset", "utf-8")):
            super()._set_content_type_params(meta)  # type: ignore[misc]  # it is not among the stubs
        else:
            self.content_type, self.content_params = content_type, params


def _reads(charset: str) -> bool:
    try:
        PROBE.decode(charset, "replace")
    except (LookupError, ValueError):
        return False
    return True
