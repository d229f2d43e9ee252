"""The network's public events, for any other front end."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from cms.problems import Locale, ProblemOut
from partners.api import Limit, Offset, answering_in
from partners.models import Event, EventIndexPage

router = Router(tags=["programme"])


class EventOut(Schema):
    """One event."""

    slug: str
    kind: str = Field(description="meeting, training or signing")
    title: str
    intro: str
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int | None = Field(description="Null: as many as wish to come")
    places_left: int | None
    takes_sign_ups: bool = Field(description="Whether anyone can still sign up, if only for the waiting list")
    url: str = Field(description="The event's page on the city's site")


class EventList(Schema):
    count: int
    items: list[EventOut]


When = Annotated[Literal["coming", "past"], Query(description="Coming events, the next first, or past, the last first")]


@router.get("/events/", response={200: EventList, 422: ProblemOut}, summary="Events")
def list_events(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    when: When = "coming",
    limit: Limit = 20,
    offset: Offset = 0,
) -> EventList:
    """The events that are open to visitors."""
    with answering_in(request, locale, response):
        public = Event.objects.public()
        events = public.past() if when == "past" else public.coming()
        index_url = EventIndexPage.url_for(request)
        found = events.with_places()[offset : offset + limit]
        return EventList(count=events.count(), items=[_event_out(event, index_url) for event in found])


def _event_out(event: Event, index_url: str) -> EventOut:
    return EventOut(
        slug=event.slug,
        kind=event.kind,
        title=event.title,
        intro=event.intro,
        place=event.place,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        capacity=event.capacity,
        places_left=event.places_left,
        takes_sign_ups=event.takes_sign_ups,
        url=f"{index_url}{event.slug}/" if index_url else "",
    )
