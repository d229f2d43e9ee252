"""Documents and spreadsheets of office programs: ZIP archives of XML, told by the types that they declare inside.

Allowed is what holds words and figures. Macros, controls, embedded programs, parts that are fetched from elsewhere and
links to anything but the web are refused, in Microsoft's format (OOXML) and in OpenDocument alike.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from tempfile import TemporaryFile
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from forms.files import zips
from forms.files.links import is_harmless
from forms.files.refused import UploadRefused
from forms.files.signatures import CHUNK

OPEN_DOCUMENTS = frozenset(
    {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"}
)
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OOXML}wordprocessingml.document.main+xml": f"{OOXML}wordprocessingml.document",
    f"{OOXML}spreadsheetml.sheet.main+xml": f"{OOXML}spreadsheetml.sheet",
}
"""What the main part of an OOXML file is, and what that makes the file."""

TYPES = "[Content_Types].xml"
MIME_TYPE = "mimetype"
LONGEST_MIME_TYPE = 100
MOST_ELEMENTS = 3_000_000
"""In one part whose elements are looked at one by one: three seconds of work."""

ACTING_TYPE = re.compile(r"macro|vba|activex|oleobject|vnd\.sun\.star\.(?:basic|script)", re.IGNORECASE)
ACTING_PART = re.compile(r"(?:^|/)vba|(?:^|/)activex/|^(?:basic|scripts)/", re.IGNORECASE)
EMBEDDED_PART = re.compile(r"(?:^|/)embeddings/[^/]+$", re.IGNORECASE)
EMBEDDED_TABLE = re.compile(r"\.xlsx$", re.IGNORECASE)
HYPERLINK = "/hyperlink"

Attributes = Mapping[str, str]
Element = Callable[[str, Attributes], None]


class _Unsafe(Exception):
    """Something in a part that is not let in."""


class _Protected(Exception):
    """A part is encrypted."""


def media_type(archive: ZipFile) -> str | None:
    """The type that the archive declares itself to be, if it is one that may be let in at all."""
    names = archive.namelist()
    if names and names[0] == MIME_TYPE:
        with archive.open(MIME_TYPE) as part:
            declared = part.read(LONGEST_MIME_TYPE).decode("ascii", "replace")
        return declared if declared in OPEN_DOCUMENTS else None
    if TYPES not in names:
        return None
    found: set[str] = set()

    def declares(element: str, attributes: Attributes) -> None:
        found.add(MAIN_PARTS.get(attributes.get("ContentType", ""), ""))

    _parse(archive, TYPES, declares)
    return next(iter(found - {""}), None)


def told(content: IO[bytes], name: str) -> str | None:
    """The type of the document in the archive `content`; None for an archive of anything else. Raises UploadRefused."""
    with zips.opened(content, name) as archive:
        try:
            return media_type(archive)
        except (BadZipFile, zlib.error, EOFError, expat.ExpatError, _Unsafe) as error:
            raise UploadRefused("file_damaged", name=name) from error


def check(content: IO[bytes], name: str, *, within: bool = False) -> None:
    """Read every part to its end. Raises UploadRefused unless nothing acts, and nothing is fetched from elsewhere.

    A spreadsheet that a chart in a document was made from may lie `within` it, and nothing further within that.
    """
    with zips.opened(content, name) as archive:
        try:
            declared = media_type(archive)
            if declared is None:
                raise _Unsafe
            for part in archive.namelist():
                _check_part(archive, part, open_document=declared in OPEN_DOCUMENTS)
                if EMBEDDED_PART.search(part):
                    _check_embedded(archive, part, name, within=within)
        except _Protected as error:
            raise UploadRefused("file_password", name=name) from error
        except _Unsafe as error:
            raise UploadRefused("file_unsafe", name=name) from error
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError) as error:
            raise UploadRefused("file_damaged", name=name) from error


def _check_part(archive: ZipFile, part: str, *, open_document: bool) -> None:
    if ACTING_PART.search(part):
        raise _Unsafe
    # LibreOffice writes parts for settings that nobody has made: they are called XML, and empty.
    if not part.lower().endswith((".xml", ".rels")) or not archive.getinfo(part).file_size:
        _read(archive, part)
    elif open_document:
        _parse(archive, part, _of_open_document)
    elif part == TYPES or part.lower().endswith(".rels"):
        _parse(archive, part, _of_relations)
    else:
        _parse(archive, part, None)


def _check_embedded(archive: ZipFile, part: str, name: str, *, within: bool) -> None:
    if within or not EMBEDDED_TABLE.search(part):
        raise _Unsafe
    with TemporaryFile() as copy:
        with archive.open(part) as source:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
        check(copy, name, within=True)


def _of_relations(element: str, attributes: Attributes) -> None:
    """An element of the list of types or of a list of relations."""
    if ACTING_TYPE.search(attributes.get("ContentType", "")):
        raise _Unsafe
    if attributes.get("TargetMode", "").lower() == "external":
        is_link = attributes.get("Type", "").endswith(HYPERLINK)
        if not is_link or not is_harmless(attributes.get("Target", "")):
            raise _Unsafe


def _of_open_document(element: str, attributes: Attributes) -> None:
    """An element of any part of an OpenDocument file."""
    if element.endswith(" encryption-data"):
        raise _Protected
    for attribute, value in attributes.items():
        if attribute.endswith(" media-type") and ACTING_TYPE.search(value):
            raise _Unsafe
        if attribute.endswith(" href") and not is_harmless(value):
            raise _Unsafe


def _read(archive: ZipFile, part: str) -> None:
    """Read a part to its end, where its checksum is compared."""
    with archive.open(part) as source:
        while source.read(CHUNK):
            continue


def _parse(archive: ZipFile, part: str, element: Element | None) -> None:
    """Read an XML part to its end, showing every `element` with its attributes; names are `namespace name`.

    A document type is refused at its first letter: it is where entities, and what they are fetched from, are declared.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_document_type
    if element is not None:
        parser.StartElementHandler = _counted(element)
    with archive.open(part) as source:
        while chunk := source.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_document_type(*declared: object) -> None:
    raise _Unsafe


def _counted(element: Element) -> Element:
    seen = 0

    def count(name: str, attributes: Attributes) -> None:
        nonlocal seen
        seen += 1
        if seen > MOST_ELEMENTS:
            raise _Unsafe
        element(name, attributes)

    return count
