"""The page of the network's events: those to come, those that were, and calendar files to keep."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from forms.models import SurveyPage
from partners.models.event import Event
from partners.models.record_index import RecordIndexPage

PAST_SHOWN = 30


class EventIndexPage(RecordIndexPage):
    """All public events, and below it a page for each and a calendar to subscribe to."""

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    @path("")
    def list_events(self, request: HttpRequest) -> HttpResponse:
        public = Event.objects.public()
        feed_url = f"{self.get_full_url(request)}events.ics"
        context = {
            "coming": public.coming().with_places(),
            "past": public.past()[:PAST_SHOWN],
            "index_url": self.get_url(request) or "",
            "feed_url": feed_url,
            "subscribe_url": feed_url.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        }
        return self.render(request, context_overrides=context)

    @path("events.ics")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Every coming event and those that were, so that a calendar keeps what it has."""
        events = [*Event.objects.public().coming(), *Event.objects.public().past()[:PAST_SHOWN]]
        return self._calendar(request, events, "events.ics")

    @path("<slug:slug>.ics")
    def one_as_calendar(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._calendar(request, [self._event(slug)], f"{slug}.ics", is_feed=False)

    @path("<slug:slug>/")
    def show_event(self, request: HttpRequest, slug: str) -> HttpResponse:
        event = self._event(slug)
        context = {
            "event": event,
            "sign_up_url": self._sign_up_url(request, event),
            "index_url": self.get_url(request) or "",
            "calendar_url": f"{self.get_url(request)}{slug}.ics",
        }
        return self.render(request, template="partners/event_detail.html", context_overrides=context)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list and every event's page, in the same order in every language."""
        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        events = Event.objects.public().order_by("pk").values_list("slug", "changed")
        return [*found, *({"location": f"{base}{slug}/", "lastmod": changed} for slug, changed in events)]

    def _event(self, slug: str) -> Event:
        event = Event.objects.public().with_places().filter(slug=slug).first()
        if event is None:
            raise Http404
        return event

    def _sign_up_url(self, request: HttpRequest, event: Event) -> str:
        """The page of the event's survey in this page's language, or in another; empty where it takes no answers."""
        if event.survey_id is None or not event.takes_sign_ups:
            return ""
        pages = SurveyPage.objects.open().filter(survey=event.survey_id).select_related("locale")
        found = sorted(pages, key=lambda page: (page.locale_id != self.locale_id, page.path))
        return (found[0].get_url(request) or "") if found else ""

    def _calendar(self, request: HttpRequest, events: list[Event], name: str, *, is_feed: bool = True) -> HttpResponse:
        from partners import calendars  # it needs all models

        content = calendars.events_calendar(
            events, self.locale.language_code, index_url=self.get_full_url(request) or "", is_feed=is_feed
        )
        response = HttpResponse(content, content_type=calendars.MIME_TYPE)
        response["Content-Disposition"] = f'inline; filename="{name}"'
        response["Cache-Control"] = "public, max-age=900"
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response
