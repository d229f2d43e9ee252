"""Which submissions a list or the results are about."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from django.db.models import Q, QuerySet
from ninja import Query, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from forms.models import Submission

State = Literal["new", "in_review", "returned", "accepted", "rejected", "archived"]
Door = Literal["page", "api", "form"]
DATED = re.compile(r"[0-9]{4}-")
PLAIN = r"^[^\u0000-\u001f]*$"


def _dated(written: object) -> object:
    """A mere number would be read as seconds since 1970."""
    if isinstance(written, str) and not DATED.match(written):
        raise ValueError("no date")
    return written


def _in_utc(moment: datetime) -> datetime:
    """At either end of the calendar a moment of some place is none in UTC, in which they are compared."""
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("out of the calendar") from error


Moment = Annotated[AwareDatetime, BeforeValidator(_dated), AfterValidator(_in_utc)]


class Filters(Schema):
    """Each narrows what the others leave."""

    locale: Literal["sv", "fi", "en"] | None = Field(default=None, description="The language of the answers")
    door: Door | None = Field(default=None, description="The way that the answers came")
    received_after: Moment | None = Field(default=None, description="At this moment or later")
    received_before: Moment | None = Field(default=None, description="Before this moment")
    q: str = Field(
        default="", max_length=200, pattern=PLAIN, description="Part of whom they are from, or the beginning of the id"
    )
    organisation: str = Field(
        default="", max_length=64, pattern=PLAIN, description="The organisation's id, such as its business ID, in full"
    )
    corrected: bool | None = Field(default=None, description="Whether the answers have been corrected: revision > 1")


States = Annotated[list[State], Query(max_length=20, description="Any of these; all where it is left out")]
Filtered = Annotated[Filters, Query()]


def filtered(rows: QuerySet[Submission], states: list[State], filters: Filters) -> QuerySet[Submission]:
    """The rows that fit."""
    exact = {
        "state__in": states,
        "version__locale": filters.locale,
        "door": filters.door,
        "received_at__gte": filters.received_after,
        "received_at__lt": filters.received_before,
        "organisation": filters.organisation.strip(),
    }
    rows = rows.filter(**{name: wanted for name, wanted in exact.items() if wanted})
    if wanted := filters.q.strip():
        rows = rows.filter(Q(title__icontains=wanted) | Q(pk__istartswith=wanted))
    if filters.corrected is not None:
        rows = rows.filter(revision__gt=1) if filters.corrected else rows.filter(revision=1)
    return rows
