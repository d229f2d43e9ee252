"""Other systems are told of public content: once for each change, until they have taken it, and of nothing else."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from standardwebhooks.webhooks import Webhook as Verifier
from wagtail.models import PageViewRestriction

from cms import outbox
from cms.models import ContentNotice
from cms.retrying import BACKOFF
from cms.webhooks import notices
from tests.cms.webhooks.receiver import Receiver, webhook_to
from tests.cms.webhooks.worker import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_on_the_site")]

PUBLISHED, UNPUBLISHED = ContentNotice.Event.PUBLISHED, ContentNotice.Event.UNPUBLISHED
State = ContentNotice.State


@pytest.fixture
def webhook(receiver: Receiver):
    return webhook_to(receiver.url, on_content=True)


def tell(subject="demo.Thing 1", **data):
    notices.tell(PUBLISHED, subject, "", data)


def told(receiver: Receiver):
    return [json.loads(request.body) for request in receiver.requests]


def test_a_published_page_is_told_of_as_the_content_api_names_it(webhook, receiver: Receiver, small_site):
    page = small_site.pages["fi"]
    page.title = "Uusi nimi"
    page.save_revision().publish()
    work()
    [request] = receiver.requests
    message = Verifier(webhook.secret).verify(request.body, request.headers)
    notice = ContentNotice.objects.get()
    assert message["type"] == "content.published"
    assert message["data"] == {
        "id": page.pk,
        "type": "home.ContentPage",
        "title": "Uusi nimi",
        "locale": "fi",
        "url": "http://testserver/fi/sida-fi/",
        "translation_key": str(page.translation_key),
        "site": {"hostname": "testserver", "port": 80, "root_page": small_site.homes["sv"].pk},
    }
    assert request.headers["webhook-id"] == f"msg_notice_{notice.pk}"
    assert (notice.state, notice.attempts, notice.last_answer) == (State.DONE, 1, "204 No Content")
    assert (notice.subject, notice.language) == (f"home.ContentPage {page.pk}", "fi")


def test_what_takes_a_page_away_or_elsewhere_is_told(webhook, small_site, django_capture_on_commit_callbacks):
    page = small_site.pages["sv"]

    def events():
        work()
        found = [(each.event, each.data["url"]) for each in ContentNotice.objects.order_by("pk")]
        ContentNotice.objects.all().delete()
        return found

    page.slug = "annan"
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
    assert events() == [(PUBLISHED, "http://testserver/sv/annan/")]
    page.move(small_site.homes["fi"], pos="last-child")
    page.refresh_from_db()
    assert events() == [(PUBLISHED, "http://testserver/fi/annan/")]
    page.unpublish()
    assert events() == [(UNPUBLISHED, "http://testserver/fi/annan/")]
    small_site.pages["en"].delete()
    assert events() == [(UNPUBLISHED, "http://testserver/en/sida-en/")]


def test_drafts_and_pages_for_few_are_not_told_of(webhook, small_site):
    page, restricted = small_site.pages["sv"], small_site.pages["fi"]
    page.save_revision()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.live = False
    page.save_revision().publish()
    page.move(small_site.homes["fi"], pos="last-child")
    PageViewRestriction.objects.create(page=small_site.homes["fi"], restriction_type=PageViewRestriction.LOGIN)
    restricted.save_revision().publish()
    assert not ContentNotice.objects.exists()


def test_only_webhooks_in_use_that_ask_for_content_are_told(receiver: Receiver, webhook):
    webhook_to(receiver.url)
    webhook_to(receiver.url, on_content=True, is_active=False)
    tell()
    assert [notice.webhook for notice in ContentNotice.objects.all()] == [webhook]


def test_what_is_undone_is_not_told(webhook):
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert not ContentNotice.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_what_waits_is_brought_up_to_date_instead_of_told_twice(webhook, receiver: Receiver):
    tell(title="First")
    tell(title="Second")
    tell("demo.Thing 2", title="Another")
    notices.tell(UNPUBLISHED, "demo.Thing 1", "", {"title": "Taken back"})
    work()
    assert [each["data"]["title"] for each in told(receiver)] == ["Second", "Another", "Taken back"]


def test_what_changes_while_a_worker_has_it_is_told_anew(webhook, receiver: Receiver):
    """The message that is under way keeps its words, and so does one that may have come through without an answer."""
    tell(title="First")
    receiver.status = 503
    work()
    receiver.status = 204
    tell(title="Second")
    assert [each.attempts for each in ContentNotice.objects.order_by("pk")] == [1, 0]
    work()
    assert [each["data"]["title"] for each in told(receiver)] == ["First", "Second"]
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 2


def test_the_words_are_those_of_when_it_was_claimed(webhook, receiver: Receiver, monkeypatch):
    """A change between the worker's first look at the row and its claim is not lost."""
    tell(title="First")
    real = outbox.attempt

    def late(row, work):
        tell(title="Second")
        real(row, work)

    monkeypatch.setattr(outbox, "attempt", late)
    work()
    assert [each["data"]["title"] for each in told(receiver)] == ["Second"]
    assert ContentNotice.objects.count() == 1


def test_a_receiver_that_is_down_is_tried_again_with_the_same_message_over_a_day(webhook, receiver: Receiver):
    receiver.status, receiver.body = 500, b"Down"
    tell(title="First")
    started, spent = timezone.now(), timedelta()
    for wait in [timedelta(), *BACKOFF]:
        spent += wait
        with time_machine.travel(started + spent + timedelta(seconds=5), tick=False):
            work()
    notice = ContentNotice.objects.get()
    assert (notice.state, notice.attempts, len(receiver.requests)) == (State.FAILED, 7, 7)
    assert "500 Internal Server Error: Down" in notice.last_error
    assert {request.headers["webhook-id"] for request in receiver.requests} == {f"msg_notice_{notice.pk}"}
    assert len({message["timestamp"] for message in told(receiver)}) == 1
    receiver.status = 200
    assert outbox.send_again(notice)
    work()
    notice.refresh_from_db()
    assert (notice.state, notice.last_error, notice.last_answer) == (State.DONE, "", "200 OK: Down")


def test_a_worker_that_is_killed_after_sending_sends_the_same_message_again(webhook, receiver: Receiver, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    tell(title="First")
    with monkeypatch.context() as patched:
        patched.setattr(ContentNotice, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            work()
    with time_machine.travel(timezone.now() + outbox.LEASE + timedelta(minutes=1), tick=False):
        outbox.sweep()
        work()
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert ContentNotice.objects.get().state == State.DONE


def test_old_notices_are_deleted_but_not_under_a_worker(webhook):
    for number, state in enumerate([State.DONE, State.FAILED, State.RUNNING, State.DONE]):
        ContentNotice.objects.create(webhook=webhook, event=PUBLISHED, subject=f"demo.Thing {number}", state=state)
    ContentNotice.objects.exclude(subject="demo.Thing 3").update(created_at=timezone.now() - timedelta(days=31))
    notices.delete_old()
    assert {notice.subject for notice in ContentNotice.objects.all()} == {"demo.Thing 2", "demo.Thing 3"}
