"""Kept answers: the same as those that are made, and none that shows what is no longer so."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from cms import content_version, etags, page_cache
from cms.models import ContactPerson, ContentVersion, User
from forms.models import Submission, Survey, SurveyPage
from forms.services.submissions import submit
from partners.models import Event, Partner
from tests.factories.home import ContactPersonFactory, SmallSite
from tests.factories.partners import EventFactory, PartnerFactory
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db

DEFINITION = "/api/v1/surveys/demo-survey/"
PAGE = "/sv/sida-sv/"


@pytest.fixture(autouse=True)
def cache(settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    page_cache.kept_here.clear()


def queries(client: Client, path: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(path, headers=headers).status_code == 200
    return len(made)


def is_kept(client: Client, path: str, **headers: str) -> bool:
    """Whether the answer comes out of memory, for which only the number is asked."""
    return queries(client, path, **headers) == 1


def number() -> int:
    return content_version.number()


@pytest.mark.parametrize("path", [PAGE, DEFINITION, f"{DEFINITION}?locale=sv", "survey"])
def test_a_kept_answer_is_the_one_that_was_made(small_site: SmallSite, settings: Any, path: str) -> None:
    page = publish()
    path = page.url if path == "survey" else path
    origin = {"origin": "https://elsewhere.example"}
    settings.FIRST_PAGE_MIN_SECONDS = 0
    made, kept, heads = Client().get(path, headers=origin), Client().get(path, headers=origin), Client().head(path)
    assert made.status_code == 200
    assert kept.content == made.content
    assert dict(kept.items()) == dict(made.items())
    assert "Content-Security-Policy" in kept.headers
    assert heads["Content-Length"] == made["Content-Length"]
    assert is_kept(Client(), path)
    settings.PAGE_CACHE_SECONDS = 0
    uncached = Client().get(path, headers=origin)
    assert dict(kept.items()) == dict(uncached.items())


def test_who_has_the_definition_is_told_so_from_memory_as_well(client: Client, settings: Any) -> None:
    publish()
    tag = client.get(DEFINITION)["ETag"]
    with CaptureQueriesContext(connection) as made:
        kept = client.get(DEFINITION, headers={"if-none-match": f"W/{tag}"})
    assert (kept.status_code, kept.content, len(made)) == (304, b"", 1)
    settings.PAGE_CACHE_SECONDS = 0
    uncached = Client().get(DEFINITION, headers={"if-none-match": f"W/{tag}"})
    assert "Content-Security-Policy" in kept.headers
    for name in etags.KEPT:
        assert kept.headers.get(name) == uncached.headers.get(name)


def test_languages_and_hosts_are_told_apart(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    publish()
    publish({"locale": "fi", "title": "Demokysely"})
    swedish = client.get(DEFINITION, headers={"accept-language": "sv"})
    finnish = client.get(DEFINITION, headers={"accept-language": "fi"})
    assert swedish.json()["title"] != finnish.json()["title"]
    assert is_kept(client, DEFINITION, accept_language="fi")
    assert not is_kept(client, DEFINITION, host="other.example")
    refused = Client(raise_request_exception=False).get(DEFINITION, headers={"host": "unknown.example"})
    assert refused.status_code in (400, 500)


def test_staff_neither_read_nor_fill_it(small_site: SmallSite, admin_client: Client, client: Client) -> None:
    assert queries(admin_client, PAGE) > 1
    assert not is_kept(client, PAGE)
    assert is_kept(client, PAGE)
    assert b"wagtail" in admin_client.get(PAGE).content.lower()


@pytest.mark.parametrize("query", ["?x=1", "?preview=1", "?locale=sv&token=secret"])
def test_an_address_with_a_query_is_not_kept(small_site: SmallSite, client: Client, query: str) -> None:
    client.get(PAGE + query)
    assert queries(client, PAGE + query) > 1


def refused(response: HttpResponse) -> bool:
    request = RequestFactory().get("/")
    return page_cache.seconds_for(request, page_cache.keep(response), timezone.now()) == 0


def test_what_is_one_visitors_is_not_kept_though_it_asks() -> None:
    with_cookie = HttpResponse("x")
    with_cookie.set_cookie("a", "b")
    assert refused(with_cookie)
    assert refused(HttpResponse("x", status=404))
    assert refused(HttpResponse("x", headers={"Cache-Control": "private, no-store"}))
    assert refused(HttpResponse("x", headers={"Vary": "Accept"}))
    assert refused(HttpResponse(b"x" * (page_cache.LARGEST + 1)))
    assert not refused(HttpResponse("x", headers={"Vary": "Accept-Language, Cookie"}))
    assert page_cache.seconds_for(RequestFactory().get("/"), HttpResponse("x"), timezone.now()) == 0


def test_lists_and_answers_of_the_api_do_not_ask_for_it(client: Client) -> None:
    page = publish()
    sent = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.API)
    receipt = f"/sv/survey/demo-survey/receipt/{sent.submission.pk}/"
    for path in ("/api/v1/surveys/", receipt):
        client.get(path)
        assert all(key[2] != path for key in page_cache.kept_here._kept)


def edit(page: Page) -> None:
    page.title = "En annan rubrik"
    page.save_revision().publish()


CHANGES = {
    "published": lambda site: edit(site.pages["sv"]),
    "unpublished": lambda site: site.pages["fi"].unpublish(),
    "moved": lambda site: site.pages["en"].move(site.homes["sv"], "last-child"),
    "deleted": lambda site: site.pages["fi"].delete(),
    "updated without a signal": lambda site: Page.objects.filter(pk=site.pages["fi"].pk).update(title="Annat"),
    "site": lambda site: Site.objects.get().save(),
    "contact person": lambda site: ContactPersonFactory(),
    "partner": lambda site: PartnerFactory(),
    "partner taken back": lambda site: (PartnerFactory(), Partner.objects.update(live=False)),
    "event": lambda site: EventFactory(),
    "event deleted": lambda site: (EventFactory(), Event.objects.all().delete()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_by_the_very_next_reader(small_site: SmallSite, client: Client, change: str) -> None:
    client.get(PAGE)  # the very first makes the site's details, which are a change
    client.get(PAGE)
    assert is_kept(client, PAGE)
    before = number()
    CHANGES[change](small_site)
    assert number() > before
    assert not is_kept(client, PAGE)
    assert is_kept(client, PAGE)


def test_a_published_survey_is_the_one_that_is_shown(client: Client) -> None:
    page = publish()
    client.get(page.url)
    client.get(DEFINITION)
    publish({"title": "Ny rubrik"})
    assert "Ny rubrik" in client.get(page.url).content.decode()
    assert client.get(DEFINITION).json()["title"] == "Ny rubrik"


def test_a_draft_changes_nothing(small_site: SmallSite) -> None:
    page = Page.objects.get(pk=small_site.pages["sv"].pk).specific
    before = number()
    page.title = "Utkast"
    page.save_revision(user=User.objects.create(username="editor"))
    assert number() == before


def test_answers_change_nothing(client: Client) -> None:
    page = publish()
    before = number()
    submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.API)
    assert number() == before


def test_what_is_taken_back_with_its_transaction_is_no_change(small_site: SmallSite) -> None:
    before = number()
    with transaction.atomic():
        ContactPersonFactory()
        assert number() > before
        transaction.set_rollback(True)
    assert number() == before


WRITES = ('INSERT INTO "{}" ("a")', 'UPDATE "{}" SET "a" = %s', "UPDATE {} SET a=%s WHERE b", 'DELETE FROM "{}"')


def test_every_write_to_a_table_that_visitors_see_is_noticed() -> None:
    seen, unseen = ContactPerson._meta.db_table, Submission._meta.db_table
    for write in (
        'INSERT INTO "{}" ("a")',
        'UPDATE "{}" SET "a" = %s',
        "UPDATE {} SET a=%s WHERE b",
        'DELETE FROM "{}"',
    ):
        assert content_version.changes_what_is_shown(write.format(seen))
        assert not content_version.changes_what_is_shown(write.format(unseen))
    for model in (Page, SurveyPage, Survey, Partner, apps.get_model("wagtailredirects.Redirect")):
        assert content_version.changes_what_is_shown(WRITES[0].format(model._meta.db_table))
    assert not content_version.changes_what_is_shown("SELECT 1")


def test_the_first_change_of_an_empty_database_makes_the_row() -> None:
    ContentVersion.objects.all().delete()
    assert number() == 0
    content_version.raise_number()
    first = number()
    content_version.raise_number()
    assert 0 < first < number()
    assert ContentVersion.objects.count() == 1


def test_a_number_that_was_taken_back_never_comes_again() -> None:
    taken_back = []
    for _time in range(2):
        with transaction.atomic():
            ContactPersonFactory()
            taken_back.append(number())
            transaction.set_rollback(True)
    assert taken_back[0] != taken_back[1]


def test_nothing_is_kept_past_the_moment_when_the_clock_changes_it(client: Client) -> None:
    soon = timezone.now() + timedelta(seconds=30)
    publish(closes_at=soon)
    EventFactory(starts_at=soon - timedelta(seconds=20), ends_at=soon + timedelta(hours=1), is_public=True)
    request, asking = RequestFactory().get("/"), page_cache.keep(HttpResponse("x"))
    assert 0 < page_cache.seconds_for(request, asking, timezone.now()) <= 10
    Event.objects.all().delete()
    assert 10 < page_cache.seconds_for(request, asking, timezone.now()) <= 30
    assert page_cache.seconds_for(request, asking, soon - timedelta(minutes=1)) <= 30


def test_what_was_made_before_a_moment_and_is_ready_after_it_is_not_kept() -> None:
    begun = timezone.now() - timedelta(seconds=5)
    publish(closes_at=begun + timedelta(seconds=2))
    asking = page_cache.keep(HttpResponse("x"))
    assert page_cache.seconds_for(RequestFactory().get("/"), asking, begun) <= 0


def test_memory_is_bounded() -> None:
    store = page_cache.Store(most=100)
    for name in "abcde":
        store.put(("http", "h", name, "sv"), page_cache.Kept(1, float("inf"), {}, b"x" * 40))
    assert [key[2] for key in store._kept] == ["d", "e"]
    store.put(("http", "h", "e", "sv"), page_cache.Kept(2, float("inf"), {}, b"x"))
    assert store.get(("http", "h", "e", "sv"), 1) is None
    assert store.get(("http", "h", "e", "sv"), 2)


def test_it_can_be_turned_off(small_site: SmallSite, client: Client, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0
    client.get(PAGE)
    assert queries(client, PAGE) > 1


def test_sending_answers_takes_few_queries(client: Client, django_assert_num_queries: Any) -> None:
    """The number and the row; what the survey is comes out of memory."""
    publish()
    body = {"answers": ANSWERS}
    send = partial(client.post, f"{DEFINITION}submissions/", body, content_type="application/json")
    assert send().status_code == 201
    with django_assert_num_queries(2):
        assert send().status_code == 201


def test_a_survey_that_was_taken_back_or_changed_takes_no_answers_as_before(client: Client) -> None:
    page = publish()
    body = {"answers": ANSWERS}
    send = partial(client.post, f"{DEFINITION}submissions/", body, content_type="application/json")
    assert send().status_code == 201
    SurveyPage.objects.filter(pk=page.pk).update(closes_at=timezone.now())
    assert send().status_code == 409
    SurveyPage.objects.filter(pk=page.pk).update(closes_at=None)
    assert send().status_code == 201
    SurveyPage.objects.get(pk=page.pk).unpublish()
    assert send().status_code == 404
