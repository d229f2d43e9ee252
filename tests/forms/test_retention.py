"""Unfinished answers end: after a reminder, on the survey's own day, with all that belongs to them."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cms import clock
from forms.models import Draft, DraftLink, SurveyEmail, Upload
from forms.services import drafts, lifetimes, resuming, retention
from forms.services.draft_links import new_link
from tests.factories.surveys import publish
from tests.forms.files.conftest import folder
from tests.forms.files.surveys import files_in, publish_with_files, received

__all__ = ["folder"]

pytestmark = pytest.mark.django_db

ADDRESS = "person@demo.example"
ANSWERS = {"name": "Demo Ab", "heating": "sun"}


def begin(page):
    return drafts.start(version=page.live_version, answers=ANSWERS, steps_done=["you"])[0]


def begin_and_ask(page, language="sv"):
    """A draft to which a link was sent."""
    draft = begin(page)
    resuming.send_link(draft, email=ADDRESS, language=language)
    mail.outbox.clear()
    return draft


def go_on(draft):
    step = draft.version.form.step("energy")
    drafts.answer_step(draft, version=draft.version, step=step, posted={"saving": "started"})


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


def before(monkeypatch, name, happening):
    """Let `happening` come between finding the drafts and what the service does with them."""
    service = getattr(retention, name)

    def late(*args):
        monkeypatch.setattr(retention, name, service)
        happening()
        return service(*args)

    monkeypatch.setattr(retention, name, late)


def test_a_draft_is_deleted_on_the_day_that_its_survey_says():
    begin(publish(draft_days=2))
    long = publish({"key": "other-survey"}, draft_days=60)
    begin(long)
    with later(days=2, minutes=-1):
        retention.delete_expired()
        assert Draft.objects.count() == 2
    with later(days=2, minutes=1):
        retention.delete_expired()
    assert Draft.objects.get().version.survey == long.survey


def test_it_ends_when_its_page_said_it_would():
    draft = begin(publish(draft_days=5))
    assert lifetimes.kept_until(draft) == draft.changed_at + timedelta(days=5)


def test_an_unpublished_survey_keeps_what_it_promised_and_one_without_page_a_month():
    page = publish(draft_days=60)
    begin(page)
    page.unpublish()
    with later(days=31):
        retention.delete_expired()
        assert Draft.objects.exists()
        page.delete()
        retention.delete_expired()
    assert not Draft.objects.exists()


def test_files_links_and_addresses_go_with_it(folder, django_capture_on_commit_callbacks):
    page = publish_with_files()
    answers = {"plan": [str(received(page).pk)]}
    draft, _token = drafts.start(version=page.live_version, answers=answers, steps_done=[])
    resuming.send_link(draft, email=ADDRESS, language="sv")
    with later(days=31), django_capture_on_commit_callbacks(execute=True):
        retention.delete_expired()
    assert files_in(folder) == []
    assert not any(model.objects.exists() for model in (Draft, Upload, DraftLink, SurveyEmail))


def test_a_draft_that_is_changed_at_the_same_moment_stays(monkeypatch):
    draft = begin(publish())
    with later(days=31):
        before(monkeypatch, "delete", lambda: go_on(draft))
        retention.delete_expired()
    assert Draft.objects.get().answers["saving"] == "started"


def test_links_that_open_nothing_are_swept_and_those_that_work_stay():
    draft = begin(publish())
    soon = timezone.now() + timedelta(days=1)
    works, _token = new_link(draft.token_hash, sent_to=ADDRESS, expires_at=soon)
    closed, _token = new_link(draft.token_hash, sent_to=ADDRESS, expires_at=soon)
    to_receipt, _token = new_link("of-what-was-sent", sent_to=ADDRESS, expires_at=soon)
    DraftLink.objects.filter(pk=closed.pk).update(revoked_at=timezone.now())
    retention.delete_expired()
    assert set(DraftLink.objects.all()) == {works, to_receipt}
    with later(days=2):
        retention.delete_expired()
    assert set(DraftLink.objects.all()) == {works}


def test_addresses_of_what_was_sent_are_kept_as_long_as_they_are_counted():
    draft = begin_and_ask(publish())
    draft.delete()
    retention.delete_expired()
    assert SurveyEmail.objects.exists()
    with later(days=1, minutes=1):
        retention.delete_expired()
    assert not SurveyEmail.objects.exists()


@pytest.mark.parametrize(("kept", "reminded_on"), [(30, 27), (7, 4), (6, 5), (2, 1)])
def test_who_asked_for_a_link_is_reminded_once_before_the_end(kept, reminded_on):
    begin_and_ask(publish(draft_days=kept), language="fi")
    with later(days=reminded_on, minutes=-1):
        retention.remind()
        assert mail.outbox == []
    with later(days=reminded_on, minutes=1):
        retention.remind()
        retention.remind()
    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert "/fi/survey/demo-survey/" in message.body


def test_who_goes_on_is_reminded_again_the_next_time():
    draft = begin_and_ask(publish())
    with later(days=28):
        retention.remind()
    with later(days=28, minutes=5):
        go_on(draft)
        retention.remind()
    with later(days=28 + 28):
        retention.remind()
    assert len(mail.outbox) == 2


def test_who_answers_as_the_reminder_is_written_is_not_reminded(monkeypatch):
    draft = begin_and_ask(publish())
    with later(days=28):
        before(monkeypatch, "_remind_of", lambda: go_on(draft))
        retention.remind()
    assert mail.outbox == []


def test_the_reminder_goes_to_where_the_latest_link_that_works_went():
    page = publish()
    draft = begin_and_ask(page)
    for address in ("second@demo.example", "third@demo.example"):
        resuming.send_link(draft, email=address, language="sv")
    DraftLink.objects.filter(sent_to="third@demo.example").update(revoked_at=timezone.now())
    mail.outbox.clear()
    with later(days=28):
        retention.remind()
    assert [message.to for message in mail.outbox] == [["second@demo.example"]]


def test_nobody_is_reminded_without_a_link_of_a_closed_survey_or_of_a_single_day():
    begin(publish())
    begin_and_ask(publish({"key": "closed-survey"}, closes_at=timezone.now() + timedelta(days=5)))
    begin_and_ask(publish({"key": "quick-survey"}, draft_days=1))
    for hours in (1, 23, 28 * 24):
        with later(hours=hours):
            retention.remind()
    assert mail.outbox == []


def test_finding_drafts_takes_no_query_for_each(django_assert_num_queries):
    page = publish()
    for _number in range(5):
        begin(page)
    with django_assert_num_queries(4):
        retention.remind()
    with django_assert_num_queries(5):
        retention.delete_expired()


def test_the_clock_does_both():
    begin_and_ask(publish())
    with later(days=28):
        clock.run_all()
    assert len(mail.outbox) == 1
    with later(days=31):
        clock.run_all()
    assert not Draft.objects.exists()
