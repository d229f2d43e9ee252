"""The first look at a file, before any decoder is let near it: how it begins, and what must not lie further in."""

import re
from collections.abc import Iterator
from typing import IO

from forms.files import zips

CHUNK = 256 * 1024
ZIP = "application/zip"

BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"PK\x03\x04", ZIP),
)

PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|iframe)[\s>/]|<\?php\s", re.IGNORECASE)
"""What makes a browser or a server take bytes for a page or a program. Each is long enough not to come up by chance
in the compressed data of a photo."""
LONGEST_MATCH = 64


def beginning(content: IO[bytes]) -> str | None:
    """The type that the first bytes promise; None where they promise none, as those of a text do."""
    content.seek(0)
    head = content.read(16)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return next((media_type for begins, media_type in BEGINNINGS if head.startswith(begins)), None)


def chunks(content: IO[bytes]) -> Iterator[bytes]:
    """All of `content` from its first byte, a piece at a time."""
    content.seek(0)
    while chunk := content.read(CHUNK):
        yield chunk


def is_two_things(content: IO[bytes]) -> bool:
    """Whether a picture or a PDF can be taken for something else as well: an archive, a page, a program."""
    return zips.find_directory(content) is not None or _reads_as_page(content)


def _reads_as_page(content: IO[bytes]) -> bool:
    kept = b""
    for chunk in chunks(content):
        window = kept + chunk
        if PAGE.search(window):
            return True
        kept = window[-LONGEST_MATCH:]
    return False
