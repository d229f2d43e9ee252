"""The programme at a glance, for a front end's first page: how much of everything there is, and where it is listed."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from cms.problems import Locale, ProblemOut
from partners.api import Named, answering_in, partner_index_url
from partners.models import Award, Event, EventIndexPage, Goal, Partner, Sector, Theme
from partners.states import PUBLIC_GOAL_STATES, PUBLIC_STATES, GoalState

router = Router(tags=["programme"])


class CountedOut(Named):
    """A theme with its goals, a sector with its partners, or a state with its goals."""

    count: int


class ProgrammeLinks(Schema):
    """Where more is read: lists of this API, and the programme's pages on the city's site where they are published."""

    partners: str
    goals: str
    awards: str
    events: str
    figures: str
    surveys: str
    partners_page: str
    events_page: str


class ProgrammeOut(Schema):
    """What the programme has that is public, today."""

    languages: list[str] = Field(description="What `locale` may be")
    partners: int = Field(description="Partners with a commitment in force")
    goals: int = Field(description="Goals that they have signed")
    awards: int
    events_coming: int
    themes: list[CountedOut] = Field(description="Every theme with how many signed goals it has")
    sectors: list[CountedOut] = Field(description="Every sector with how many partners it has")
    goal_states: list[CountedOut] = Field(description="Every state that a signed goal may be in, with how many are")
    links: ProgrammeLinks


@router.get("/programme/", response={200: ProgrammeOut, 422: ProblemOut}, summary="The programme at a glance")
def get_programme(request: HttpRequest, response: HttpResponse, locale: Locale = None) -> ProgrammeOut:
    """Counts of what is public, the keys that the lists are filtered by, and links to the lists."""
    with answering_in(request, locale, response):
        goals = Goal.objects.public().filter(partner__in=Partner.objects.public())
        by_state = dict(goals.values_list("state").annotate(Count("pk")).order_by())
        shown_goal = Q(
            goals__state__in=PUBLIC_GOAL_STATES, goals__partner__live=True, goals__partner__state__in=PUBLIC_STATES
        )
        shown_partner = Q(partners__live=True, partners__state__in=PUBLIC_STATES)
        return ProgrammeOut(
            languages=[code for code, _name in settings.LANGUAGES],
            partners=Partner.objects.public().count(),
            goals=sum(by_state.values()),
            awards=Award.objects.public().count(),
            events_coming=Event.objects.public().coming().count(),
            themes=[_counted(each) for each in Theme.objects.annotate(count=Count("goals", filter=shown_goal))],
            sectors=[_counted(each) for each in Sector.objects.annotate(count=Count("partners", filter=shown_partner))],
            goal_states=[
                CountedOut(key=state, name=str(GoalState(state).label), count=by_state.get(state, 0))
                for state in PUBLIC_GOAL_STATES
            ],
            links=_links(request),
        )


def _counted(record: Theme | Sector) -> CountedOut:
    return CountedOut(key=record.key, name=record.name, count=record.count)


def _links(request: HttpRequest) -> ProgrammeLinks:
    def to(name: str) -> str:
        return request.build_absolute_uri(f"/api/v1/{name}/")

    events_page = EventIndexPage.url_for(request)
    return ProgrammeLinks(
        partners=to("partners"),
        goals=to("goals"),
        awards=to("awards"),
        events=to("events"),
        figures=to("figures"),
        surveys=to("surveys"),
        partners_page=partner_index_url(request),
        events_page=request.build_absolute_uri(events_page) if events_page else "",
    )
