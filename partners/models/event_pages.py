"""The page of the network's events: those to come, and those that were."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.contrib.routable_page.models import path

from forms.models import SurveyPage
from partners.models.event import Event
from partners.models.news_pages import NewsIndexPage
from partners.models.record_index import RecordIndexPage

PAST_SHOWN = 30


class EventIndexPage(RecordIndexPage):
    """All public events, and below it a page for each."""

    class Meta:
        verbose_name = _("event page")
        verbose_name_plural = _("event pages")

    @path("")
    def list_events(self, request: HttpRequest) -> HttpResponse:
        public = Event.objects.public()
        feed_url = request.build_absolute_uri(self._address("events_calendar"))
        context = {
            "coming": public.coming().with_places(),
            "past": public.past()[:PAST_SHOWN],
            "index_url": self.get_url(request) or "",
            "news_url": NewsIndexPage.url_for(request),
            "feed_url": feed_url,
            "subscribe_url": feed_url.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        }
        return self.render(request, context_overrides=context)

    @path("<slug:slug>/")
    def show_event(self, request: HttpRequest, slug: str) -> HttpResponse:
        event = self._event(slug)
        context = {
            "event": event,
            "sign_up_url": self._sign_up_url(request, event),
            "index_url": self.get_url(request) or "",
            "calendar_url": self._address("event_calendar", slug),
        }
        return self.render(request, template="partners/event_detail.html", context_overrides=context)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list and every event's page, in the same order in every language."""
        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        events = Event.objects.public().order_by("pk").values_list("slug", "changed")
        return [*found, *({"location": f"{base}{slug}/", "lastmod": changed} for slug, changed in events)]

    def _address(self, name: str, *args: str) -> str:
        """The address of a calendar in the page's language."""
        with override(self.locale.language_code):
            return reverse(name, args=args)

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
