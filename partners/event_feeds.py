"""Events for the reader's own calendar: all of them to subscribe to, and one to keep."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from partners import calendars
from partners.models import Event, EventIndexPage
from partners.models.event_pages import PAST_SHOWN


@require_safe
def all_events(request: HttpRequest) -> HttpResponse:
    """Every coming event, and the latest of those that were, so that a calendar keeps what it has."""
    public = Event.objects.public()
    return _answer(request, [*public.coming(), *public.past()[:PAST_SHOWN]], "events", is_feed=True)


@require_safe
def one_event(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=slug)
    return _answer(request, [event], slug, is_feed=False)


def _answer(request: HttpRequest, events: Iterable[Event], name: str, *, is_feed: bool) -> HttpResponse:
    """A calendar that asks again gets a short answer where nothing has changed."""
    index_url = EventIndexPage.url_for(request)
    content = calendars.events_calendar(events, get_language() or "sv", index_url=index_url, is_feed=is_feed)
    response = HttpResponse(content, content_type=calendars.MIME_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["Cache-Control"] = "public, max-age=900"
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


urlpatterns: list[URLPattern] = [
    path("events.ics", all_events, name="events_calendar"),
    path("events/<slug:slug>.ics", one_event, name="event_calendar"),
]
