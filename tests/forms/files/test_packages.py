"""Documents and spreadsheets: told by what they declare inside, and refused where anything in them acts."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile, ZipInfo

import pytest

from forms.files import packages, zips
from forms.files.refused import UploadRefused
from tests.forms.files.making import DOCX, MANIFEST, ODS, ODT, XLSX, archive, docx, odt, relations, types, xlsx

MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def told(content: bytes) -> str | None:
    return packages.told(BytesIO(content), "demo")


def check(content: bytes) -> None:
    packages.check(BytesIO(content), "demo")


def refused(content: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        check(content)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(docx(), DOCX), (xlsx(), XLSX), (odt(), ODT), (odt(kind=ODS), ODS)],
    ids=["docx", "xlsx", "odt", "ods"],
)
def test_a_document_is_told_by_its_types_and_let_in(content, media_type):
    assert told(content) == media_type
    check(content)


@pytest.mark.parametrize(
    "content",
    [
        archive({"readme.txt": "Hej"}),
        archive({"mimetype": "application/epub+zip", "content.xml": "<a/>"}),
        docx(main=MACRO),
        docx(main="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
        archive({"a.txt": "first", "mimetype": ODT}),
    ],
    ids=["zip", "epub", "docm", "pptx", "mimetype not first"],
)
def test_any_other_archive_is_of_no_type(content):
    assert told(content) is None


def external(kind: str, target: str) -> dict[str, str | bytes]:
    return {"word/_rels/main.xml.rels": relations((kind, target, "External"))}


@pytest.mark.parametrize("target", ["https://demo.example/", "mailto:demo@demo.example", "#chapter", "other.docx"])
def test_links_to_the_web_are_let_in(target):
    check(docx(external("hyperlink", target)))


ACTING = {
    "macros": docx({"word/vbaProject.bin": b"x"}),
    "macros by type": docx(extra='<Override PartName="/x" ContentType="application/vnd.ms-office.vbaProject"/>'),
    "controls": docx({"word/activeX/activeX1.xml": "<a/>"}),
    "an embedded program": docx({"word/embeddings/oleObject1.bin": b"x"}),
    "an embedded document": docx({"word/embeddings/other.docx": docx()}),
    "a template from elsewhere": docx(external("attachedTemplate", "https://demo.example/evil.dotm")),
    "a picture from elsewhere": docx(external("image", "https://demo.example/pixel.png")),
    "a link to the disk": docx(external("hyperlink", "file:///c:/x")),
    "a link to a server": docx(external("hyperlink", "\\\\server\\share")),
    "a link to a script": docx(external("hyperlink", "javascript:alert(1)")),
    "a document type": docx({"word/x.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
    "Basic": odt({"Basic/Standard/Module1.xml": "<a/>"}),
    "scripts": odt({"Scripts/python/evil.py": "x"}),
    "an event": odt({"content.xml": '<o xmlns:x="u"><e x:href="vnd.sun.star.script:evil.py$run"/></o>'}),
    "a picture on a disk": odt({"content.xml": '<o xmlns:x="u"><i x:href="file:///etc/passwd"/></o>'}),
    "an entity": odt({"styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
    "an object": odt(
        {"META-INF/manifest.xml": MANIFEST.format('<m:e m:media-type="application/vnd.sun.star.oleobject"/>')}
    ),
}


@pytest.mark.parametrize("content", ACTING.values(), ids=ACTING.keys())
def test_what_acts_is_refused(content):
    assert refused(content) == "file_unsafe"


def test_a_part_may_be_empty():
    check(odt({"Configurations2/accelerator/current.xml": ""}))


def test_the_table_behind_a_chart_is_let_in():
    check(docx({"word/embeddings/Table1.xlsx": xlsx()}))


def test_the_table_behind_a_chart_is_looked_into():
    assert refused(docx({"word/embeddings/Table1.xlsx": xlsx({"xl/vbaProject.bin": b"x"})})) == "file_unsafe"


def test_a_table_within_a_table_within_is_too_much():
    assert refused(docx({"embeddings/a.xlsx": xlsx({"embeddings/b.xlsx": xlsx()})})) == "file_unsafe"


def test_an_encrypted_document_asks_for_one_without():
    manifest = MANIFEST.format("<m:file-entry><m:encryption-data/></m:file-entry>")
    assert refused(odt({"META-INF/manifest.xml": manifest})) == "file_password"


def with_flag(content: bytes, flag: int) -> bytes:
    """`content` with a flag of its first part set, in the part and in the directory."""
    changed = bytearray(content)
    struct.pack_into("<H", changed, 6, flag)
    struct.pack_into("<H", changed, content.index(b"PK\x01\x02") + 8, flag)
    return bytes(changed)


def test_an_encrypted_part_asks_for_one_without():
    assert refused(with_flag(docx(), 1)) == "file_password"


@pytest.mark.parametrize(
    "name",
    ["../evil", "word/../../evil", "/etc/passwd", "c:evil", "word\\evil", "word//evil", "./evil"],
)
def test_names_that_lead_out_are_refused(name):
    assert refused(docx({name: "x"})) == "file_unsafe"


def test_two_parts_of_one_name_are_refused():
    assert refused(docx({"MAIN.xml": "<a/>"})) == "file_unsafe"


def test_a_link_is_refused():
    target = BytesIO(docx())
    with ZipFile(target, "a") as packed:
        link = ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    assert refused(target.getvalue()) == "file_unsafe"


def test_unusual_packing_is_refused():
    target = BytesIO(docx())
    with ZipFile(target, "a", ZIP_BZIP2) as packed:
        packed.writestr("word/x.xml", "<a/>")
    assert refused(target.getvalue()) == "file_unsafe"


@pytest.mark.parametrize("content", [b"MZ" + docx(), docx() + b"\n<script>"], ids=["before", "after"])
def test_nothing_may_lie_around_the_archive(content):
    assert refused(content) in {"file_unsafe", "file_damaged"}


def test_a_comment_is_refused():
    target = BytesIO(docx())
    with ZipFile(target, "a") as packed:
        packed.comment = b"<html>"
    assert refused(target.getvalue()) == "file_unsafe"


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert refused(docx({"word/a.xml": b" " * 11_000_000})) == "file_unsafe"


def test_more_than_a_document_may_unpack_to_is_refused(monkeypatch):
    monkeypatch.setattr(zips, "MOST_UNPACKED", 1_000)
    assert refused(docx({"word/a.bin": bytes(range(256)) * 8})) == "file_unsafe"


def test_a_part_that_lies_about_its_size_is_damaged():
    """What is unpacked is no more than the directory says, and then the checksum is wrong."""
    content = bytearray(docx({"word/a.bin": b"\0" * 5_000_000}))
    at = content.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<L", content, at + 24) == (5_000_000,)
    struct.pack_into("<L", content, at + 24, 100)
    assert refused(bytes(content)) == "file_damaged"


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(zips, "MOST_PARTS", 2)
    assert refused(docx()) == "file_unsafe"


def test_too_long_a_directory_is_refused(monkeypatch):
    monkeypatch.setattr(zips, "LARGEST_DIRECTORY", 10)
    assert refused(docx()) == "file_unsafe"


def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(packages, "MOST_ELEMENTS", 2)
    assert refused(odt()) == "file_unsafe"


def test_a_part_that_was_changed_is_damaged():
    content = docx({"word/a.bin": b"Hej hej hej"})
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = packed.compress(b"Hej hej hej") + packed.flush()
    assert refused(content.replace(squeezed, squeezed[:-2] + b"\xff\xff")) == "file_damaged"


def test_xml_that_is_none_is_damaged():
    assert refused(docx({"word/a.xml": "<a><b></a>"})) == "file_damaged"


def test_types_that_are_none_are_damaged():
    with pytest.raises(UploadRefused, match="file_damaged"):
        told(archive({"[Content_Types].xml": types(f"{DOCX}.main+xml")[:-5]}))


def test_an_archive_without_its_end_is_damaged():
    assert refused(docx()[:-10]) == "file_damaged"
