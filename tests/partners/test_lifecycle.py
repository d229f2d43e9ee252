"""The table of a case's moves."""

import pytest
from django.core.exceptions import ValidationError

from partners import lifecycle
from partners.models import Partner
from partners.states import ENDED, IN_FORCE, GoalState, PartnerState
from tests.factories.partners import GoalFactory, PartnerFactory

pytestmark = pytest.mark.usefixtures("in_english")

MOVES = {
    ("contact", "receive_mapping"): "mapping_received",
    ("mapping_received", "receive_mapping"): "mapping_received",
    ("closed", "receive_mapping"): "mapping_received",
    ("mapping_received", "agree_goals"): "goals",
    ("goals", "agree_goals"): "goals",
    ("goals", "activate"): "active",
    ("contact", "close"): "closed",
    ("mapping_received", "close"): "closed",
    ("goals", "close"): "closed",
    ("ready_to_sign", "close"): "closed",
    ("scheduled", "close"): "closed",
    ("active", "withdraw"): "withdrawn",
    ("closed", "reopen"): "contact",
    ("withdrawn", "reopen"): "contact",
}


def test_the_table_allows_these_moves_and_no_others():
    found = {
        (state.value, row.action): row.target.value
        for state in PartnerState
        for row in lifecycle.allowed(Partner(state=state))
    }
    assert found == MOVES


@pytest.mark.parametrize("row", lifecycle.TRANSITIONS, ids=lambda row: row.action)
def test_an_ended_case_is_never_moved_by_accident(row):
    assert row.action in {"receive_mapping", "reopen"} or not set(row.sources) & set(ENDED)


def test_a_move_from_another_state_is_refused_in_words():
    with pytest.raises(ValidationError, match="Contact"):
        lifecycle.check(Partner(state=PartnerState.CONTACT), "activate")


@pytest.mark.django_db
def test_activation_waits_for_an_agreed_goal():
    partner = PartnerFactory(with_goals_agreed=True)
    GoalFactory(partner=partner, state=GoalState.DRAFT)
    with pytest.raises(ValidationError, match="at least one goal"):
        lifecycle.check(partner, "activate")


@pytest.mark.django_db
def test_activation_waits_for_the_effect_of_a_goal():
    partner = PartnerFactory(with_goals_agreed=True)
    goal = GoalFactory(partner=partner, state=GoalState.AGREED)
    with pytest.raises(ValidationError, match="why at least one of the goals matters"):
        lifecycle.check(partner, "activate")
    goal.effect_fi = "Sähkö on suurin kulumme."
    goal.save()
    assert lifecycle.check(partner, "activate").target == PartnerState.ACTIVE


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("contact", "receive_mapping"),
        ("mapping_received", "agree_goals"),
        ("goals", "activate"),
        ("active", None),
        ("closed", None),
        ("withdrawn", None),
    ],
)
def test_the_next_step_takes_an_open_case_onwards(state, action):
    step = lifecycle.next_step(Partner(state=state))
    assert (step.action if step else None) == action


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("contact", ["current", "todo", "todo", "todo"]),
        ("mapping_received", ["done", "current", "todo", "todo"]),
        ("scheduled", ["done", "done", "current", "todo"]),
        *((state, ["done", "done", "done", "current"]) for state in IN_FORCE),
        ("withdrawn", ["done", "done", "done", "todo"]),
        ("closed", ["todo", "todo", "todo", "todo"]),
    ],
)
@pytest.mark.django_db
def test_the_path_shows_where_a_case_stands(state, expected):
    signed = {"signed_on": "2025-01-01"} if state in (*IN_FORCE, "withdrawn") else {}
    partner = PartnerFactory(state=state, **signed)
    if state == "scheduled":
        GoalFactory(partner=partner, state=GoalState.AGREED)
    assert [mark["state"] for mark in lifecycle.path_for(partner)] == expected


@pytest.mark.django_db
def test_goals_are_behind_a_case_once_one_is_agreed():
    partner = PartnerFactory(with_goals_agreed=True)
    assert lifecycle.path_for(partner)[1]["state"] == "current"
    GoalFactory(partner=partner, state=GoalState.AGREED)
    assert [mark["state"] for mark in lifecycle.path_for(partner)] == ["done", "done", "current", "todo"]
