"""The network's public events, for any other front end."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from cms.paging import NEXT, Cursor, Ordering, page_of
from cms.problems import Locale, ProblemOut
from partners.api import Limit, Offset, Search, answering_in, in_words
from partners.models import Event, EventIndexPage

router = Router(tags=["programme"])

COMING = Ordering(Event, ("starts_at", "pk"))
PAST = Ordering(Event, ("-starts_at", "-pk"))


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
    next: str | None = Field(description=NEXT)


When = Annotated[Literal["coming", "past"], Query(description="Coming events, the next first, or past, the last first")]


@router.get("/events/", response={200: EventList, 422: ProblemOut}, summary="Events")
def list_events(
    request: HttpRequest,
    response: HttpResponse,
    locale: Locale = None,
    q: Search = None,
    when: When = "coming",
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Cursor = None,
) -> EventList:
    """The events that are open to visitors."""
    with answering_in(request, locale, response):
        public = Event.objects.public()
        events, ordering = (public.past(), PAST) if when == "past" else (public.coming(), COMING)
        if q:
            events = events.filter(in_words(q, "title_", "intro_", "place_"))
        found = EventIndexPage.url_for(request)
        index_url = request.build_absolute_uri(found) if found else ""
        page = page_of(request, events.with_places(), ordering, cursor=cursor, offset=offset, limit=limit)
        items = [_event_out(event, index_url) for event in page.items]
        return EventList(count=page.count, items=items, next=page.next)


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
