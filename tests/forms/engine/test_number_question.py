"""Numbers, as typed in three languages and as given in JSON."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from tests.forms.engine.small_forms import cleaned, parsed, question, refusal

NUMBER = question("number")
NBSP, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("typed", "sv", "en"),
    [
        ("7", 7, 7),
        (" 7 ", 7, 7),
        ("+7", 7, 7),
        ("-7", -7, -7),
        (f"{MINUS}7,25", -7.25, -7.25),
        ("1,5", 1.5, 1.5),
        ("1.5", 1.5, 1.5),
        ("1 234,5", 1234.5, 1234.5),
        (f"1{NBSP}234,5", 1234.5, 1234.5),
        (f"1{NARROW}234{NARROW}567", 1234567, 1234567),
        ("1'234", 1234, 1234),
        ("1,234", 1.234, 1234),
        ("1,234.5", None, 1234.5),
        ("12,345,678", None, 12345678),
        ("1,23", 1.23, 1.23),
        ("1,2345", 1.2345, 1.2345),
        ("1.234", 1.234, 1.234),
        ("1.234,5", None, None),
        ("0,10", 0.1, 0.1),
        ("-0", 0, 0),
        ("007", 7, 7),
        ("2,0", 2, 2),
    ],
)
def test_typed_numbers_are_read_the_way_of_the_language(typed: str, sv: float | None, en: float | None) -> None:
    for locale, expected in (("sv", sv), ("fi", sv), ("en", en)):
        if expected is None:
            assert refusal(NUMBER, typed, locale) == ("number", {})
        else:
            value = cleaned(NUMBER, typed, locale)
            assert value == expected
            assert type(value) is type(expected)


@pytest.mark.parametrize(
    "typed",
    [
        *("1e5", "1E5", "0x10", "nan", "NaN", "inf", "-inf", "Infinity", "1_000", "١٢", "１", "½", "²", "abc", "1 m"),
        *(
            "1,",
            ",5",
            ".5",
            "1..5",
            "1,,5",
            "--1",
            "+-1",
            "1-",
            "-",
            "1 , 5",
            "1,2,3",
            "1  234",
            "1 2 x",
            "=1+1",
            "1\x00",
        ),
    ],
)
@pytest.mark.parametrize("locale", ["sv", "fi", "en"])
def test_what_is_no_number_is_refused(typed: str, locale: str) -> None:
    assert refusal(NUMBER, typed, locale) == ("number", {})


@pytest.mark.parametrize("raw", [True, False, ["1"], [1], {"a": 1}, float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_in_json_is_refused(raw: Json) -> None:
    assert refusal(NUMBER, raw) == ("number", {})


@pytest.mark.parametrize(
    "raw", [10**15 + 1, -(10**15) - 1, 1e16, -1e300, 10**400, -(10**400), "1000000000000001", "9" * 400]
)
def test_what_is_too_large_is_refused(raw: Json) -> None:
    assert refusal(NUMBER, raw) == ("number_too_large", {})


def test_a_number_too_long_to_be_written_out_is_refused() -> None:
    assert refusal(NUMBER, 10**5000) == ("number_too_large", {})


@pytest.mark.parametrize("typed", ["9" * 401, "0," + "1" * 400, "1 " * 400 + "1"])
def test_a_text_of_hundreds_of_digits_is_refused(typed: str) -> None:
    assert refusal(NUMBER, typed) == ("number", {})


@pytest.mark.parametrize("raw", [10**15, -(10**15), "1 000 000 000 000 000"])
def test_the_largest_numbers_are_accepted(raw: Json) -> None:
    assert abs(cleaned(NUMBER, raw)) == 10**15


@pytest.mark.parametrize(("raw", "expected"), [(3, 3), (3.0, 3), (-0.0, 0), (0.1, 0.1), (1e-7, 1e-7), (1e3, 1000)])
def test_numbers_of_json_are_whole_where_they_can_be(raw: Json, expected: float) -> None:
    value = cleaned(NUMBER, raw)
    assert json.dumps(value) == json.dumps(expected)


def test_a_number_that_rounds_to_a_whole_one_is_whole() -> None:
    assert json.dumps(cleaned(NUMBER, "999999999999999,99")) == "1000000000000000"


def test_bounds_include_their_ends() -> None:
    bounded = question("number", min=0.1, max=10)
    assert cleaned(bounded, "0,1") == 0.1
    assert cleaned(bounded, 10) == 10
    assert refusal(bounded, "0,09") == ("number_min", {"min": 0.1})
    assert refusal(bounded, "10,01") == ("number_max", {"max": 10})


def test_zero_is_a_bound() -> None:
    assert refusal(question("number", min=0), -1) == ("number_min", {"min": 0})
    assert refusal(question("number", max=0), 1) == ("number_max", {"max": 0})


@pytest.mark.parametrize(("decimals", "typed"), [(0, "1,5"), (1, "1,25"), (2, "0,001"), (6, "0,0000001")])
def test_more_decimals_than_allowed_are_refused(decimals: int, typed: str) -> None:
    assert refusal(question("number", decimals=decimals), typed) == ("number_decimals", {"decimals": decimals})


@pytest.mark.parametrize(("decimals", "typed"), [(0, "1,000"), (1, "1,50"), (2, "0,29"), (6, "999999999999999,5")])
def test_as_many_decimals_as_allowed_are_accepted(decimals: int, typed: str) -> None:
    assert cleaned(question("number", decimals=decimals), typed) == float(typed.replace(",", "."))


@pytest.mark.parametrize(
    ("locale", "shown"), [("sv", f"1{NBSP}234,5 MWh"), ("fi", f"1{NBSP}234,5 MWh"), ("en", "1,234.5 MWh")]
)
def test_a_number_is_shown_the_way_of_the_language(locale: str, shown: str) -> None:
    assert parsed(question("number", unit="MWh")).display({"q": 1234.5}, locale) == [shown]


def test_a_number_without_unit_is_shown_alone_and_zero_is_shown() -> None:
    assert parsed(NUMBER).display({"q": 0}, "sv") == ["0"]
    assert parsed(NUMBER).display({}, "sv") == []


@settings(deadline=None, max_examples=100)
@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["sv", "fi", "en"]))
def test_what_is_shown_is_read_again_as_the_same_number(value: object, locale: str) -> None:
    number = cleaned(NUMBER, float(str(value)))
    (shown,) = parsed(NUMBER).display({"q": number}, locale)
    assert cleaned(NUMBER, shown, locale) == number
