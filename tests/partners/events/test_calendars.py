"""Calendar files, read back as a calendar reads them."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from partners.calendars import event_uid, events_calendar, occasion_calendar
from partners.models import OccasionState
from tests.factories.partners import EventFactory, SigningOccasionFactory

pytestmark = pytest.mark.django_db
WINTER = datetime(2027, 1, 15, 7, 0, tzinfo=UTC)
SUMMER = datetime(2027, 6, 15, 6, 0, tzinfo=UTC)


def entries(content: bytes):
    return Calendar.from_ical(content).walk("VEVENT")


@pytest.mark.parametrize(
    ("language", "summary", "place"),
    [
        ("sv", None, "Rådhuset"),
        ("fi", None, "Raatihuone"),
        ("en", "Signing of the climate commitment", "Town Hall"),
    ],
)
def test_an_occasion_in_the_readers_language(language, summary, place):
    occasion = SigningOccasionFactory(starts_at=WINTER, ends_at=WINTER + timedelta(hours=2))
    content = occasion_calendar(occasion, language, uid="signing-1@demo.example")
    [entry] = entries(content)
    assert str(entry["uid"]) == "signing-1@demo.example"
    assert summary is None or str(entry["summary"]) == summary
    assert str(entry["location"]) == place
    assert entry["summary"].params["LANGUAGE"] == language
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (WINTER, WINTER + timedelta(hours=2))
    assert str(Calendar.from_ical(content)["method"]) == "PUBLISH"
    assert str(entry["status"]) == "CONFIRMED"


def test_a_cancelled_occasion_says_so():
    occasion = SigningOccasionFactory(state=OccasionState.CANCELLED)
    [entry] = entries(occasion_calendar(occasion, "sv", uid="x"))
    assert str(entry["status"]) == "CANCELLED"


def test_events_have_their_own_words_and_address():
    event = EventFactory(slug="traff", intro_fi="Tulkaa.\nTervetuloa; kaikki, te.", starts_at=SUMMER)
    [entry] = entries(events_calendar([event], "fi", index_url="https://demo.example/fi/events/"))
    assert str(entry["summary"]) == "Verkostotapaaminen"
    assert str(entry["description"]) == "Tulkaa.\nTervetuloa; kaikki, te."
    assert str(entry["url"]) == "https://demo.example/fi/events/traff/"
    assert entry["dtstart"].dt == SUMMER
    assert str(entry["uid"]) == event_uid(event)


def test_the_same_events_make_the_same_file_and_a_change_a_later_one():
    event = EventFactory()
    event.refresh_from_db()
    before = events_calendar([event], "sv")
    assert events_calendar([event], "sv") == before
    [old] = entries(before)
    event.place_sv = "Biblioteket"
    event.save()
    [new] = entries(events_calendar([event], "sv"))
    assert new["uid"] == old["uid"]
    assert new["last-modified"].dt >= old["last-modified"].dt
    assert str(new["location"]) == "Biblioteket"


def test_a_calendar_of_no_events_can_be_read():
    calendar = Calendar.from_ical(events_calendar([], "en"))
    assert calendar.walk("VEVENT") == []
    assert str(calendar["x-wr-calname"])
