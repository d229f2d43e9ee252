"""A program of its own (`apart`): reads the PDF on its standard input, and leaves with a word if anything is wrong.

The words are `password`, `unsafe` and `damaged`.
"""

import re
import sys
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf

from forms.files.apart import confine
from forms.files.links import is_harmless

LARGEST_STREAM = 64 * 1024 * 1024

ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"}
)
"""What a document must not do when it is opened or clicked. A link to the web is what remains."""
CARRIED = frozenset({"/JS", "/EmbeddedFiles", "/EF", "/XFA"})
"""Keys of scripts, of files inside the file and of forms that are programs."""
PLAYED = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})

LINK = "/URI"
FILE_WITHIN = "/EmbeddedFile"
OBJECTS = "/ObjStm"
WORTH_A_LOOK = re.compile("|".join([*ACTIONS, *CARRIED, *PLAYED, LINK, FILE_WITHIN]).encode())


def verdict(document: BinaryIO) -> str:
    """What is wrong with `document`, in a word; nothing for a sound one.

    A damaged one is not repaired: every program repairs in its own way and sees other things.
    """
    try:
        with pikepdf.open(document, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return "password"
            if not len(pdf.pages):
                return "damaged"
            return "unsafe" if any(map(acts, dictionaries(pdf))) else ""
    except pikepdf.PasswordError:
        return "password"
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, OverflowError, MemoryError):
        return "damaged"


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary that is worth a look, used or not, with those that lie directly in another."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and str(item.get("/Type")) == OBJECTS:
            # A list of objects that cannot be unpacked here may be read elsewhere: qpdf only warns of it.
            item.read_bytes()
        plain = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        # As text an object is read many times faster than it is walked through, and most are words and figures.
        if not isinstance(plain, pikepdf.Object) or not WORTH_A_LOOK.search(plain.unparse(resolved=True)):
            continue
        waiting: list[pikepdf.Object] = [plain]
        while waiting:
            found = waiting.pop()
            if isinstance(found, pikepdf.Array):
                children = list(found)
            elif isinstance(found, pikepdf.Dictionary):
                yield found
                children = [value for _key, value in found.items()]
            else:
                continue
            waiting += [child for child in children if isinstance(child, pikepdf.Object) and not child.is_indirect]


def acts(found: pikepdf.Object) -> bool:
    """Whether a dictionary does more than describe a page."""
    keys = set(found.keys())
    if keys & CARRIED or str(found.get("/Type")) == FILE_WITHIN:
        return True
    if str(found.get("/S")) in ACTIONS or str(found.get("/Subtype")) in PLAYED:
        return True
    address = found.get(LINK)
    return isinstance(address, pikepdf.String) and not is_harmless(str(address))


if __name__ == "__main__":
    confine()
    pikepdf.settings.set_qpdf_limits(flate_max_memory=LARGEST_STREAM)
    sys.exit(verdict(sys.stdin.buffer) or 0)
