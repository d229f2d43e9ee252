"""Telephones, web addresses, postal codes and postal addresses: what is refused, and why."""

import pytest

from forms.engine.base import Json
from forms.engine.evaluate import evaluate
from tests.forms.engine.small_forms import cleaned, one_step, parsed, question, refusal

ADDRESS = question("address")
WHOLE = {"street": "Ån 1", "postal_code": "06100", "city": "Borgå"}


@pytest.mark.parametrize(
    "raw", ["1234", "+", "++358401234567", "040+1234567", "1" * 16, "040 123 456 x", "\u0660\u0664\u0660123456", "tel"]
)
def test_what_is_no_telephone_number_is_refused(raw: str) -> None:
    assert refusal(question("phone"), raw) == ("phone", {})


@pytest.mark.parametrize(("raw", "kept"), [("12345", "12345"), ("1" * 15, "1" * 15), ("019\u2013520 211", "019520211")])
def test_a_telephone_number_is_kept_as_digits(raw: str, kept: str) -> None:
    assert cleaned(question("phone"), raw) == kept


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "firm",
            "https://",
            "https://firm",
            "ftp://firm.example",
            "javascript://firm.example/%0aalert(1)",
            "//firm.example",
        ),
        *(
            "https://firm example",
            "https://firm.example:port",
            "https://[::1",
            "https://[::1]/",
            "https://.example",
            "a..example",
        ),
        *("https://firm_name.example", f"https://{'a' * 64}.example", "mailto:info@", "javascript:alert(1)"),
    ],
)
def test_what_is_no_web_address_is_refused(raw: str) -> None:
    assert refusal(question("url"), raw) == ("url", {})


@pytest.mark.parametrize("raw", ["https://me@firm.example", "me:pw@firm.example", "https://:@firm.example"])
def test_a_web_address_says_no_login(raw: str) -> None:
    assert refusal(question("url"), raw) == ("url_login", {})


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("borgå.example/väg?å#ö", "https://borgå.example/väg?å#ö"),
        ("firm.example:8080", "https://firm.example:8080"),
        ("firm.example/?next=https://other.example", "https://firm.example/?next=https://other.example"),
        ("http://firm.example", "http://firm.example"),
    ],
)
def test_a_web_address_has_a_scheme(raw: str, kept: str) -> None:
    assert cleaned(question("url"), raw) == kept


def test_a_web_address_is_as_long_as_it_may_be_with_its_scheme() -> None:
    longest = "firm.example/" + "a" * (2000 - len("https://firm.example/"))
    assert cleaned(question("url"), longest) == f"https://{longest}"
    assert refusal(question("url"), f"{longest}a") == ("too_long", {"max": 2000, "length": 2001})


@pytest.mark.parametrize("raw", ["0610", "061000", "06 10 0", "SE-06100", "FIN-06100", "\u0660\u0666100", "x06100"])
def test_what_is_no_postal_code_is_refused(raw: str) -> None:
    assert refusal(question("postal_code"), raw) == ("postal_code", {})


@pytest.mark.parametrize("raw", ["06100", "06 100", "FI-06100", "fi 06100", "F-06100", "FI06100"])
def test_a_postal_code_is_kept_as_five_digits(raw: str) -> None:
    assert cleaned(question("postal_code"), raw) == "06100"


@pytest.mark.parametrize("part", ["street", "postal_code", "city"])
@pytest.mark.parametrize("raw", [None, "", " ", []])
def test_an_address_has_all_its_parts(part: str, raw: Json) -> None:
    outcome = evaluate(one_step(ADDRESS), {"q": WHOLE | {part: raw}})
    assert [(error.code, error.key, error.pointer) for error in outcome.errors] == [
        ("required", f"q:{part}", f"/q/{part}")
    ]


@pytest.mark.parametrize(
    ("part", "raw", "code"),
    [
        ("street", "x" * 201, "too_long"),
        ("street", "a\x00", "unstorable_characters"),
        ("city", "\ud800", "unstorable_characters"),
        ("city", 5, "wrong_type_text"),
        ("postal_code", "6100", "postal_code"),
        ("postal_code", {"a": 1}, "wrong_type_text"),
    ],
)
def test_each_part_of_an_address_is_checked_at_its_place(part: str, raw: Json, code: str) -> None:
    (error,) = evaluate(one_step(ADDRESS), {"q": WHOLE | {part: raw}}).errors
    assert (error.code, error.path, error.question) == (code, ("q", part), "q")


@pytest.mark.parametrize("raw", ["Ån 1, Borgå", ["Ån 1"], 5, True])
def test_an_address_is_an_object(raw: Json) -> None:
    assert refusal(ADDRESS, raw) == ("wrong_type_address", {})


@pytest.mark.parametrize(
    ("key", "shown"), [("country", "country"), ("\ud800\x00", "\ufffd\ufffd"), ("x" * 99, "x" * 64)]
)
def test_a_part_that_no_address_has_is_named_in_the_error(key: str, shown: str) -> None:
    assert refusal(ADDRESS, WHOLE | {key: "x"}) == ("unknown_key", {"key": shown})


def test_an_address_is_optional_as_a_whole() -> None:
    assert evaluate(one_step(ADDRESS), {"q": dict.fromkeys(WHOLE, " ")}).errors == ()
    (error,) = evaluate(one_step(ADDRESS | {"required": True}), {"q": dict.fromkeys(WHOLE, "")}).errors
    assert (error.code, error.path) == ("required", ("q",))


def test_an_address_that_is_no_address_is_shown_as_nothing() -> None:
    assert parsed(ADDRESS).display({"q": "x"}, "sv") == []
