"""The programme's table, as the programme tells it: every state, every step, everyone who could try it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import User
from partners import lifecycle
from partners.lifecycle import Actor
from partners.models import (
    Commitment,
    ContactAttempt,
    DataProtectionDescription,
    EndingNotice,
    FollowUp,
    Partner,
    SigningInvitation,
    SigningOccasion,
)
from partners.states import ENDED, IN_FORCE, GoalState, PartnerState
from partners.step_marks import path_for
from tests.factories.cases import CaseFactory
from tests.factories.partners import GoalFactory, PartnerFactory
from tests.partners.services.acts import act, letters_of, prepare, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OVER = ("terminated", "withdrawn", "closed")
HOLDING = ("active", "follow_up_due", "revising", "no_reply")
UNSIGNED = ("contact", "mapping_received", "goals", "ready_to_sign", "scheduled")
EITHER, CITY, TIME = ("staff", "organisation"), ("staff",), ("clock",)

# step: from where, to where, by whom, with which right, and the letters that go out.
PROGRAMME = {
    "receive_mapping": (("contact", "mapping_received", *OVER), "mapping_received", EITHER, "change_partner",
                        ["mapping_received"]),
    "discuss_mapping": (("mapping_received",), "goals", CITY, "change_partner", ["suggested_goals"]),
    "agree_goals": (("mapping_received", "goals"), "goals", CITY, "change_partner", []),
    "draw_up": (("goals",), "ready_to_sign", CITY, "change_partner", ["draft_commitment"]),
    "change_goals": (("ready_to_sign",), "goals", CITY, "change_partner", []),
    "schedule": (("ready_to_sign",), "scheduled", CITY, "change_partner", ["invitation"]),
    "postpone": (("scheduled",), "ready_to_sign", CITY, "change_partner", ["new_date"]),
    "activate": (("scheduled",), "active", CITY, "publish_partner", ["signed", "symbol"]),
    "fall_due": (("active", "revising"), "follow_up_due", TIME, "", ["follow_up"]),
    "answer": (("follow_up_due", "no_reply"), "active", EITHER, "change_partner", ["thanks"]),
    "stop_waiting": (("follow_up_due",), "no_reply", TIME, "", []),
    "revise": (("active", "follow_up_due"), "revising", EITHER, "change_partner", ["next_goals"]),
    "renew": (("revising",), "active", EITHER, "change_partner", ["annex"]),
    "end_unanswered": (("no_reply",), "terminated", CITY, "end_commitment", ["ended"]),
    "end_uninterested": (("revising",), "terminated", CITY, "end_commitment", ["ended"]),
    "withdraw": (HOLDING, "withdrawn", EITHER, "change_partner", ["withdrawn"]),
    "close": (UNSIGNED, "closed", EITHER, "change_partner", ["closed"]),
    "reopen": (OVER, "contact", EITHER, "change_partner", ["welcome"]),
}  # fmt: skip
RIGHTS = ("", "change_partner", "publish_partner", "end_commitment")
WHO = [("staff", right) for right in RIGHTS] + [("organisation", ""), ("clock", "")]
SAME_SERVICE = {("end_unanswered", "revising"): "end_uninterested", ("end_uninterested", "no_reply"): "end_unanswered"}
"""One service ends a commitment: its state says on which ground."""
TRAITS = {"goals": "with_goals_agreed", "mapping_received": "mapped", "ready_to_sign": "ready"}


@pytest.fixture(autouse=True)
def letters_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def case_in(state: str) -> Partner:
    partner = CaseFactory() if state == "contact" else CaseFactory(**{TRAITS.get(state, state): True})
    partner.refresh_from_db()
    assert partner.state == state
    return partner


@pytest.fixture
def people(db):
    """A member of staff for each right, who has no other."""
    users = {right: User.objects.create(username=f"with {right or 'nothing'}") for right in RIGHTS}
    for right in RIGHTS[1:]:
        users[right].user_permissions.add(Permission.objects.get(codename=right))
    return users


def test_the_programme_knows_these_steps_and_no_others():
    assert {row.action for row in lifecycle.TRANSITIONS} == set(PROGRAMME)


@pytest.mark.parametrize("action", PROGRAMME)
@pytest.mark.parametrize("state", PartnerState.values)
def test_a_step_is_taken_from_its_states_by_those_who_may(state, action, people):
    partner = case_in(state)
    prepare(partner, SAME_SERVICE.get((action, state), action))
    partner.refresh_from_db()
    before = snapshot(partner)
    sources, target, actors, right_needed, letters = PROGRAMME[SAME_SERVICE.get((action, state), action)]
    for actor, right in WHO:
        allowed = state in sources and actor in actors and (actor != "staff" or right == right_needed)
        if actor != "staff" and state not in PROGRAMME[action][0]:
            allowed = False
        with transaction.atomic():
            if allowed and (action, actor) == ("renew", "organisation"):
                pass  # Both agree; it is staff who write it down.
            elif allowed:
                act(partner, action, Actor(actor), people[right] if actor == "staff" else None)
                now = Partner.objects.get(pk=partner.pk)
                entry = ModelLogEntry.objects.for_instance(now).filter(action__startswith="partners.").first()
                taken = SAME_SERVICE.get((action, state), action)
                assert (now.state, entry.action) == (target, f"partners.{taken}"), (actor, right)
                assert (entry.user, entry.data["actor"]) == (people[right] if actor == "staff" else None, actor)
                assert letters_of(now) == letters, (actor, right)
                assert now.case_version > partner.case_version
            else:
                with pytest.raises((ValidationError, PermissionDenied)), transaction.atomic():
                    act(partner, action, Actor(actor), people[right] if actor == "staff" else None)
                assert snapshot(partner) == before, (actor, right)
            transaction.set_rollback(True)


NOTHING_MISSING = {
    "agree_goals": "with_goals_agreed", "draw_up": "with_goals_agreed", "schedule": "scheduled",
    "activate": "scheduled", "fall_due": "active", "answer": "follow_up_due", "stop_waiting": "follow_up_due",
    "renew": "revising", "end_unanswered": "no_reply", "end_uninterested": "revising",
}  # fmt: skip


def missing(partner: Partner, action: str) -> list[str]:
    """What the step's guard says, in words."""
    return [str(words) for words in lifecycle.transition(action).guard(Partner.objects.get(pk=partner.pk))]


@pytest.mark.parametrize("action", [action for action in NOTHING_MISSING if action != "answer"])
def test_nothing_is_missing_where_all_is_there(action):
    partner = CaseFactory(**{NOTHING_MISSING[action]: True})
    prepare(partner, action)
    assert missing(partner, action) == []


LATER = timezone.localdate() + timedelta(days=5)
LACKS = [
    ("agree_goals", lambda p: p.goals.all().delete(), "Agree on at least one goal with the organisation."),
    ("draw_up", lambda p: p.goals.update(state="draft"), "Agree on at least one goal with the organisation."),
    ("draw_up", lambda p: p.goals.update(effect_sv=""), "Note why at least one of the goals matters for"),
    ("draw_up", lambda p: DataProtectionDescription.objects.all().delete(), "Write the data-protection description"),
    ("draw_up", lambda p: DataProtectionDescription.objects.update(valid_from=LATER), "Write the data-protection"),
    ("schedule", lambda p: SigningInvitation.objects.all().delete(), "Choose an open signing occasion, and name who"),
    ("schedule", lambda p: SigningOccasion.objects.update(state="held"), "Choose a signing occasion that is still"),
    ("activate", lambda p: Commitment.objects.all().delete(), "Draw up the commitment."),
    ("activate", lambda p: p.commitments.update(organisation_signed_on=None), "Record the organisation's signature."),
    ("activate", lambda p: p.commitments.update(city_signed_on=None), "Record the city's signature."),
    ("activate", lambda p: p.commitments.update(goals=[]), "The commitment has no goals."),
    ("activate", lambda p: p.commitments.update(description=None), "Record which version of the data-protection"),
    ("fall_due", lambda p: Partner.objects.update(follow_up_on=LATER), "The day of the next follow-up has not come."),
    ("stop_waiting", lambda p: p.follow_ups.update(second_reminder_at=None), "Both reminders must have been sent"),
    ("stop_waiting", lambda p: p.follow_ups.update(due_on=date.today()), "Both reminders must have been sent"),
    ("stop_waiting", lambda p: p.follow_ups.update(second_reminder_at=timezone.now()), "time given to answer them"),
    ("renew", lambda p: p.goals.update(state="reached"), "Agree on at least one goal with the organisation."),
    ("end_unanswered", lambda p: p.attempts.first().delete(), "once more, and log the attempt."),
    ("end_unanswered", lambda p: p.attempts.all().delete(), "3 more times, and log each attempt."),
    ("end_unanswered", lambda p: ContactAttempt.objects.update(outcome="reached"), "3 more times"),
    ("end_unanswered", lambda p: EndingNotice.objects.all().delete(), "Give the organisation notice"),
    ("end_unanswered", lambda p: EndingNotice.objects.update(ground="not_interested"), "Give the organisation notice"),
    ("end_unanswered", lambda p: EndingNotice.objects.update(withdrawn_on=date.today()), "Give the organisation"),
    ("end_unanswered", lambda p: EndingNotice.objects.update(ends_on=LATER), "Wait until the time of notice is over"),
    ("end_uninterested", lambda p: p.attempts.all().delete(), "Log the contact in which the organisation said"),
    ("end_uninterested", lambda p: EndingNotice.objects.all().delete(), "Give the organisation notice"),
    ("end_uninterested", lambda p: EndingNotice.objects.update(ground="no_answer"), "Give the organisation notice"),
]  # fmt: skip


@pytest.mark.parametrize(("action", "take_away", "words"), LACKS)
def test_one_missing_thing_is_named(action, take_away, words):
    partner = CaseFactory(**{NOTHING_MISSING[action]: True})
    prepare(partner, action)
    take_away(partner)
    [said] = missing(partner, action)
    assert words in said


def test_an_unanswered_follow_up_waits_for_its_three_parts():
    partner = CaseFactory(follow_up_due=True)
    assert missing(partner, "answer") == ["Answer all three parts of the follow-up."]
    FollowUp.objects.update(answered_at=timezone.now(), channel="link", continuation="keep", support="none")
    assert missing(partner, "answer") == []


def test_what_is_missing_has_a_code_that_the_clock_knows():
    with pytest.raises(ValidationError) as raised:
        lifecycle.check(CaseFactory(active=True), "fall_due", Actor.CLOCK)
    assert [error.code for error in raised.value.error_list] == ["missing"]


@pytest.mark.parametrize("row", lifecycle.TRANSITIONS, ids=lambda row: row.action)
def test_an_ended_case_is_never_moved_by_accident(row):
    assert row.action in {"receive_mapping", "reopen"} or not set(row.sources) & set(ENDED)


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("contact", "receive_mapping"), ("mapping_received", "discuss_mapping"), ("goals", "draw_up"),
        ("ready_to_sign", "schedule"), ("scheduled", "activate"), ("active", None), ("follow_up_due", "answer"),
        ("no_reply", "answer"), ("revising", "renew"), ("closed", None), ("withdrawn", None), ("terminated", None),
    ],
)  # fmt: skip
def test_the_next_step_takes_an_open_case_onwards(state, action):
    step = lifecycle.next_step(Partner(state=state))
    assert (step.action if step else None) == action


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("contact", ["current", "todo", "todo", "todo"]),
        ("mapping_received", ["done", "current", "todo", "todo"]),
        ("ready_to_sign", ["done", "done", "current", "todo"]),
        ("scheduled", ["done", "done", "current", "todo"]),
        *((state.value, ["done", "done", "done", "current"]) for state in IN_FORCE),
        ("withdrawn", ["done", "done", "done", "todo"]),
        ("terminated", ["done", "done", "done", "todo"]),
        ("closed", ["todo", "todo", "todo", "todo"]),
    ],
)
def test_the_path_shows_where_a_case_stands(state, expected):
    assert [mark["state"] for mark in path_for(case_in(state))] == expected


def test_goals_are_behind_a_case_once_one_is_agreed():
    partner = PartnerFactory(with_goals_agreed=True)
    assert path_for(partner)[1]["state"] == "current"
    GoalFactory(partner=partner, state=GoalState.AGREED)
    assert [mark["state"] for mark in path_for(partner)] == ["done", "done", "current", "todo"]
