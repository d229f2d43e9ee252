"""The clock's jobs: what is due, nothing else, and nobody kept from their turn."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners import jobs
from partners.models import EndingGround, FollowUp, Partner
from partners.states import PartnerState
from tests.factories.cases import CaseFactory
from tests.factories.partners import EndingNoticeFactory
from tests.partners.services.acts import letters_of, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_wait(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def tick() -> int:
    """Run the jobs; returns how many queries they made."""
    with CaptureQueriesContext(connection) as queries:
        for job in jobs.JOBS.values():
            job()
    return len(queries)


def test_cases_that_are_not_due_cost_nothing(caplog):
    tick()
    quiet = tick()
    for trait in ("active", "revising", "follow_up_due", "no_reply", "withdrawn", "scheduled"):
        CaseFactory.create_batch(2, **{trait: True})
    reminded = CaseFactory(follow_up_due=True)
    reminded.follow_ups.update(due_on=timezone.localdate() - timedelta(days=20), first_reminder_at=timezone.now())
    before = list(Partner.objects.order_by("pk").values_list("state", "case_version"))
    assert tick() == quiet
    assert list(Partner.objects.order_by("pk").values_list("state", "case_version")) == before
    assert caplog.records == []


def test_the_clock_may_run_again_and_again():
    partner = CaseFactory(active=True)
    prepare(partner, "fall_due")
    for _time in range(3):
        tick()
    partner.refresh_from_db()
    assert (partner.state, letters_of(partner), partner.follow_ups.count()) == ("follow_up_due", ["follow_up"], 1)


def test_a_case_that_fails_keeps_no_other_from_its_turn(monkeypatch, caplog):
    partners = CaseFactory.create_batch(2, active=True)
    for partner in partners:
        prepare(partner, "fall_due")
    fall_due = jobs.fall_due

    def failing(*, partner):
        if partner == partners[0]:
            raise RuntimeError("broken")
        return fall_due(partner=partner)

    monkeypatch.setattr(jobs, "fall_due", failing)
    jobs.begin_follow_ups()
    assert [Partner.objects.get(pk=partner.pk).state for partner in partners] == ["active", "follow_up_due"]
    assert f"partner {partners[0].pk}" in caplog.text


@pytest.mark.parametrize(
    ("error", "is_logged"),
    [
        (ValidationError("Someone was first", code="changed"), False),
        (ValidationError([ValidationError("Too early", code="missing")]), False),
        (ValidationError({"name": "Too long"}), True),
    ],
)
def test_only_what_is_wrong_is_logged(error, is_logged, monkeypatch, caplog):
    prepare(CaseFactory(active=True), "fall_due")

    def refusing(*, partner):
        raise error

    monkeypatch.setattr(jobs, "fall_due", refusing)
    jobs.begin_follow_ups()
    assert bool(caplog.records) is is_logged


def test_a_reminder_that_fails_keeps_no_other(monkeypatch, caplog):
    partners = CaseFactory.create_batch(2, follow_up_due=True)
    FollowUp.objects.update(due_on=timezone.localdate() - timedelta(days=15))
    remind = jobs.remind

    def failing(*, follow_up):
        if follow_up.partner == partners[0]:
            raise RuntimeError("broken")
        return remind(follow_up=follow_up)

    monkeypatch.setattr(jobs, "remind", failing)
    jobs.remind_of_follow_ups()
    assert sorted(letters for partner in partners for letters in letters_of(partner)) == ["first_reminder"]
    assert "broken" in caplog.text


def test_a_wait_that_is_over_leads_to_the_second_channel():
    partner = CaseFactory(follow_up_due=True)
    prepare(partner, "stop_waiting")
    tick()
    partner.refresh_from_db()
    assert partner.state == "no_reply"


def test_a_case_under_notice_is_left_alone_when_its_follow_up_day_comes():
    partner = CaseFactory(revising=True)
    Partner.objects.filter(pk=partner.pk).update(follow_up_on=timezone.localdate())
    EndingNoticeFactory(commitment=partner.commitments.in_force().get(), ground=EndingGround.NOT_INTERESTED)
    jobs.begin_follow_ups()
    partner.refresh_from_db()
    assert partner.state == PartnerState.REVISING
