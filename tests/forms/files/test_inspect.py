"""The façade: what is let in by which question, whatever it is called."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from forms.engine.questions.upload import MEDIA_TYPES, MEGABYTE
from forms.files import inspect as front
from forms.files.inspect import Inspected, inspect
from forms.files.refused import UploadRefused
from tests.forms.files.making import archive, docx, image, odt, pdf, png_chunk, uploaded, xlsx

EVERYTHING = tuple(media_type for types in MEDIA_TYPES.values() for media_type in types)


def let_in(content: bytes, name: str = "demo", accept=EVERYTHING, max_mb: int = 1) -> Inspected:
    return inspect(uploaded(content, name), accept=accept, max_mb=max_mb)


def refused(content: bytes, name: str = "demo", accept=EVERYTHING, max_mb: int = 1) -> UploadRefused:
    with pytest.raises(UploadRefused) as caught:
        let_in(content, name, accept, max_mb)
    return caught.value


@pytest.mark.parametrize(
    ("content", "media_type", "name"),
    [
        (pdf(), "application/pdf", "demo.pdf"),
        (image(), "image/jpeg", "demo.jpg"),
        (image("PNG"), "image/png", "demo.png"),
        (image("WEBP"), "image/webp", "demo.webp"),
        (docx(), MEDIA_TYPES["document"][0], "demo.docx"),
        (odt(), MEDIA_TYPES["document"][1], "demo.odt"),
        (xlsx(), MEDIA_TYPES["spreadsheet"][0], "demo.xlsx"),
        (b"Hej", "text/plain", "demo.txt"),
    ],
    ids=["pdf", "jpeg", "png", "webp", "docx", "odt", "xlsx", "text"],
)
def test_each_type_is_told_by_its_content(content, media_type, name):
    found = let_in(content)
    assert (found.media_type, found.name) == (media_type, name)


def test_what_is_not_a_picture_is_kept_byte_for_byte():
    for content in (pdf(), docx(), b"Hej"):
        found = let_in(content).content
        found.seek(0)
        assert found.read() == content


def test_the_size_is_that_of_what_is_kept():
    found = let_in(image() + b"hidden" * 1000).content
    found.seek(0)
    assert found.size == len(found.read()) < 6000


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
RENAMED = {
    "program as PDF": (b"MZ\x90\0" + b"\0" * 200, "report.pdf"),
    "SVG as PNG": (SVG, "logo.png"),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"),
    "page as text": (b"<!doctype html><script>alert(1)</script>", "notes.txt"),
    "archive": (archive({"a.txt": "x"}), "a.zip"),
    "archive as document": (archive({"a.txt": "x"}), "a.docx"),
    "macros as document": (docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "a.docx"),
    "GIF as PNG": (image("GIF"), "a.png"),
    "old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "a.doc"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "a.pdf"),
    "gzip": (b"\x1f\x8b\x08\0" + b"\0" * 50, "a.txt"),
}


@pytest.mark.parametrize(("content", "name"), RENAMED.values(), ids=RENAMED.keys())
def test_other_types_are_refused_whatever_they_are_called(content, name):
    error = refused(content, name)
    assert (error.code, error.params) == ("file_type", {"name": name})


def test_a_page_before_a_pdf_is_neither():
    assert refused(b"<html>" + pdf(), "a.pdf", accept=MEDIA_TYPES["pdf"]).code == "file_type"


def test_a_type_that_this_question_does_not_take_is_refused():
    assert refused(pdf(), accept=MEDIA_TYPES["image"]).code == "file_type"
    assert refused(b"Hej", accept=MEDIA_TYPES["pdf"]).code == "file_type"


TWO_THINGS = {
    "picture and archive": image() + archive({"evil.class": b"x"}),
    "picture and page": image(comment=b"<script>alert(1)</script>"),
    "picture and program": image("PNG").replace(
        png_chunk(b"IEND", b""), png_chunk(b"tEXt", b"a\0<?php evil();") + png_chunk(b"IEND", b"")
    ),
    "PDF and page": pdf().replace(b"%PDF-1.", b"%PDF-1.4\n<html><script>alert(1)</script>\n%PDF-1.", 1),
    "PDF and archive": pdf().replace(b"%%EOF", b"%" + archive({"a": b"x"}) + b"\n%%EOF"),
}


@pytest.mark.parametrize("content", TWO_THINGS.values(), ids=TWO_THINGS.keys())
def test_what_is_two_things_at_once_is_refused(content):
    assert refused(content).code == "file_unsafe"


def test_an_empty_file_is_refused():
    assert refused(b"").code == "file_empty"


def test_a_file_may_be_exactly_as_large_as_the_question_says():
    text = b"a" * MEGABYTE
    assert let_in(text).content.size == MEGABYTE
    error = refused(text + b"a")
    assert (error.code, error.params) == ("file_size", {"name": "demo", "max": 1})


def test_a_picture_that_grows_beyond_the_limit_when_drawn_anew_is_refused():
    noise = Image.effect_noise((1600, 1600), 100)
    target = BytesIO()
    noise.save(target, "JPEG", quality=40)
    assert len(target.getvalue()) < MEGABYTE
    assert refused(target.getvalue()).code == "file_size"


def test_a_file_on_disk_is_not_read_into_memory(tmp_path):
    """Pieces of a file, and never all of it, are asked for."""
    asked = []

    class Watched(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size)
            return super().read(size)

    content = b"a" * 600_000
    inspect(UploadedFile(Watched(content), "a.txt", size=len(content)), accept=EVERYTHING, max_mb=1)
    assert asked
    assert all(size is not None and 0 < size <= 256 * 1024 for size in asked)


def test_files_are_looked_at_one_after_another(monkeypatch):
    monkeypatch.setattr(front, "LONGEST_WAIT", 0)
    assert front._turn.acquire()
    try:
        assert refused(b"Hej").code == "uploads_busy"
    finally:
        front._turn.release()
    assert let_in(b"Hej").name == "demo.txt"


def test_the_turn_passes_on_after_a_refusal():
    assert refused(b"\0").code == "file_type"
    assert let_in(b"Hej").name == "demo.txt"
