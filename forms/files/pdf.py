"""PDF documents: kept byte for byte, since one may be signed, and so read with care first."""

import os
import re
from tempfile import TemporaryFile
from typing import IO

from forms.files import apart
from forms.files.refused import UploadRefused

READER = "forms.files.pdf_reader"
END = re.compile(rb"%%EOF[\s\x00]{0,512}\Z")
TAIL = 1024


def check(content: IO[bytes], name: str) -> None:
    """Raises UploadRefused unless the document is whole, open, and holds nothing that acts or is carried along."""
    length = content.seek(0, os.SEEK_END)
    content.seek(max(0, length - TAIL))
    if not END.search(content.read()):
        raise UploadRefused("file_damaged", name=name)
    with TemporaryFile() as nothing:
        word = apart.run(READER, content, nothing)
    if word == "password":
        raise UploadRefused("file_password", name=name)
    if word == "unsafe":
        raise UploadRefused("file_unsafe", name=name)
    if word:
        raise UploadRefused("file_damaged", name=name)
