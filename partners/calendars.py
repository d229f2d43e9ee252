"""Calendar files: a signing for whoever is invited, one event to keep, and all coming events to subscribe to.

Times are given in UTC, which every calendar shows in its reader's own time. The same events always make the same file.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from cms.translated import in_language
from partners.models import Event, OccasionState, ProgrammeSettings, SigningOccasion

MIME_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN_AFTER = timedelta(hours=6)
"""How often a calendar that subscribes should fetch the events."""


def occasion_calendar(occasion: SigningOccasion, language: str, *, uid: str) -> bytes:
    """The signing as one entry, dated now: under the same `uid` a later file replaces what the calendar has."""
    with override(language):
        entry = _entry(uid, _("Signing of the climate commitment"), occasion.starts_at, occasion.ends_at, language)
        entry.add("dtstamp", _utc(timezone.now()))
        _words(entry, "location", in_language(occasion, "place", language), language)
        _words(entry, "description", in_language(occasion, "programme", language), language)
        is_cancelled = occasion.state == OccasionState.CANCELLED
        entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
        # A later file counts for more, and a cancellation for more than what was made in the same second.
        entry.add("sequence", int(timezone.now().timestamp()) + is_cancelled)
        method = "CANCEL" if is_cancelled else "PUBLISH"
        return _calendar(_("Signing of the climate commitment"), [entry], method=method)


def occasion_uid(occasion: SigningOccasion) -> str:
    """What names the signing in every calendar: in letters, on the own page and among staff."""
    return f"signing-{occasion.pk}@{urlsplit(settings.BASE_URL).hostname}"


def events_calendar(events: Iterable[Event], language: str, *, index_url: str = "", is_feed: bool = True) -> bytes:
    """Events as one calendar. `index_url` is the full address of the page below which each has its own."""
    with override(language):
        city = in_language(ProgrammeSettings.load(), "city", language)
        name = _("Climate partners' events – %(city)s") % {"city": city}
        return _calendar(name, [_event(event, language, index_url) for event in events], is_feed=is_feed)


def event_uid(event: Event) -> str:
    """What names the event in every calendar, whatever becomes of its words and times."""
    return f"event-{event.pk}@{urlsplit(settings.BASE_URL).hostname}"


def _event(event: Event, language: str, index_url: str) -> CalendarEntry:
    title = in_language(event, "title", language)
    entry = _entry(event_uid(event), title, event.starts_at, event.ends_at, language)
    entry.add("dtstamp", _utc(event.changed))
    entry.add("last-modified", _utc(event.changed))
    _words(entry, "location", in_language(event, "place", language), language)
    _words(entry, "description", in_language(event, "intro", language), language)
    entry.add("categories", [str(event.get_kind_display())])
    if index_url:
        entry.add("url", f"{index_url}{event.slug}/")
    return entry


def _entry(uid: str, summary: str, starts_at: datetime, ends_at: datetime, language: str) -> CalendarEntry:
    entry = CalendarEntry()
    entry.add("uid", uid)
    entry.add("dtstart", _utc(starts_at))
    entry.add("dtend", _utc(ends_at))
    _words(entry, "summary", summary, language)
    return entry


def _words(entry: CalendarEntry, name: str, text: str, language: str) -> None:
    if text:
        entry.add(name, text.replace("\r\n", "\n"), parameters={"language": language})


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _calendar(name: str, entries: Iterable[CalendarEntry], *, is_feed: bool = False, method: str = "PUBLISH") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Climate-partner programme//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    if is_feed:
        calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content
