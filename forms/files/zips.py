"""The structure of a ZIP archive, checked before anything in it is unpacked."""

import os
import re
import stat
import struct
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from forms.files.refused import UploadRefused

END_SIGNATURE = b"PK\x05\x06"
END = struct.Struct("<4s4H2LH")
ENTRY_SIGNATURE = b"PK\x01\x02"
LONGEST_COMMENT = 65_535

LARGEST_DIRECTORY = 1024 * 1024
MOST_PARTS = 5_000
MOST_UNPACKED = 100 * 1024 * 1024
FREELY_UNPACKED = 10 * 1024 * 1024
"""Bytes that may be unpacked whatever they were packed into; above that, MOST_RATIO holds."""
MOST_RATIO = 100

ENCRYPTED = 0x1
TRICK = re.compile(r"(?:^|/)\.\.?(?:/|$)|//|^/|[\\:\x00-\x1f]")
"""Names that lead out of the archive, to a drive, or nowhere."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The archive's list of its parts, in bytes: where it starts, how long it is, and where it says that it starts."""

    start: int
    size: int
    offset: int
    parts: int


def find_directory(content: IO[bytes]) -> Directory | None:
    """The directory that makes `content` an archive, wherever in it the archive begins."""
    length = content.seek(0, os.SEEK_END)
    tail_at = max(0, length - END.size - LONGEST_COMMENT)
    content.seek(tail_at)
    tail = content.read()
    at = len(tail)
    while (at := tail.rfind(END_SIGNATURE, 0, at)) >= 0:
        if at + END.size <= len(tail):
            _, _, _, _, parts, size, offset, _ = END.unpack_from(tail, at)
            found = Directory(tail_at + at - size, size, offset, parts)
            if any(_lists(content, place) for place in (found.start, found.offset)):
                return found
    return None


def _lists(content: IO[bytes], place: int) -> bool:
    if place < 0:
        return False
    content.seek(place)
    return content.read(4) == ENTRY_SIGNATURE


def opened(content: IO[bytes], name: str) -> ZipFile:
    """The archive that `content` is, from its first byte to its last, with parts that may be unpacked.

    Raises UploadRefused.
    """
    length = content.seek(0, os.SEEK_END)
    directory = find_directory(content)
    if directory is None:
        raise UploadRefused("file_damaged", name=name)
    whole = directory.start == directory.offset and directory.start + directory.size + END.size == length
    if not whole or directory.size > LARGEST_DIRECTORY or directory.parts > MOST_PARTS:
        raise UploadRefused("file_unsafe", name=name)
    try:
        archive = ZipFile(content)
    except (BadZipFile, ValueError, OSError) as error:
        raise UploadRefused("file_damaged", name=name) from error
    _check_parts(archive.infolist(), name)
    return archive


def _check_parts(parts: list[ZipInfo], name: str) -> None:
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise UploadRefused("file_password", name=name)
    names = {part.filename.lower() for part in parts}
    begins = min((part.header_offset for part in parts), default=-1)
    if len(parts) > MOST_PARTS or len(names) < len(parts) or begins != 0 or not all(map(_is_plain, parts)):
        raise UploadRefused("file_unsafe", name=name)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > FREELY_UNPACKED and unpacked > MOST_RATIO * packed):
        raise UploadRefused("file_unsafe", name=name)


def _is_plain(part: ZipInfo) -> bool:
    """A file or folder with a name that stays inside, packed in one of the two ways that office programs use."""
    linked = stat.S_ISLNK(part.external_attr >> 16)
    packed_plainly = part.compress_type in {ZIP_STORED, ZIP_DEFLATED}
    return packed_plainly and not linked and part.orig_filename == part.filename and not TRICK.search(part.filename)
