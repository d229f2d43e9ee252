"""Text in one line and in several: what is tidied, what is refused."""

import unicodedata

import pytest

from forms.engine.evaluate import evaluate
from tests.forms.engine.small_forms import cleaned, one_step, parsed, question, refusal, text

LONG = question("long_text")


def test_one_line_is_made_of_several() -> None:
    assert cleaned(text(), " Ett\r\n  två\t tre\u2028fyra ") == "Ett två tre fyra"


@pytest.mark.parametrize("written", ["Ett\r\n\r\ntvå", "Ett\r\rtvå", "\nEtt\n\ntvå\r\n"])
def test_long_text_keeps_its_lines_with_one_kind_of_line_end(written: str) -> None:
    assert cleaned(LONG, written) == "Ett\n\ntvå"


def test_long_text_keeps_its_inner_spaces() -> None:
    assert cleaned(LONG, "a\tb  c") == "a\tb  c"


@pytest.mark.parametrize("kind", ["text", "long_text"])
def test_text_is_composed(kind: str) -> None:
    decomposed = unicodedata.normalize("NFD", "Borgå å ö")
    assert decomposed != "Borgå å ö"
    assert cleaned(question(kind), decomposed) == "Borgå å ö"


@pytest.mark.parametrize("kind", ["text", "long_text"])
@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x01",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1f",
        "\x7f",
        "\x85",
        "\x9f",
        "\ud800",
        "\ufdd0",
        "\ufffe",
        "\uffff",
    ],
)
def test_what_cannot_be_stored_is_refused(kind: str, character: str) -> None:
    assert refusal(question(kind), f"a{character}b") == ("unstorable_characters", {})


@pytest.mark.parametrize("character", ["\U0001f600", "\ufeff", "\u200d", "é", "漢", "\ue000"])
def test_what_can_be_stored_is_kept(character: str) -> None:
    assert cleaned(text(), f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize("kind", ["text", "long_text"])
def test_text_fills_its_length_and_no_more(kind: str) -> None:
    assert cleaned(question(kind, max_length=3), " åäö ") == "åäö"
    assert refusal(question(kind, max_length=3), "åäöx") == ("too_long", {"max": 3, "length": 4})


def test_length_counts_what_is_kept() -> None:
    assert cleaned(text(max_length=3), "a    b") == "a b"


def test_characters_that_grow_when_composed_count_as_long_as_they_become() -> None:
    growing = "\u0958"
    assert len(unicodedata.normalize("NFC", growing)) == 2
    assert refusal(text(max_length=3), growing * 2) == ("too_long", {"max": 3, "length": 4})


def test_length_has_a_default() -> None:
    assert cleaned(text(), "x" * 500) == "x" * 500
    assert refusal(text(), "x" * 501)[0] == "too_long"
    assert cleaned(LONG, "x" * 5000) == "x" * 5000
    assert refusal(LONG, "x" * 5001)[0] == "too_long"


@pytest.mark.parametrize("kind", ["text", "long_text", "email", "business_id_fi"])
@pytest.mark.parametrize("raw", [1, 1.5, True, ["a"], {"a": "b"}])
def test_text_is_text(kind: str, raw: object) -> None:
    assert refusal(question(kind), raw) == ("wrong_type_text", {})


@pytest.mark.parametrize("raw", ["anna@exempel.example", "a.b+c@mail.exempel.example", "ÅSA@Örn.example"])
def test_email_is_kept_as_written(raw: str) -> None:
    assert cleaned(question("email"), f" {raw}\n") == raw


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "anna",
            "@exempel.example",
            "anna@",
            "anna@exempel",
            "anna@exempel.",
            "anna@.example",
            "anna@exempel..example",
        ),
        *("anna@@exempel.example", "an na@exempel.example", "anna@exem pel.example", "a@b.example, c@d.example"),
        *("Anna <anna@exempel.example>", "mailto:anna@exempel.example", "a@b.example;c@d.example", '"a"@b.example'),
    ],
)
def test_what_is_no_email_address_is_refused(raw: str) -> None:
    assert refusal(question("email"), raw) == ("email", {})


def test_email_has_the_length_that_mail_allows() -> None:
    longest = "a" * (254 - len("@b.example")) + "@b.example"
    assert cleaned(question("email"), longest) == longest
    assert refusal(question("email"), "a" + longest) == ("too_long", {"max": 254, "length": 255})


@pytest.mark.parametrize("kind", ["text", "long_text", "email", "business_id_fi", "number"])
@pytest.mark.parametrize("raw", [None, "", "  ", "\n\t", "\u00a0", [], [""], ["", " "]])
def test_what_is_left_empty_is_no_answer(kind: str, raw: object) -> None:
    outcome = evaluate(one_step(question(kind)), {"q": raw})
    assert (outcome.cleaned, outcome.errors) == ({}, ())


@pytest.mark.parametrize("kind", ["text", "long_text", "email", "business_id_fi"])
def test_text_is_shown_as_it_is(kind: str) -> None:
    asked = parsed(question(kind))
    assert asked.display({"q": "1 < 2"}, "fi") == ["1 < 2"]
    assert asked.display({}, "fi") == []
