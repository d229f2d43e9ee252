"""Texts and tables as text."""

import codecs
from io import BytesIO

import pytest

from forms.files import texts
from forms.files.refused import UploadRefused


def check(content: bytes) -> None:
    texts.check(BytesIO(content), "demo")


def refused(content: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        check(content)
    return caught.value.code


@pytest.mark.parametrize(
    "content",
    [
        "Åtgärd;Ton\r\nSolel;1,5\r\n".encode(),
        codecs.BOM_UTF8 + "Åtgärd;Ton\n".encode(),
        "Åtgärd;Ton\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Åtgärd;Ton\n".encode("utf-16-be"),
        b"=1+1;@SUM(A1)\n-2;+3\n",
        b"a\tb\n1 < 2 and 3 > 2\n",
        b"Email <demo@demo.example>\n",
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16, big end first", "formulas", "signs", "angle brackets"],
)
def test_texts_are_let_in(content):
    check(content)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"a;b\n\x1b[31m\n",
        b"a\0b",
        "a\x00b".encode("utf-16"),
        "a\x9bb".encode(),
        codecs.BOM_UTF32_LE + "a".encode("utf-32-le"),
    ],
    ids=["exe", "elf", "escape", "nul", "nul in utf-16", "control of 8 bits", "utf-32"],
)
def test_what_is_no_text_is_refused(content):
    assert refused(content) == "file_type"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Hej</body></html>",
        b"  \n<!DOCTYPE html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<?php echo 1;",
        b"#!/bin/sh\nrm -r x\n",
        b"a;b\n1;<script>alert(1)</script>\n",
        "<svg/>".encode("utf-16"),
        codecs.BOM_UTF8 + b"<html>",
    ],
    ids=["html", "doctype", "svg", "xml", "php", "shell", "csv", "utf-16", "mark"],
)
def test_pages_drawings_and_programs_are_refused(content):
    assert refused(content) == "file_type"


def test_markup_between_two_pieces_is_found():
    filler = b"a" * (256 * 1024 - 4)
    assert refused(filler + b"<script>") == "file_type"


@pytest.mark.parametrize(
    "content", ["Åtgärd".encode("cp1252"), b"abc\xc3", "Å".encode("utf-16") + b"\x00"], ids=["old", "cut", "odd"]
)
def test_an_unknown_encoding_is_refused_with_a_remedy(content):
    assert refused(content) == "file_encoding"


def test_a_letter_between_two_pieces_is_one_letter():
    check(b"a" * (256 * 1024 - 1) + "Å".encode())


@pytest.mark.parametrize(("name", "media_type"), [("a.CSV", "text/csv"), ("a.txt", "text/plain"), ("a", "text/plain")])
def test_a_table_is_told_by_its_name(name, media_type):
    assert texts.media_type(name) == media_type
