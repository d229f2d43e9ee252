"""The data migration for partners that signed before commitments were registered."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from partners import frozen_goals, jobs, papers, services
from partners.models import Commitment, DataProtectionDescription, Partner
from tests.factories.partners import GoalFactory, PartnerFactory

migration = import_module("partners.migrations.0004_partners_before_the_register")

pytestmark = pytest.mark.django_db

TODAY = time_machine.travel("2026-11-24 12:00+00:00", tick=False)


@pytest.fixture(autouse=True)
def letters_wait(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def before(signed_on: date, **kind: Any) -> Partner:
    made = PartnerFactory(**kind)
    Partner.objects.filter(pk=made.pk).update(signed_on=signed_on, follow_up_on=None, validity_code=None)
    made.refresh_from_db()
    return made


def register() -> None:
    migration.register(apps, None)


@TODAY
def test_a_partner_in_force_gets_its_commitment_with_the_goals_it_stands_by():
    partner = before(date(2025, 10, 1), active=True)
    goal = GoalFactory(partner=partner, state="signed")
    GoalFactory(partner=partner, state="dropped")
    register()
    commitment = Commitment.objects.get(partner=partner)
    commitment.full_clean()
    assert (commitment.number, commitment.state, commitment.city_signed_on) == (
        "2025-0001",
        "in_force",
        date(2025, 10, 1),
    )
    assert [entry["goal"] for entry in commitment.goals] == [goal.pk]
    assert papers.commitment_pdf(commitment, "sv").startswith(b"%PDF")


def test_goals_as_a_migration_knows_them_read_in_each_language():
    """A migration's models have their choices in English only."""
    goal = GoalFactory(state="on_track", horizon="long_term")
    loader = MigrationLoader(connection)
    then = loader.project_state(("partners", "0003_the_whole_case")).apps.get_model("partners", "Goal")
    texts = frozen_goals.freeze(then.objects.get(pk=goal.pk))["texts"]
    assert texts == frozen_goals.freeze(goal)["texts"]
    assert texts["sv"]["outcome"] != texts["en"]["outcome"]


@TODAY
@pytest.mark.parametrize(
    ("signed_on", "next_one"),
    [
        (date(2026, 3, 1), date(2027, 3, 1)),
        (date(2023, 12, 1), date(2026, 12, 1)),
        (date(2023, 11, 24), date(2026, 11, 24)),
        (date(2024, 2, 29), date(2027, 2, 28)),
    ],
)
def test_the_next_follow_up_is_on_the_next_anniversary(signed_on, next_one):
    partner = before(signed_on, active=True)
    register()
    partner.refresh_from_db()
    assert partner.follow_up_on == next_one
    assert partner.validity_code is not None


def test_only_partners_in_force_without_a_commitment_are_registered_and_only_once():
    for kind in ("ready", "closed", "withdrawn", "terminated"):
        PartnerFactory(**{kind: True})
    register()
    assert not DataProtectionDescription.objects.exists()
    for _number in range(2):
        before(date(2025, 1, 1), active=True)
    register()
    register()
    assert sorted(Commitment.objects.values_list("number", flat=True)) == ["2025-0001", "2025-0002"]


def test_what_was_accepted_on_paper_is_nothing_that_somebody_who_signs_today_accepts():
    before(date(2025, 1, 1), active=True)
    register()
    assert DataProtectionDescription.objects.get().version == DataProtectionDescription.ON_PAPER
    assert DataProtectionDescription.objects.current() is None


@pytest.mark.parametrize("state", ["follow_up_due", "no_reply"])
def test_a_partner_that_is_waited_for_has_something_to_answer(state):
    partner = before(date(2025, 1, 1), **{state: True})
    register()
    assert partner.follow_ups.open().count() == 1


@TODAY
def test_the_clock_begins_the_follow_up_of_a_registered_partner():
    partner = before(date(2025, 11, 24), active=True)
    register()
    jobs.begin_follow_ups()
    partner.refresh_from_db()
    assert partner.state == "follow_up_due"


def test_a_registered_partner_may_leave():
    partner = before(date(2025, 1, 1), active=True)
    register()
    partner.refresh_from_db()
    services.withdraw(partner=partner, actor="organisation")
    assert Commitment.objects.get(partner=partner).state == "ended"


def test_without_the_register_the_city_cannot_give_notice_and_says_so(admin_user):
    partner = before(date(2025, 1, 1), no_reply=True)
    with pytest.raises(ValidationError, match=r"\w"):
        services.give_notice(partner=partner, user=admin_user)
    register()
    partner.refresh_from_db()
    assert services.give_notice(partner=partner, user=admin_user).commitment.partner == partner
