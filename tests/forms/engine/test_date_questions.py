"""Days, times and both: as they are written in three languages, and what there is no such day or time of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from tests.forms.engine.small_forms import cleaned, parsed, question, refusal

DATE, TIME, MOMENT = question("date"), question("time"), question("datetime")
LOCALES = ("sv", "fi", "en")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "raw", ["24.11.2026", "24/11/2026", "24. 11. 2026", "24.11/2026", "2026-11-24", " 24.11.2026\n"]
)
def test_the_day_comes_before_the_month_in_every_language(raw: str, locale: str) -> None:
    assert cleaned(DATE, raw, locale) == "2026-11-24"


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "24.11.26",
            "24.11",
            "2026",
            "24 november 2026",
            "20261124",
            "2026-W48-2",
            "11-24-2026",
            "24 11 2026",
            "24.11.2026 x",
        ),
        *("\u0662\u0664.11.2026", "24..11.2026", "1" * 41, " " * 60 + "24.11.2026", "24.11.2026\x00"),
    ],
)
def test_what_is_no_date_is_refused(raw: str) -> None:
    assert refusal(DATE, raw) == ("date", {})


@pytest.mark.parametrize(
    "raw", ["31.4.2026", "29.2.2026", "0.1.2026", "1.13.2026", "2026-00-10", "1.1.0000", "0000-01-01"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(raw: str) -> None:
    assert refusal(DATE, raw) == ("date_impossible", {})


@pytest.mark.parametrize("kind", ["date", "time"])
@pytest.mark.parametrize("raw", [5, True, ["24.11.2026"], {"date": "24.11.2026"}])
def test_a_day_and_a_time_are_written(kind: str, raw: Json) -> None:
    assert refusal(question(kind), raw) == ("wrong_type_text", {})


def test_a_day_lies_within_its_span_ends_included() -> None:
    bounded = question("date", earliest="2026-02-01", latest="2026-02-28")
    assert [cleaned(bounded, day) for day in ("1.2.2026", "28.2.2026")] == ["2026-02-01", "2026-02-28"]
    assert refusal(bounded, "31.1.2026", "sv") == ("date_min", {"min": "1.2.2026"})
    assert refusal(bounded, "1.3.2026", "en") == ("date_max", {"max": "28 February 2026"})


@settings(deadline=None, max_examples=60)
@given(st.dates(), st.sampled_from(LOCALES))
def test_every_day_can_be_typed_again(day: object, locale: str) -> None:
    kept = cleaned(DATE, str(day))
    assert cleaned(DATE, parsed(DATE).typed(kept, locale), locale) == kept == str(day)


@pytest.mark.parametrize("raw", ["soon", "2026-02-31", "20261124", "2026-11-24T00:00", ""])
def test_what_was_typed_for_a_date_stays_as_it_was(raw: str) -> None:
    assert parsed(DATE).typed(raw, "sv") == raw
    assert parsed(DATE).typed(5, "sv") == ""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        *(
            ("0", "00:00"),
            ("9", "09:00"),
            ("9.30", "09:30"),
            ("09:30", "09:30"),
            ("23:59", "23:59"),
            ("13:05:00", "13:05"),
        ),
        *(("kl 9", "09:00"), ("kl. 9.30", "09:30"), ("klo 9:30", "09:30"), ("KLO  7", "07:00")),
    ],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_time_is_read_in_every_language(raw: str, kept: str, locale: str) -> None:
    assert cleaned(TIME, raw, locale) == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("1.05 pm", "13:05"), ("12 am", "00:00"), ("12:30 p.m.", "12:30"), ("11 PM", "23:00"), ("1pm", "13:00")],
)
def test_english_has_two_halves_of_the_day(raw: str, kept: str) -> None:
    assert cleaned(TIME, raw, "en") == kept
    assert refusal(TIME, raw, "sv") == ("time", {})


@pytest.mark.parametrize(
    "raw", ["24:00", "9:60", "0 pm", "13 pm", "9:5", "-1", "9:30:15", "nine", "\u0669", "9" * 41, "9h30", "930"]
)
def test_what_is_no_time_is_refused(raw: str) -> None:
    assert refusal(TIME, raw, "en") == ("time", {})


@pytest.mark.parametrize(
    ("raw", "code", "at"),
    [
        ("24.11.2026", "required", ("time",)),
        ({"date": "24.11.2026"}, "required", ("time",)),
        ({"date": " ", "time": "9"}, "required", ("date",)),
        ("31.4.2026 9", "date_impossible", ("date",)),
        ("24.11.2026 25:00", "time", ("time",)),
        ({"date": 5, "time": "9"}, "wrong_type_text", ("date",)),
        ({"date": "24.11.2026", "time": 9}, "wrong_type_text", ("time",)),
        ({"date": "24.11.2026", "time": "9", "zone": "+2"}, "unknown_key", ()),
        (["24.11.2026", "9"], "wrong_type_text", ()),
        (5, "wrong_type_text", ()),
    ],
)
def test_the_parts_of_a_moment_are_checked_at_their_places(raw: Json, code: str, at: tuple[str, ...]) -> None:
    reading = parsed(MOMENT).read({"q": raw}, "sv")
    assert [(error.code, error.path) for error in reading.errors] == [(code, ("q", *at))]


def test_a_moment_lies_within_its_span() -> None:
    bounded = question("datetime", earliest="2026-02-01", latest="2026-02-28")
    assert cleaned(bounded, "28.2.2026 23:59") == "2026-02-28T23:59"
    assert refusal(bounded, "31.1.2026 9") == ("date_min", {"min": "1.2.2026"})


@pytest.mark.parametrize("locale", LOCALES)
def test_a_moment_can_be_typed_in_one_control(locale: str) -> None:
    assert parsed(MOMENT).typed("2026-02-01T09:05", locale) == "1.2.2026 09:05"
    assert cleaned(MOMENT, "1.2.2026 09:05", locale) == "2026-02-01T09:05"


@pytest.mark.parametrize("raw", ["soon", "Tuesday", "1.2.2026 9", ""])
def test_what_was_typed_for_a_moment_stays_as_it_was(raw: str) -> None:
    assert parsed(MOMENT).typed(raw, "sv") == raw
    assert parsed(MOMENT).typed({"date": "x"}, "sv") == ""


def test_half_of_a_moment_stays_in_its_part() -> None:
    assert parsed(MOMENT).typed_parts({"date": "soon", "time": 5}, "sv") == {"date": "soon", "time": ""}
    assert parsed(MOMENT).typed_parts("2026-02-01T09:05", "fi") == {"date": "1.2.2026", "time": "09:05"}
