"""Pictures: decoded within limits and drawn anew, so that nothing but the picture is kept."""

from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from forms.files import apart
from forms.files.image_drawer import MOST_PIXELS, TOO_MANY_PIXELS
from forms.files.refused import UploadRefused
from forms.files.signatures import chunks

DRAWER = "forms.files.image_drawer"


def redrawn(content: IO[bytes], media_type: str, name: str) -> IO[bytes]:
    """The picture in `content` in the same format, without anything beside it. Raises UploadRefused."""
    with TemporaryFile() as drawn:
        word = apart.run(DRAWER, content, drawn, media_type)
        if word == TOO_MANY_PIXELS:
            raise UploadRefused("image_pixels", name=name, max=MOST_PIXELS[media_type] // 1_000_000)
        if word:
            raise UploadRefused("file_damaged", name=name)
        return BytesIO(b"".join(chunks(drawn)))
