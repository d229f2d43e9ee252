"""The one façade: what an uploaded file is, and what of it is kept."""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile

from forms.engine.questions.upload import MEDIA_TYPES, MEGABYTE
from forms.files import images, names, packages, pdf, texts
from forms.files.image_drawer import FORMATS
from forms.files.refused import UploadRefused
from forms.files.signatures import ZIP, beginning, is_two_things

LONGEST_WAIT = 20
"""Seconds that a file waits for its turn."""

_turn = threading.BoundedSemaphore(1)
"""One file at a time in each process: a large picture takes hundreds of megabytes while it is decoded."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: `content` with its size in bytes, under a `name` that fits its `media_type`."""

    name: str
    media_type: str
    content: "File[bytes]"


def inspect(file: "UploadedFile[bytes]", *, accept: Collection[str], max_mb: int) -> Inspected:
    """Decide what `file` is by its content, and check it; pictures are drawn anew, anything else is kept as it came.

    `accept` are media types, `max_mb` is the largest size in MiB. Raises UploadRefused.
    """
    name = names.readable(file.name)
    _check_size(file, name, max_mb)
    if not _turn.acquire(timeout=LONGEST_WAIT):
        raise UploadRefused("uploads_busy")
    try:
        media_type = _told(file, name, accept)
        kept = File(_sound(file, media_type, name), name=names.fitting(name, media_type))
    finally:
        _turn.release()
    _check_size(kept, name, max_mb)
    return Inspected(str(kept.name), media_type, kept)


def _check_size(file: "File[bytes]", name: str, max_mb: int) -> None:
    if not file.size:
        raise UploadRefused("file_empty", name=name)
    if file.size > max_mb * MEGABYTE:
        raise UploadRefused("file_size", name=name, max=max_mb)


def _told(content: IO[bytes], name: str, accept: Collection[str]) -> str:
    """The media type of `content`, which is among those to `accept`."""
    found = beginning(content)
    if found == ZIP:
        found = packages.told(content, name)
    elif found is None:
        found = texts.media_type(name)
    if found is None or found not in accept:
        raise UploadRefused("file_type", name=name)
    return found


def _sound(content: IO[bytes], media_type: str, name: str) -> IO[bytes]:
    """What of `content` is kept, once it was checked."""
    if media_type in MEDIA_TYPES["text"]:
        texts.check(content, name)
        return content
    if media_type not in {*FORMATS, *MEDIA_TYPES["pdf"]}:
        packages.check(content, name)
        return content
    if is_two_things(content):
        raise UploadRefused("file_unsafe", name=name)
    if media_type in FORMATS:
        return images.redrawn(content, media_type, name)
    pdf.check(content, name)
    return content
