"""What a file is called: the respondent's words, without anything that a file system or a reader could trip over."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 200
NAMELESS = "file"

EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/avif": (".avif",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
}
"""The endings that fit each type; the first is given to a name without one."""

KNOWN = frozenset(ending for endings in EXTENSIONS.values() for ending in endings)
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Characters that no eye sees; among them those that turn the direction of reading, which can hide an ending."""


def readable(given: str | None) -> str:
    """`given` as one line without folders, composed (NFC) and without invisible characters."""
    last = re.split(r"[/\\]", given or "")[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in INVISIBLE)
    return unicodedata.normalize("NFC", seen).strip(" .")[:LONGEST] or NAMELESS


def fitting(name: str, media_type: str) -> str:
    """`name` with an ending that fits `media_type`; the ending of another type is replaced, any other is kept."""
    endings = EXTENSIONS[media_type]
    path = PurePosixPath(name)
    suffix = path.suffix
    if suffix.lower() in endings:
        stem, ending = path.stem, suffix
    else:
        stem, ending = path.stem if suffix.lower() in KNOWN else name, endings[0]
    return stem[: LONGEST - len(ending)] + ending
