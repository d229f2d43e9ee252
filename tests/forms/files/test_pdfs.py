"""PDF documents: kept as they are, or refused."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from forms.files import apart
from forms.files import pdf as documents
from forms.files.pdf_reader import verdict
from forms.files.refused import UploadRefused
from tests.forms.files.making import action, pdf, pdf_that_unpacks_to


def check(content: bytes) -> None:
    documents.check(BytesIO(content), "demo")


def refused(content: bytes) -> str:
    with pytest.raises(UploadRefused) as caught:
        check(content)
    return caught.value.code


def read(content: bytes) -> str:
    return verdict(BytesIO(content))


def test_a_plain_document_is_let_in():
    check(pdf(pages=2))


@pytest.mark.parametrize("after", [b"", b"\n", b"\r\n\r\n", b" " * 200])
def test_white_space_may_follow_the_end(after):
    check(pdf().rstrip() + after)


@pytest.mark.parametrize("after", [b"<html>", b"PK", b" " * 600, b"\nMZ\x90"])
def test_nothing_else_may_follow_the_end(after):
    assert refused(pdf() + after) == "file_damaged"


ACTING = {
    "a script when it is opened": {"OpenAction": action("JavaScript", JS="app.alert(1)")},
    "a named script": {"Names": Dictionary(JavaScript=Dictionary(Names=Array(["a", action("JavaScript", JS="1")])))},
    "a script as the next action": {"A": action("URI", URI="https://demo.example", Next=action("JavaScript", JS="1"))},
    "a program when it is opened": {"OpenAction": action("Launch", F="cmd.exe")},
    "a form that is sent": {"A": action("SubmitForm", F="https://demo.example")},
    "another file": {"A": action("GoToR", F="\\\\server\\file.pdf")},
    "a file within": {"Names": Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))},
    "a specification of a file within": {"X": Dictionary(Type=Name.Filespec, EF=Dictionary())},
    "a form that is a program": {"AcroForm": Dictionary(XFA=Array([]))},
    "a film": {"X": Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)},
    "a link to a script": {"A": action("URI", URI="javascript:alert(1)")},
    "a link to the disk": {"A": action("URI", URI="file:///etc/passwd")},
    "a link to a server": {"A": action("URI", URI="\\\\server\\share")},
}


@pytest.mark.parametrize("root", ACTING.values(), ids=ACTING.keys())
def test_what_acts_is_not_let_in(root):
    assert read(pdf(**root)) == "unsafe"


def test_a_document_that_acts_is_refused():
    assert refused(pdf(OpenAction=action("JavaScript", JS="app.alert(1)"))) == "file_unsafe"


def test_a_hidden_name_is_seen_through():
    content = pdf(OpenAction=action("JavaScript", JS="1")).replace(b"/JavaScript", b"/J#61vaScript")
    assert read(content.replace(b"/JS", b"/#4AS")) in {"unsafe", "damaged"}


def test_what_no_page_uses_is_looked_at_too():
    document = pikepdf.new()
    document.add_blank_page()
    stray = document.make_indirect(action("Launch", F="cmd.exe"))
    document.Root["/X"] = Array([stray])
    target = BytesIO()
    document.save(target)
    assert read(target.getvalue()) == "unsafe"


def test_a_script_in_a_packed_list_of_objects_is_found():
    document = pikepdf.new()
    document.add_blank_page()
    document.Root["/OpenAction"] = document.make_indirect(action("JavaScript", JS="1"))
    target = BytesIO()
    document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in target.getvalue()
    assert read(target.getvalue()) == "unsafe"


@pytest.mark.parametrize("address", ["https://demo.example/a", "mailto:demo@demo.example", "www.demo.example", "#2"])
def test_links_to_the_web_are_let_in(address):
    assert read(pdf(A=action("URI", URI=address))) == ""


def test_words_that_only_speak_of_scripts_are_let_in():
    assert read(pdf(Info=pikepdf.String("On /JavaScript and /JS in documents"))) == ""


@pytest.mark.parametrize("user", ["secret", ""])
def test_an_encrypted_document_asks_for_one_without(user):
    assert refused(pdf(encryption=pikepdf.Encryption(owner="owner", user=user))) == "file_password"


def test_a_document_without_pages_is_damaged():
    assert refused(pdf(pages=0)) == "file_damaged"


def test_half_a_document_is_damaged():
    whole = pdf(pages=20)
    assert refused(whole[: len(whole) // 2] + b"\n%%EOF") == "file_damaged"


def test_a_document_that_would_have_to_be_repaired_is_damaged():
    assert read(pdf().replace(b"startxref\n", b"startxref\n9")) == "damaged"


def test_a_small_document_may_unpack_to_more():
    check(pdf_that_unpacks_to(1))


def test_a_document_that_unpacks_beyond_all_measure_is_given_up():
    bomb = pdf_that_unpacks_to(100)
    assert len(bomb) < 200_000
    assert refused(bomb) == "file_damaged"


def test_a_reader_that_does_not_come_to_an_end_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "LONGEST_WAIT", 0.001)
    assert refused(pdf()) == "file_damaged"
