"""Handing out a file that somebody sent: saved and never shown, so that nothing in it runs with its reader's rights."""

from django.core.files.base import File
from django.http import FileResponse

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def attachment(content: "File[bytes]", *, name: str, media_type: str) -> FileResponse:
    """`content`, streamed. Raises FileNotFoundError where it is no longer there."""
    return FileResponse(content.open("rb"), as_attachment=True, filename=name, content_type=media_type, headers=HEADERS)
