"""What the programme shows to the public, for any other front end: partners, goals and awards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from cms.problems import Locale, ProblemOut, requested_locale
from partners.models import Award, Goal, Partner
from partners.models.pages import PartnerIndexPage
from partners.states import PUBLIC_GOAL_STATES

router = Router(tags=["programme"])

Search = Annotated[str | None, Query(max_length=100, description="Part of a name or a pledge")]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


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


class GoalList(Schema):
    count: int
    items: list[PartnerGoalOut]


class AwardList(Schema):
    count: int
    items: list[AwardOut]


@contextmanager
def answering_in(request: HttpRequest, locale: str | None, response: HttpResponse) -> Iterator[None]:
    """Answer in the requested language, for anyone to keep for a minute."""
    language = requested_locale(request, locale)
    response["Cache-Control"] = "public, max-age=60"
    response["Content-Language"] = language
    if locale is None:
        response["Vary"] = "Accept-Language"
    with translation.override(language):
        yield


@router.get("/partners/", response={200: PartnerList, 422: ProblemOut}, summary="Partners")
def list_partners(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    q: Search = None,
    theme: Annotated[str | None, Query(max_length=64, description="A theme's key")] = None,
    sector: Annotated[str | None, Query(max_length=64, description="A sector's key")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> PartnerList:
    """Partners by name, with the goals they have signed."""
    with answering_in(request, locale, response):
        partners = Partner.objects.public()
        if q:
            partners = partners.filter(name__icontains=q)
        if theme:
            in_theme = Goal.objects.public().filter(theme__key=theme).values("partner")
            partners = partners.filter(pk__in=in_theme)
        if sector:
            partners = partners.filter(sector__key=sector)
        index_url = _partner_index_url(request)
        found = partners.with_goals()[offset : offset + limit]
        return PartnerList(count=partners.count(), items=[_partner_out(partner, index_url) for partner in found])


@router.get("/partners/{slug}/", response={200: PartnerOut, 404: ProblemOut, 422: ProblemOut}, summary="A partner")
def get_partner(request: HttpRequest, response: HttpResponse, slug: str, locale: Locale = None) -> PartnerOut:
    with answering_in(request, locale, response):
        partner = Partner.objects.public().with_goals().filter(slug=slug).first()
        if partner is None:
            raise Http404
        return _partner_out(partner, _partner_index_url(request))


@router.get("/goals/", response={200: GoalList, 422: ProblemOut}, summary="Goals")
def list_goals(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    q: Search = None,
    theme: Annotated[str | None, Query(max_length=64, description="A theme's key")] = None,
    state: Annotated[str | None, Query(max_length=20, description="signed, on_track, behind or reached")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> GoalList:
    """The goals of all partners, by partner."""
    with answering_in(request, locale, response):
        goals = Goal.objects.public().filter(partner__in=Partner.objects.public())
        if q:
            language = translation.get_language()
            goals = goals.filter(Q(partner__name__icontains=q) | Q(**{f"pledge_{language}__icontains": q}))
        if theme:
            goals = goals.filter(theme__key=theme)
        if state:
            goals = goals.filter(state=state) if state in PUBLIC_GOAL_STATES else goals.none()
        found = goals.select_related("partner", "theme", "unit").order_by("partner__name", "pk")[
            offset : offset + limit
        ]
        items = [
            PartnerGoalOut(**_goal_out(goal).dict(), partner_slug=goal.partner.slug, partner_name=goal.partner.name)
            for goal in found
        ]
        return GoalList(count=goals.count(), items=items)


@router.get("/awards/", response={200: AwardList, 422: ProblemOut}, summary="Awards")
def list_awards(
    request: HttpRequest, response: HttpResponse, locale: Locale = None, limit: Limit = 20, offset: Offset = 0
) -> AwardList:
    """The awards, newest first."""
    with answering_in(request, locale, response):
        awards = Award.objects.public()
        items = [_award_out(award) for award in awards[offset : offset + limit]]
        return AwardList(count=awards.count(), items=items)


def _partner_index_url(request: HttpRequest) -> str:
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
