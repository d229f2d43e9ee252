"""What visitors see of events, on the pages, in their calendars and through the API."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from icalendar import Calendar

from forms.models import SurveyPage
from partners.models import EventIndexPage, NewsIndexPage
from tests.factories.partners import EventFactory, EventSignUpFactory
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db
LIST_QUERIES = 25


def past(**changed):
    starts_at = timezone.now() - timedelta(days=9)
    return EventFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), **changed)


@pytest.mark.parametrize(
    ("code", "title", "place"),
    [
        ("sv", "Nätverksträff", "Rådhuset"),
        ("fi", "Verkostotapaaminen", "Raatihuone"),
        ("en", "Network meeting", "Town"),
    ],
)
def test_events_in_each_language(client, network_pages, code, title, place):
    EventFactory(slug="traff")
    for path in (f"/{code}/events-{code}/", f"/{code}/events-{code}/traff/"):
        page = client.get(path)
        assert page.status_code == 200
        assert title in page.text
        assert place in page.text


def test_the_next_event_comes_first_and_those_that_were_are_apart(client, network_pages):
    later = EventFactory(starts_at=timezone.now() + timedelta(days=30))
    sooner = EventFactory(starts_at=timezone.now() + timedelta(days=3))
    was = past()
    EventFactory(is_public=False)
    response = client.get("/sv/events-sv/")
    assert list(response.context["coming"]) == [sooner, later]
    assert list(response.context["past"]) == [was]


def test_an_empty_list_says_what_happens(client, network_pages):
    page = BeautifulSoup(client.get("/sv/events-sv/").text, "html.parser")
    assert page.select_one(".nothing-yet").text.strip()
    assert page.select_one("details") is None


def test_places_left_are_said_of_how_many(client, network_pages):
    event = EventFactory(slug="traff", capacity=20)
    EventSignUpFactory.create_batch(8, event=event)
    EventSignUpFactory(event=event, state="cancelled")
    EventSignUpFactory(event=event, state="waiting")
    assert "12 of 20 places left" in client.get("/en/events-en/traff/").text
    event.capacity = 8
    event.save()
    assert "All 8 places are taken" in client.get("/en/events-en/").text


def test_the_list_costs_the_same_however_long_it_is(client, network_pages, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(LIST_QUERIES) as found:
            assert client.get("/sv/events-sv/").status_code == 200
        return len(found)

    EventSignUpFactory()
    past()
    client.get("/sv/events-sv/")
    before = cost()
    for _ in range(4):
        EventSignUpFactory()
        past()
    assert cost() == before


@pytest.mark.parametrize("changed", [{"is_public": False}, {"slug": "other"}])
def test_what_is_not_public_is_not_found(client, network_pages, changed):
    EventFactory(**{"slug": "traff", **changed})
    assert client.get("/sv/events-sv/traff/").status_code == 404
    assert client.get("/sv/partnership/events/traff.ics").status_code == 404


def test_an_event_without_a_survey_points_to_the_own_page(client, network_pages):
    EventFactory(slug="traff")
    assert "/sv/partnership/link/" in client.get("/sv/events-sv/traff/").text


def sign_up_link(client, path):
    link = BeautifulSoup(client.get(path).text, "html.parser").select_one(".event-sign-up a.button")
    return link and link["href"]


def test_an_event_with_a_survey_leads_to_it_in_the_readers_language(client, network_pages):
    swedish = publish()
    event = EventFactory(slug="traff", survey=swedish.survey)
    assert sign_up_link(client, "/sv/events-sv/traff/") == swedish.get_url()
    assert sign_up_link(client, "/fi/events-fi/traff/") == swedish.get_url()
    finnish = publish({"locale": "fi", "title": "Kysely"})
    assert finnish.survey == event.survey
    assert sign_up_link(client, "/sv/events-sv/traff/") == swedish.get_url()
    assert sign_up_link(client, "/fi/events-fi/traff/") == finnish.get_url()


def test_a_survey_that_takes_no_answers_is_not_led_to(client, network_pages):
    swedish = publish()
    finnish = publish({"locale": "fi", "title": "Kysely"})
    EventFactory(slug="traff", survey=swedish.survey)
    SurveyPage.objects.filter(pk=finnish.pk).update(closes_at=timezone.now())
    assert sign_up_link(client, "/fi/events-fi/traff/") == swedish.get_url()
    swedish.unpublish()
    assert sign_up_link(client, "/fi/events-fi/traff/") is None
    assert "/fi/partnership/link/" in client.get("/fi/events-fi/traff/").text


def test_no_survey_is_led_to_when_the_sign_up_is_over(client, network_pages):
    EventFactory(slug="traff", survey=publish().survey, sign_up_until=timezone.now() - timedelta(hours=1))
    assert sign_up_link(client, "/sv/events-sv/traff/") is None


def test_the_events_lead_to_the_news_where_there_is_a_page_of_them(client, network_pages):
    assert client.get("/fi/events-fi/").context["news_url"].endswith("/fi/news-fi/")
    NewsIndexPage.objects.get(slug="news-fi").unpublish()
    assert client.get("/fi/events-fi/").context["news_url"].endswith("/sv/news-sv/")
    for page in NewsIndexPage.objects.live():
        page.unpublish()
    assert 'id="news"' not in client.get("/fi/events-fi/").text


def test_the_feed_is_a_calendar_that_says_when_it_has_not_changed(client, network_pages):
    EventFactory(slug="traff")
    past()
    first = client.get("/fi/partnership/events.ics")
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    summaries = {str(entry["summary"]) for entry in Calendar.from_ical(first.content).walk("VEVENT")}
    assert summaries == {"Verkostotapaaminen"}
    assert "/fi/events-fi/traff/" in str(Calendar.from_ical(first.content).walk("VEVENT")[0]["url"])
    assert client.get("/fi/partnership/events.ics")["ETag"] == first["ETag"]
    again = client.get("/fi/partnership/events.ics", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    EventFactory()
    assert client.get("/fi/partnership/events.ics")["ETag"] != first["ETag"]


def test_one_event_can_be_kept(client, network_pages):
    EventFactory(slug="traff")
    EventFactory()
    content = client.get("/sv/partnership/events/traff.ics").content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


def test_every_events_page_is_in_the_sitemap(client, network_pages):
    EventFactory(slug="traff")
    page = EventIndexPage.objects.get(slug="events-sv")
    assert any(entry["location"].endswith("/sv/events-sv/traff/") for entry in page.get_sitemap_urls())


def test_the_api_gives_coming_events_first_to_last(client, network_pages):
    event = EventFactory(slug="traff", capacity=3)
    EventSignUpFactory(event=event)
    EventFactory(is_public=False)
    past(slug="was")
    response = client.get("/api/v1/events/?locale=fi")
    found = response.json()
    assert (response["Content-Language"], response["Cache-Control"]) == ("fi", "public, max-age=60")
    assert found["count"] == 1
    [item] = found["items"]
    assert (item["title"], item["places_left"], item["takes_sign_ups"]) == ("Verkostotapaaminen", 2, True)
    assert item["url"].endswith("/fi/events-fi/traff/")
    assert [item["slug"] for item in client.get("/api/v1/events/?when=past").json()["items"]] == ["was"]
    assert client.get("/api/v1/events/?when=soon").status_code == 422
