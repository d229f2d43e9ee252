"""Plain texts and CSV: read to the end, and refused where a browser or a shell would see more than text in them."""

import codecs
import re
from typing import IO

from forms.files.refused import UploadRefused
from forms.files.signatures import chunks

BYTES_OF_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LETTERS_OF_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
PROGRAM = re.compile(r"\s*(?:<[a-z!?/]|#!)", re.IGNORECASE)
"""How pages, drawings (SVG), XML and scripts begin."""
MARKUP = re.compile(r"<(?:script|html|svg|iframe|object|embed|!doctype)\b|<\?php\b", re.IGNORECASE)
LONGEST_MATCH = 64


def media_type(name: str) -> str:
    """A table or any other text: that cannot be told by the content, and nothing depends on it but the ending."""
    return "text/csv" if name.lower().endswith(".csv") else "text/plain"


def check(content: IO[bytes], name: str) -> None:
    """Raises UploadRefused unless `content` is text in UTF-8, or in UTF-16 that says so in its first bytes."""
    content.seek(0)
    wide = content.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")()
    kept = ""
    begun = False
    for chunk in chunks(content):
        if not wide and BYTES_OF_NO_TEXT.search(chunk):
            raise UploadRefused("file_type", name=name)
        letters = _decoded(decoder, chunk, name)
        if not begun and PROGRAM.match(letters):
            raise UploadRefused("file_type", name=name)
        begun = begun or bool(letters.strip())
        window = kept + letters
        if LETTERS_OF_NO_TEXT.search(letters) or MARKUP.search(window):
            raise UploadRefused("file_type", name=name)
        kept = window[-LONGEST_MATCH:]
    _decoded(decoder, b"", name)


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, name: str) -> str:
    """The letters of `chunk`, the last one where it is empty."""
    try:
        return decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        raise UploadRefused("file_encoding", name=name) from error
