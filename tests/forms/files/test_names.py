"""What a file is called."""

import pytest

from forms.files.names import LONGEST, fitting, readable


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Rapport 2026.pdf", "Rapport 2026.pdf"),
        ("C:\\Users\\demo\\rapport.pdf", "rapport.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.exe"),
        ("A\u030angbåt.png", "Ångbåt.png"),
        ("...", "file"),
        ("", "file"),
        (None, "file"),
        (".htaccess", "htaccess"),
        ("a/", "file"),
    ],
)
def test_a_name_is_one_readable_line(given, name):
    assert readable(given) == name


@pytest.mark.parametrize(
    ("name", "media_type", "fits"),
    [
        ("a.pdf", "application/pdf", "a.pdf"),
        ("a.JPEG", "image/jpeg", "a.JPEG"),
        ("a.png", "image/jpeg", "a.jpg"),
        ("a.exe", "application/pdf", "a.exe.pdf"),
        ("a", "text/csv", "a.csv"),
        ("Bilaga nr. 2", "application/pdf", "Bilaga nr. 2.pdf"),
        ("a.pdf.png", "application/pdf", "a.pdf.pdf"),
    ],
)
def test_the_ending_fits_the_type(name, media_type, fits):
    assert fitting(name, media_type) == fits


@pytest.mark.parametrize("name", ["å" * 300, "å" * 300 + ".pdf", "å" * 199 + ".docx"])
def test_a_long_name_is_cut_before_its_ending(name):
    cut = fitting(readable(name), "application/pdf")
    assert len(cut) == LONGEST
    assert cut.endswith(".pdf")
