"""Questions answered with a date, a time of the day, or both."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Literal

from babel.dates import format_date, format_time

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.engine.questions.text import shown

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})\s?[./]\s?([0-9]{1,2})\s?[./]\s?([0-9]{4})")
KEPT_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"(?:kl\.?|klo)?\s*([0-9]{1,2})(?:[:.]([0-9]{2})(?::00)?)?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
LONGEST = 40


def _text(raw: Json, code: str) -> str:
    if not isinstance(raw, str):
        raise InvalidAnswer("wrong_type_text")
    if len(raw) > LONGEST:
        raise InvalidAnswer(code)
    return raw.strip()


def parse_date(text: str) -> date:
    """The day that `text` writes, the year first (2026-11-24) or the day first (24.11.2026, 24/11/2026).

    All of the site's languages write the day before the month; the year has four digits. Raises InvalidAnswer.
    """
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise InvalidAnswer("date")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidAnswer("date_impossible") from None


def parse_time(text: str, locale: str) -> time:
    """The time that `text` writes: 13:05, 13.05, 13, and in English 1.05 pm. Raises InvalidAnswer."""
    match = CLOCK.fullmatch(text)
    if not match or (match[3] and locale != "en"):
        raise InvalidAnswer("time")
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise InvalidAnswer("time")
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise InvalidAnswer("time") from None


def date_words(day: date, locale: str) -> str:
    """`day` the way people of `locale` write it: in figures, but in English with the month's name."""
    return format_date(day, format="d MMMM y" if locale == "en" else "d.M.y", locale=locale)


def time_words(moment: time, locale: str) -> str:
    return format_time(moment, format="HH:mm" if locale != "fi" else "H.mm", locale=locale)


class Date(BaseQuestion):
    """A day, kept as `2026-11-24`."""

    type: Literal["date"]
    earliest: date | None = None
    latest: date | None = None

    def clean(self, raw: Json, locale: str) -> str:
        day = parse_date(_text(raw, "date"))
        check_span(day, self.earliest, self.latest, locale)
        return day.isoformat()

    def typed(self, value: Json, locale: str) -> str:
        return typed_date(value, locale)

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        return [date_words(date.fromisoformat(value), locale)] if isinstance(value, str) else []

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date"}


def check_span(day: date, earliest: date | None, latest: date | None, locale: str) -> None:
    """Raises InvalidAnswer for a day outside the span."""
    if earliest is not None and day < earliest:
        raise InvalidAnswer("date_min", min=date_words(earliest, locale))
    if latest is not None and day > latest:
        raise InvalidAnswer("date_max", max=date_words(latest, locale))


def typed_date(value: Json, locale: str) -> str:
    """A date that was kept, as it would be typed; anything else as it was typed."""
    if not isinstance(value, str):
        return ""
    try:
        day = date.fromisoformat(value) if KEPT_DATE.fullmatch(value) else None
    except ValueError:
        day = None
    return value if day is None else format_date(day, format="d.M.yyyy", locale=locale)


class Time(BaseQuestion):
    """A time of the day, kept as `13:05`."""

    type: Literal["time"]

    def clean(self, raw: Json, locale: str) -> str:
        return parse_time(_text(raw, "time"), locale).isoformat("minutes")

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        return [time_words(time.fromisoformat(value), locale)] if isinstance(value, str) else []

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


class DateTime(BaseQuestion):
    """A day and a time on the respondent's clock, kept as `2026-11-24T13:05`; given so, or as `{"date", "time"}`."""

    type: Literal["datetime"]
    earliest: date | None = None
    latest: date | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return ("date", "time")

    def clean(self, raw: Json, locale: str) -> str:
        given = split_datetime(raw)
        missing = [part for part in self.parts if is_empty(given.get(part))]
        if missing:
            raise InvalidAnswer("required", at=(missing[0],))
        try:
            day = parse_date(_text(given["date"], "date"))
            check_span(day, self.earliest, self.latest, locale)
        except InvalidAnswer as error:
            raise InvalidAnswer(error.code, at=("date",), **error.params) from None
        try:
            moment = parse_time(_text(given["time"], "time"), locale)
        except InvalidAnswer as error:
            raise InvalidAnswer(error.code, at=("time",), **error.params) from None
        return datetime.combine(day, moment).isoformat(timespec="minutes")

    def typed(self, value: Json, locale: str) -> str:
        if not isinstance(value, str):
            return ""
        day, separator, moment = value.partition("T")
        return f"{typed_date(day, locale)} {moment}" if separator and KEPT_DATE.fullmatch(day) else value

    def typed_parts(self, value: Json, locale: str) -> dict[str, str]:
        parts = super().typed_parts(split_datetime(value) if isinstance(value, str) else value, locale)
        return parts | {"date": typed_date(parts["date"], locale)}

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        if not isinstance(value, str):
            return []
        moment = datetime.fromisoformat(value)
        return [f"{date_words(moment.date(), locale)} {time_words(moment.time(), locale)}"]

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$"}


def split_datetime(raw: Json) -> Mapping[str, Json]:
    """`raw` as its two parts. Raises InvalidAnswer."""
    if isinstance(raw, str):
        day, separator, moment = raw.strip().partition("T" if "T" in raw else " ")
        return {"date": day, "time": moment if separator else ""}
    if not isinstance(raw, Mapping):
        raise InvalidAnswer("wrong_type_text")
    if unknown := next((part for part in raw if part not in ("date", "time")), None):
        raise InvalidAnswer("unknown_key", key=shown(unknown))
    return raw
