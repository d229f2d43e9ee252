"""The yearly follow-up, from the day it falls due to what its answer leads to."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners import services
from partners.models import EndingNotice, GoalReport, Partner, ProgrammeSettings, Task
from partners.states import GoalState
from tests.factories.cases import CaseFactory
from tests.factories.partners import EndingNoticeFactory, FollowUpFactory, GoalFactory
from tests.partners.services.acts import answer, letters_of, prepare, snapshot

pytestmark = pytest.mark.django_db


def tasks_of(partner: Partner) -> set[str]:
    return set(Task.objects.open().filter(partner=partner).values_list("kind", flat=True))


def reply(partner: Partner, **changed):
    result = services.answer_follow_up(partner=partner, answer=answer(partner, **changed), channel="link")
    partner.refresh_from_db()
    return result


def test_a_follow_up_counts_its_days_from_when_it_was_asked():
    partner = CaseFactory(active=True)
    Partner.objects.update(follow_up_on=timezone.localdate() - timedelta(days=60))
    follow_up = services.fall_due(partner=partner)
    assert follow_up.days_waited == 0
    assert services.remind(follow_up=follow_up) is None
    assert (letters_of(partner), tasks_of(partner)) == (["follow_up"], {"follow_up"})


def test_reminders_go_once_each_and_are_logged_as_attempts():
    partner = CaseFactory(follow_up_due=True)
    follow_up = partner.follow_ups.get()
    partner.follow_ups.update(due_on=timezone.localdate() - timedelta(days=40))
    assert [services.remind(follow_up=follow_up) for _ in range(3)] == ["first_reminder", None, None]
    partner.follow_ups.update(first_reminder_at=timezone.now() - timedelta(days=14))
    assert [services.remind(follow_up=follow_up) for _ in range(2)] == ["second_reminder", None]
    assert [attempt.outcome for attempt in partner.attempts.all()] == ["no_answer"] * 2


@pytest.mark.parametrize("trait", ["active", "revising", "withdrawn"])
def test_nobody_is_reminded_once_the_case_has_moved_on(trait):
    partner = CaseFactory(**{trait: True})
    waiting = FollowUpFactory(partner=partner, due_on=timezone.localdate() - timedelta(days=20))
    assert services.remind(follow_up=waiting) is None


def test_nobody_is_reminded_of_what_has_been_answered():
    partner = CaseFactory(follow_up_due=True)
    partner.follow_ups.update(due_on=timezone.localdate() - timedelta(days=20))
    seen_before = partner.follow_ups.get()
    reply(partner)
    assert services.remind(follow_up=seen_before) is None
    assert letters_of(partner) == ["thanks"]


def test_an_answer_is_kept_and_the_next_is_asked_in_a_year():
    partner = CaseFactory(follow_up_due=True)
    follow_up = reply(partner, answered_by="Demo Person")
    assert (partner.state, follow_up.channel, follow_up.answered_by) == ("active", "link", "Demo Person")
    assert (partner.follow_up_on - timezone.localdate()).days in (365, 366)
    assert GoalReport.objects.get().state == partner.goals.get().state == "on_track"
    with pytest.raises(ValidationError, match="already been answered"):
        reply(partner)


def test_each_goal_is_answered_for_and_nothing_is_kept_otherwise():
    partner = CaseFactory(follow_up_due=True)
    given = answer(partner)
    GoalFactory(partner=partner)
    before = snapshot(partner)
    for incomplete in (given, answer(partner, states=GoalState.REVISED)):
        with pytest.raises(ValidationError, match="Say of each goal"):
            services.answer_follow_up(partner=partner, answer=incomplete, channel="link")
        assert snapshot(partner) == before


@pytest.mark.parametrize("part", ["continuation", "support"])
def test_no_part_is_left_out(part):
    partner = CaseFactory(follow_up_due=True)
    before = snapshot(partner)
    with pytest.raises(ValidationError):
        reply(partner, **{part: ""})
    assert snapshot(partner) == before


def test_a_goal_that_is_behind_opens_an_offer_of_support_and_nothing_else():
    partner = CaseFactory(follow_up_due=True)
    reply(partner, states=GoalState.BEHIND)
    assert (partner.state, tasks_of(partner)) == ("active", {"offer_support"})
    assert not EndingNotice.objects.exists()
    partner.refresh_from_db()
    for act in (services.give_notice, services.end_commitment):
        with pytest.raises(ValidationError):
            act(partner=partner, user=_superuser())


def _superuser():
    from cms.models import User

    return User.objects.create_superuser(f"admin{User.objects.count()}", "a@borga.example", "password")


@pytest.mark.parametrize(("support", "task"), [("city", "support_city"), ("business", "support_business")])
def test_support_becomes_a_task_and_a_letter_to_the_development_company(support, task):
    settings = ProgrammeSettings.load()
    settings.business_support_email = "stod@bolag.example"
    settings.save()
    partner = CaseFactory(follow_up_due=True)
    reply(partner, support=support, support_note="Energirådgivning")
    assert tasks_of(partner) == {task}
    extra = ["business_support"] if support == "business" else []
    assert letters_of(partner) == ["thanks", *extra]


@pytest.mark.parametrize(
    ("changed", "task", "letters"),
    [
        ({"continuation": "revise", "wishes": "Byt"}, "new_goals", ["thanks", "next_goals"]),
        ({"states": GoalState.REACHED}, "new_goals", ["thanks", "next_goals"]),
        ({"continuation": "not_interested"}, "ask_to_continue", ["thanks"]),
    ],
)
def test_reached_goals_or_a_wish_for_change_open_the_goals(changed, task, letters):
    partner = CaseFactory(follow_up_due=True)
    reply(partner, **changed)
    assert (partner.state, tasks_of(partner), letters_of(partner)) == ("revising", {task}, letters)


def test_a_late_answer_withdraws_the_notice():
    partner = CaseFactory(no_reply=True)
    EndingNoticeFactory(commitment=partner.commitments.get())
    reply(partner)
    assert partner.state == "active"
    assert EndingNotice.objects.get().withdrawn_on == timezone.localdate()


def test_the_wait_ends_with_a_second_channel():
    partner = CaseFactory(follow_up_due=True)
    prepare(partner, "stop_waiting")
    services.stop_waiting(partner=partner)
    partner.refresh_from_db()
    assert (partner.state, tasks_of(partner)) == ("no_reply", {"second_channel"})
