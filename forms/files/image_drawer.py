"""A program of its own (`apart`): decodes the picture on its standard input and draws it anew on its standard output.

Where and with what a photo was taken, what a program wrote beside it, further frames of an animation, and whatever was
hidden in or after it are gone; so is the need to turn it, and a colour space that a screen would have to know. It
leaves with the word `pixels` or `damaged` if anything is wrong.
"""

import sys
import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from forms.files.apart import confine

MOST_PIXELS = {"image/jpeg": 50_000_000, "image/png": 50_000_000, "image/webp": 25_000_000, "image/avif": 25_000_000}
"""What a good telephone takes, or half of it. Drawing that takes half a gigabyte and up to seven seconds."""
TOO_MANY_PIXELS = "pixels"
DAMAGED = "damaged"

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/avif": "AVIF"}
MODES = {
    "JPEG": frozenset({"L", "RGB"}),
    "PNG": frozenset({"1", "L", "LA", "P", "I;16", "RGB", "RGBA"}),
    "WEBP": frozenset({"RGB", "RGBA"}),
    "AVIF": frozenset({"RGB", "RGBA"}),
}
"""The kinds of pixels that each format is written with here; others are converted."""
WITH_PROFILE = frozenset({"RGB", "RGBA", "CMYK"})
OPTIONS = {
    "JPEG": {"quality": 90},
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": 90, "method": 2},
    "AVIF": {"quality": 80, "speed": 8, "max_threads": 2},
}


class TooManyPixels(Exception):
    """The picture would be larger than MOST_PIXELS; nothing of it was decoded."""


def draw(content: BinaryIO, target: BinaryIO, media_type: str) -> None:
    """Write the picture in `content` to `target`, in the same format.

    Raises TooManyPixels, or whatever a decoder stumbles over.
    """
    form = FORMATS[media_type]
    # Nothing but this one format is tried, and opening reads no more than the head.
    with Image.open(content, formats=[form]) as image:
        if image.width * image.height > MOST_PIXELS[media_type]:
            raise TooManyPixels
        ImageOps.exif_transpose(image, in_place=True)
        picture = _converted(_in_srgb(image), form)
        picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
        picture.save(target, form, **OPTIONS[form])


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours that every screen shows, where it names others; a profile that is no good is left."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in WITH_PROFILE:
        return image
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _converted(image: Image.Image, form: str) -> Image.Image:
    if image.mode in MODES[form]:
        return image
    see_through = image.has_transparency_data and form != "JPEG"
    return image.convert("RGBA" if see_through else "RGB")


def main() -> str:
    """Draw, and return the word to leave with, if any."""
    drawn = BytesIO()
    try:
        with warnings.catch_warnings(action="ignore"):
            draw(sys.stdin.buffer, drawn, sys.argv[1])
    except (TooManyPixels, Image.DecompressionBombError):
        return TOO_MANY_PIXELS
    except Exception:
        # Decoders raise whatever they stumble over, and there are many of them.
        return DAMAGED
    sys.stdout.buffer.write(drawn.getbuffer())
    return ""


if __name__ == "__main__":
    confine()
    sys.exit(main() or 0)
