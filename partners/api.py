"""What the programme shows to the public, for any other front end: partners, goals and awards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from cms.etags import PUBLIC
from cms.paging import NEXT, Cursor, Ordering, page_of
from cms.problems import Locale, ProblemOut, requested_locale, value_unknown
from partners.models import Award, Goal, Partner, Sector, Theme
from partners.models.pages import PartnerIndexPage
from partners.states import PUBLIC_GOAL_STATES

router = Router(tags=["programme"])

Search = Annotated[str | None, Query(max_length=100, description="Part of a name or a text, in the language asked for")]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many to pass over; `cursor` misses none")]
ThemeKey = Annotated[str | None, Query(max_length=64, description="A theme's key; `programme/` has them")]
SectorKey = Annotated[str | None, Query(max_length=64, description="A sector's key; `programme/` has them")]
State = Annotated[str | None, Query(max_length=20, description=", ".join(PUBLIC_GOAL_STATES))]

PARTNERS = Ordering(Partner, ("name", "pk"))
GOALS = Ordering(Goal, ("partner__name", "pk"))
AWARDS = Ordering(Award, ("-year",))


class Named(Schema):
    """Something with a key and a name in the reader's language."""

    key: str
    name: str


class GoalOut(Schema):
    """A goal that its partner has signed."""

    id: int
    pledge: str
    effect: str
    theme: Named
    indicator: str
    unit: str
    target: float | None
    target_year: int | None
    horizon: str
    state: str


class PartnerOut(Schema):
    """A partner with its goals."""

    slug: str
    name: str
    url: str = Field(description="The partner's page on the city's site")
    description: str
    website: str
    organisation_type: str
    sector: Named | None
    partner_since: date | None
    goals: list[GoalOut]


class PartnerGoalOut(GoalOut):
    """A goal with its partner's name."""

    partner_slug: str
    partner_name: str


class AwardOut(Schema):
    """One year's award."""

    year: int
    partner_name: str
    partner_slug: str | None = Field(description="Null when the winner is no longer a partner")
    motivation: str
    special_mention: str


class PartnerList(Schema):
    count: int
    items: list[PartnerOut]
    next: str | None = Field(description=NEXT)


class GoalList(Schema):
    count: int
    items: list[PartnerGoalOut]
    next: str | None = Field(description=NEXT)


class AwardList(Schema):
    count: int
    items: list[AwardOut]
    next: str | None = Field(description=NEXT)


@contextmanager
def answering_in(request: HttpRequest, locale: str | None, response: HttpResponse) -> Iterator[None]:
    """Answer in the requested language, for anyone to keep for a minute."""
    language = requested_locale(request, locale)
    response["Cache-Control"] = PUBLIC
    with translation.override(language):
        yield


def in_words(found: str, *fields: str) -> Q:
    """Where any of the `fields` has `found` in it; those that end in `_` are looked up in the reader's language."""
    language = translation.get_language()
    names = [f"{name}{language}" if name.endswith("_") else name for name in fields]
    return reduce(or_, (Q(**{f"{name}__icontains": found}) for name in names))


def _check_key(request: HttpRequest, parameter: str, key: str | None, model: type[Theme | Sector]) -> None:
    """Raises Problem for a key that no theme or sector has."""
    if not key:
        return
    known = list(model._default_manager.values_list("key", flat=True))
    if key not in known:
        raise value_unknown(request, parameter, known)


@router.get("/partners/", response={200: PartnerList, 422: ProblemOut}, summary="Partners")
def list_partners(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    q: Search = None,
    theme: ThemeKey = None,
    sector: SectorKey = None,
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Cursor = None,
) -> PartnerList:
    """Partners by name, with the goals they have signed."""
    with answering_in(request, locale, response):
        _check_key(request, "theme", theme, Theme)
        _check_key(request, "sector", sector, Sector)
        partners = Partner.objects.public()
        if q:
            partners = partners.filter(name__icontains=q)
        if theme:
            in_theme = Goal.objects.public().filter(theme__key=theme).values("partner")
            partners = partners.filter(pk__in=in_theme)
        if sector:
            partners = partners.filter(sector__key=sector)
        index_url = partner_index_url(request)
        page = page_of(request, partners.with_goals(), PARTNERS, cursor=cursor, offset=offset, limit=limit)
        items = [_partner_out(partner, index_url) for partner in page.items]
        return PartnerList(count=page.count, items=items, next=page.next)


@router.get("/partners/{slug}/", response={200: PartnerOut, 404: ProblemOut, 422: ProblemOut}, summary="A partner")
def get_partner(request: HttpRequest, response: HttpResponse, slug: str, locale: Locale = None) -> PartnerOut:
    with answering_in(request, locale, response):
        partner = Partner.objects.public().with_goals().filter(slug=slug).first()
        if partner is None:
            raise Http404
        return _partner_out(partner, partner_index_url(request))


@router.get("/goals/", response={200: GoalList, 422: ProblemOut}, summary="Goals")
def list_goals(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    q: Search = None,
    theme: ThemeKey = None,
    state: State = None,
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Cursor = None,
) -> GoalList:
    """The goals of all partners, by partner."""
    with answering_in(request, locale, response):
        _check_key(request, "theme", theme, Theme)
        if state and state not in PUBLIC_GOAL_STATES:
            raise value_unknown(request, "state", PUBLIC_GOAL_STATES)
        goals = Goal.objects.public().filter(partner__in=Partner.objects.public())
        if q:
            goals = goals.filter(in_words(q, "partner__name", "pledge_"))
        if theme:
            goals = goals.filter(theme__key=theme)
        if state:
            goals = goals.filter(state=state)
        goals = goals.select_related("partner", "theme", "unit")
        page = page_of(request, goals, GOALS, cursor=cursor, offset=offset, limit=limit)
        items = [
            PartnerGoalOut(**_goal_out(goal).dict(), partner_slug=goal.partner.slug, partner_name=goal.partner.name)
            for goal in page.items
        ]
        return GoalList(count=page.count, items=items, next=page.next)


@router.get("/awards/", response={200: AwardList, 422: ProblemOut}, summary="Awards")
def list_awards(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    q: Search = None,
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Cursor = None,
) -> AwardList:
    """The awards, newest first."""
    with answering_in(request, locale, response):
        awards = Award.objects.public()
        if q:
            awards = awards.filter(in_words(q, "partner__name", "motivation_"))
        page = page_of(request, awards, AWARDS, cursor=cursor, offset=offset, limit=limit)
        return AwardList(count=page.count, items=[_award_out(award) for award in page.items], next=page.next)


def partner_index_url(request: HttpRequest) -> str:
    index_url = PartnerIndexPage.url_for(request)
    return request.build_absolute_uri(index_url) if index_url else ""


def _partner_out(partner: Partner, index_url: str) -> PartnerOut:
    sector = partner.sector
    return PartnerOut(
        slug=partner.slug,
        name=partner.name,
        url=f"{index_url}{partner.slug}/" if index_url else "",
        description=partner.description,
        website=partner.website,
        organisation_type=partner.organisation_type,
        sector=Named(key=sector.key, name=sector.name) if sector else None,
        partner_since=partner.signed_on,
        goals=[_goal_out(goal) for goal in partner.public_goals],
    )


def _goal_out(goal: Goal) -> GoalOut:
    return GoalOut(
        id=goal.pk,
        pledge=goal.pledge,
        effect=goal.effect,
        theme=Named(key=goal.theme.key, name=goal.theme.name),
        indicator=goal.indicator,
        unit=goal.unit.label if goal.unit else "",
        target=float(goal.target) if goal.target is not None else None,
        target_year=goal.target_year,
        horizon=goal.horizon,
        state=goal.state,
    )


def _award_out(award: Award) -> AwardOut:
    return AwardOut(
        year=award.year,
        partner_name=award.partner.name,
        partner_slug=award.partner.slug if award.partner.is_public else None,
        motivation=award.motivation,
        special_mention=award.special_mention,
    )
