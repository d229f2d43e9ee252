"""Pictures: what is kept of them, and which are refused before a decoder sees them."""

import sys
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image, ImageCms

from forms.files import image_drawer
from forms.files.image_drawer import draw
from forms.files.images import redrawn
from forms.files.refused import UploadRefused
from tests.forms.files.making import archive, image, png_chunk, png_of

FORMATS = [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]


def kept(content: bytes, media_type: str = "image/jpeg") -> bytes:
    target = BytesIO()
    draw(BytesIO(content), target, media_type)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def refused(content: bytes, media_type: str = "image/jpeg") -> UploadRefused:
    with pytest.raises(UploadRefused) as caught:
        redrawn(BytesIO(content), media_type, "demo")
    return caught.value


def red_and_blue(picture: Image.Image, left: tuple[int, int], right: tuple[int, int]) -> bool:
    shown = picture.convert("RGB")
    red, blue = shown.getpixel(left), shown.getpixel(right)
    return red[0] > 200 and red[2] < 50 and blue[2] > 200 and blue[0] < 50


@pytest.mark.parametrize(("form", "media_type"), FORMATS)
def test_a_picture_stays_the_same_picture_in_the_same_format(form, media_type):
    picture = opened(kept(image(form), media_type))
    assert (picture.format, picture.size) == (form, (40, 20))
    assert red_and_blue(picture, (5, 10), (35, 10))


@pytest.mark.parametrize(("form", "media_type"), FORMATS)
def test_where_a_photo_was_taken_is_gone(form, media_type):
    exif = Image.Exif()
    exif[0x010F] = "Demo camera"
    exif.get_ifd(0x8825)[2] = (60.0, 23.0, 37.0)
    given = image(form, exif=exif)
    assert b"Demo camera" in given
    result = kept(given, media_type)
    assert b"Demo camera" not in result
    assert dict(opened(result).getexif()) == {}


@pytest.mark.parametrize(("form", "media_type"), FORMATS)
def test_a_photo_is_turned_upright(form, media_type):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = opened(kept(image(form, exif=exif), media_type))
    assert picture.size == (20, 40)
    assert red_and_blue(picture, (10, 5), (10, 35))


def test_what_was_written_beside_a_picture_is_gone():
    given = image(comment=b"Demo comment", dpi=(300, 300))
    assert b"Demo comment" in given
    result = kept(given)
    assert b"Demo comment" not in result
    assert "dpi" not in opened(result).info or opened(result).info["dpi"] != (300, 300)


def test_texts_in_a_png_are_gone():
    given = image("PNG").replace(png_chunk(b"IEND", b""), png_chunk(b"tEXt", b"Comment\0Demo text"))
    result = kept(given + png_chunk(b"IEND", b""), "image/png")
    assert b"Demo text" not in result


@pytest.mark.parametrize(("form", "media_type"), FORMATS)
def test_what_follows_a_picture_is_gone(form, media_type):
    result = kept(image(form) + b"And this was hidden here.", media_type)
    assert b"hidden" not in result


def test_a_profile_of_colours_is_applied_and_gone():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    result = opened(kept(image(icc_profile=profile)))
    assert "icc_profile" not in result.info
    assert red_and_blue(result, (5, 10), (35, 10))


def test_a_photo_with_a_profile_is_turned_upright_too():
    exif = Image.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = opened(kept(image(exif=exif, icc_profile=profile)))
    assert picture.size == (20, 40)
    assert red_and_blue(picture, (10, 5), (10, 35))


def test_a_profile_that_is_none_is_left_out():
    result = opened(kept(image(icc_profile=b"no profile at all")))
    assert "icc_profile" not in result.info
    assert red_and_blue(result, (5, 10), (35, 10))


def test_inks_become_light():
    assert opened(kept(image(mode="CMYK"))).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_png_keeps_its_kind_of_pixels(mode):
    assert opened(kept(image("PNG", mode=mode if mode != "I;16" else "L"), "image/png")).mode in {mode, "L"}


def test_see_through_stays_see_through():
    picture = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    target = BytesIO()
    picture.save(target, "PNG")
    assert opened(kept(target.getvalue(), "image/png")).getpixel((1, 1))[3] == 0


def test_see_through_in_a_palette_stays_see_through():
    picture = Image.new("P", (4, 4), 0)
    picture.info["transparency"] = 0
    target = BytesIO()
    picture.save(target, "PNG", transparency=0)
    assert opened(kept(target.getvalue(), "image/png")).convert("RGBA").getpixel((1, 1))[3] == 0


def test_of_an_animation_the_first_picture_is_kept():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    target = BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:])
    assert opened(target.getvalue()).n_frames == 2
    result = opened(kept(target.getvalue(), "image/webp"))
    assert result.n_frames == 1
    assert result.convert("RGB").getpixel((4, 4))[0] > 200


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 9_000), (10_000, 5_001)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    assert refused(png_of(*size), "image/png").code == "image_pixels"


def test_the_refusal_says_how_many_pixels_there_may_be():
    assert refused(png_of(10_000, 5_001), "image/png").params == {"name": "demo", "max": 50}


@pytest.mark.parametrize(("form", "media_type"), FORMATS)
def test_half_a_picture_is_damaged(form, media_type):
    whole = image(form, size=(400, 400))
    assert refused(whole[: len(whole) // 2], media_type).code == "file_damaged"


def test_a_picture_that_only_begins_as_one_is_damaged():
    assert refused(b"\xff\xd8\xff" + b"\0" * 100).code == "file_damaged"


def test_no_other_decoder_is_tried():
    """A GIF in the place of a PNG is not decoded, though Pillow could."""
    assert refused(image("GIF"), "image/png").code == "file_damaged"


@pytest.mark.parametrize(("form", "media_type"), FORMATS)
def test_a_picture_is_drawn_in_a_process_of_its_own(form, media_type):
    given = image(form)
    assert redrawn(BytesIO(given), media_type, "demo").read() == kept(given, media_type)


@pytest.mark.parametrize(
    ("content", "word"),
    [(image("PNG"), ""), (png_of(10_000, 9_000), "pixels"), (png_of(60_000, 60_000), "pixels"), (b"", "damaged")],
    ids=["sound", "large", "bomb", "nothing"],
)
def test_the_drawer_leaves_with_a_word(monkeypatch, content, word):
    output = BytesIO()
    monkeypatch.setattr(sys, "argv", ["image_drawer", "image/png"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(content)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=output))
    assert image_drawer.main() == word
    assert bool(output.getvalue()) == (word == "")


def test_a_zip_after_a_picture_does_not_survive():
    result = kept(image() + archive({"evil.class": b"x"}))
    assert b"evil.class" not in result
