"""The programme's open data, under CC BY 4.0: a year's figures as JSON, and everything public as CSV.

The files are UTF-8 with a byte order mark, so that spreadsheets read å, ä and ö. Columns have the same English names in
every language; texts are in the language asked for. A text that a spreadsheet would take for a formula begins with an
apostrophe.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Annotated

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from cms.etags import PUBLIC
from cms.failures import logged
from cms.problems import Locale, ProblemOut, requested_locale
from partners import figures
from partners.api import answering_in
from partners.models import Award, Goal, Partner
from partners.models.pages import PartnerIndexPage
from partners.showcase import partner_url

router = Router(tags=["open data"])

LICENCE = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
AT_ONCE = 200
LINES_BEFORE = 2
"""Lines that are written before the answer begins: the header, and the first that the database has."""

Cell = str | int | float | date | None
CSV_FILE = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "CSV under CC BY 4.0"}}


class ShareOut(Schema):
    """So many of so many."""

    key: str
    label: str
    count: int
    of: int


class TotalOut(Schema):
    """Reported numbers added up."""

    unit: str
    unit_label: str
    direction: str
    total: float | None = Field(description="Null where fewer than three partners reported a number")
    reported: int = Field(description="Partners that reported a number")
    of: int = Field(description="Partners with a goal measured in this")


class EventsOut(Schema):
    """Events of one kind."""

    kind: str
    label: str
    events: int
    counted: int = Field(description="Events with a list of who was there")
    participants: int = Field(description="People at the events that were counted")


class FiguresOut(Schema):
    """One year of the programme."""

    year: int
    as_of: date = Field(description="The year's last day, or today while the year lasts")
    partners: int = Field(description="Partners whose commitment was in force on that day")
    at_start: int
    joined: int
    left: int
    left_by_ground: list[ShareOut] = Field(description="Empty where fewer than three left")
    goals: int
    partners_with_goals: int
    by_theme: list[ShareOut]
    by_state: list[ShareOut]
    follow_ups_due: int
    follow_ups_answered: int
    support: list[ShareOut] = Field(description="Empty where fewer than three answered")
    totals: list[TotalOut]
    events: list[EventsOut]


Year = Annotated[int | None, Query(ge=2000, le=2100, description="The newest year where it is left out")]


@router.get(
    "/figures/",
    response={200: FiguresOut, 404: ProblemOut, 422: ProblemOut},
    summary="A year in figures",
    url_name="figures",
)
def get_figures(
    request: HttpRequest, response: HttpResponse, year: Year = None, locale: Locale = None
) -> figures.Figures:
    """The figures of the yearly report. No sum stands for fewer than three organisations. Licence: CC BY 4.0."""
    with answering_in(request, locale, response):
        history = figures.load()
        if not history.years or (year is not None and year not in history.years):
            raise Http404
        response["Link"] = LICENCE
        return history.year(year or history.years[0])


@router.get(
    "/open-data/partners.csv",
    summary="Partners as CSV",
    url_name="open_data_partners",
    openapi_extra={"responses": CSV_FILE},
)
def partners_csv(request: HttpRequest, locale: Locale = None) -> StreamingHttpResponse:
    """Every public partner, by name. Licence: CC BY 4.0."""
    index_url = _index_url(request, locale)

    def rows() -> Iterator[Sequence[Cell]]:
        goals = Prefetch("goals", Goal.objects.public(), to_attr="public_goals")
        partners = Partner.objects.public().select_related("sector").prefetch_related(goals)
        for partner in partners.iterator(chunk_size=AT_ONCE):
            yield (
                partner.slug,
                partner.name,
                partner_url(partner, index_url),
                partner.organisation_type,
                partner.sector.key if partner.sector else None,
                partner.sector.name if partner.sector else None,
                partner.signed_on,
                partner.website,
                partner.description,
                len(partner.public_goals),
            )

    header = (
        "slug", "name", "url", "organisation_type", "sector", "sector_name", "partner_since", "website",
        "description", "goals",
    )  # fmt: skip
    return _file(request, locale, "partners", header, rows())


@router.get(
    "/open-data/goals.csv", summary="Goals as CSV", url_name="open_data_goals", openapi_extra={"responses": CSV_FILE}
)
def goals_csv(request: HttpRequest, locale: Locale = None) -> StreamingHttpResponse:
    """The signed goals of all public partners, by partner. Licence: CC BY 4.0."""

    def rows() -> Iterator[Sequence[Cell]]:
        goals = Goal.objects.public().filter(partner__in=Partner.objects.public())
        goals = goals.select_related("partner", "theme", "unit").order_by("partner__name", "pk")
        for goal in goals.iterator(chunk_size=AT_ONCE):
            yield (
                goal.pk,
                goal.partner.slug,
                goal.partner.name,
                goal.theme.key,
                goal.theme.name,
                goal.pledge,
                goal.effect,
                goal.indicator,
                goal.unit.label if goal.unit else None,
                goal.target_mode,
                goal.direction,
                float(goal.target) if goal.target is not None else None,
                goal.target_year,
                goal.baseline_year,
                goal.horizon,
                goal.state,
            )

    header = (
        "id", "partner", "partner_name", "theme", "theme_name", "pledge", "effect", "indicator", "unit",
        "target_mode", "direction", "target", "target_year", "baseline_year", "horizon", "state",
    )  # fmt: skip
    return _file(request, locale, "goals", header, rows())


@router.get(
    "/open-data/awards.csv",
    summary="Awards as CSV",
    url_name="open_data_awards",
    openapi_extra={"responses": CSV_FILE},
)
def awards_csv(request: HttpRequest, locale: Locale = None) -> StreamingHttpResponse:
    """The awards, newest first. `partner` is empty when the winner is no longer a partner. Licence: CC BY 4.0."""

    def rows() -> Iterator[Sequence[Cell]]:
        for award in Award.objects.public().iterator(chunk_size=AT_ONCE):
            slug = award.partner.slug if award.partner.is_public else None
            yield award.year, slug, award.partner.name, award.motivation, award.special_mention

    header = ("year", "partner", "partner_name", "motivation", "special_mention")
    return _file(request, locale, "awards", header, rows())


@router.get(
    "/open-data/figures.csv",
    summary="All years in figures as CSV",
    url_name="open_data_figures",
    openapi_extra={"responses": CSV_FILE},
)
def figures_csv(request: HttpRequest, locale: Locale = None) -> StreamingHttpResponse:
    """One row for each figure of each year; `of` says of how many. Licence: CC BY 4.0."""

    def rows() -> Iterator[Sequence[Cell]]:
        history = figures.load()
        for year in history.years:
            for row in _figure_rows(history.year(year)):
                yield year, *row

    header = ("year", "figure", "key", "label", "value", "of")
    return _file(request, locale, "figures", header, rows())


def _figure_rows(year: figures.Figures) -> Iterator[tuple[Cell, ...]]:
    """Each figure as: name, key, label, value, of."""
    yield "partners", None, None, year.partners, None
    yield "partners_at_start", None, None, year.at_start, None
    yield "partners_joined", None, None, year.joined, None
    yield "partners_left", None, None, year.left, None
    yield "goals", None, None, year.goals, None
    yield "partners_with_goals", None, None, year.partners_with_goals, year.partners
    yield "follow_ups_answered", None, None, year.follow_ups_answered, year.follow_ups_due
    groups: Iterable[tuple[str, tuple[figures.Share, ...]]] = (
        ("partners_left_by_ground", year.left_by_ground),
        ("goals_by_theme", year.by_theme),
        ("goals_by_state", year.by_state),
        ("support", year.support),
    )
    for name, shares in groups:
        for share in shares:
            yield name, share.key, share.label, share.count, share.of
    for total in year.totals:
        key, label = f"{total.unit}/{total.direction}", f"{total.unit_label} ({total.direction_label})"
        yield "reported_sum", key, label, None if total.total is None else float(total.total), None
        yield "reported_by", key, label, total.reported, total.of
    for kind in year.events:
        yield "events", kind.kind, kind.label, kind.events, None
        yield "events_counted", kind.kind, kind.label, kind.counted, kind.events
        yield "participants", kind.kind, kind.label, kind.participants, None


class _Line:
    """What the csv module writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def _file(
    request: HttpRequest, locale: str | None, name: str, header: Sequence[str], rows: Iterator[Sequence[Cell]]
) -> StreamingHttpResponse:
    """The rows as a CSV file, written while it is sent, in the language asked for."""
    language = requested_locale(request, locale)
    lines = _lines(language, header, rows)
    # What goes wrong at once is told as any other error; later nothing can be said but that the file breaks off.
    started = [line for _part, line in zip(range(LINES_BEFORE), lines, strict=False)]
    rest = _numbered(request, chain(started, lines))
    response = StreamingHttpResponse(rest, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.csv"'
    response["Cache-Control"] = PUBLIC
    response["Link"] = LICENCE
    return response


def _numbered(request: HttpRequest, lines: Iterator[str]) -> Iterator[str]:
    """An error while the file is sent is in the log under a number; the connection ends before the file does."""
    try:
        yield from lines
    except Exception as error:
        logged(request, error)
        raise


def _lines(language: str, header: Sequence[str], rows: Iterator[Sequence[Cell]]) -> Iterator[str]:
    """The language is set for each row anew: what else is served between two rows has its own."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(header)
    while True:
        with translation.override(language):
            row = next(rows, None)
        if row is None:
            return
        yield writer.writerow([_safe(cell) for cell in row])


def _safe(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula is made a text; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _index_url(request: HttpRequest, locale: str | None) -> str:
    with translation.override(requested_locale(request, locale)):
        found = PartnerIndexPage.url_for(request)
    return request.build_absolute_uri(found) if found else ""
