"""What the records of the programme accept, and what they say when they do not."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from partners.models import Award, Goal, Partner
from partners.states import PUBLIC_STATES, GoalState, PartnerState
from tests.factories.partners import (
    AwardFactory,
    GoalFactory,
    GoalTemplateFactory,
    PartnerFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def errors_of(record):
    with pytest.raises(ValidationError) as raised:
        record.full_clean()
    return raised.value.message_dict


@pytest.mark.parametrize("typed", ["0000001-9", "00000019", "000001-9", " 0000001 - 9"])
def test_a_business_id_is_kept_in_one_form(typed):
    partner = PartnerFactory.build(business_id=typed)
    partner.full_clean()
    assert partner.business_id == "0000001-9"


def test_a_wrong_business_id_is_refused_in_the_readers_language():
    with translation.override("fi"):
        errors = errors_of(PartnerFactory.build(business_id="0000001-8"))
    assert errors == {"business_id": ["Y-tunnuksen tarkistusnumero ei täsmää. Tarkistakaa numerot."]}


def test_two_partners_cannot_have_one_business_id():
    PartnerFactory(business_id="0000001-9")
    assert list(errors_of(PartnerFactory.build(business_id="0000001-9"))) == ["business_id"]
    with pytest.raises(IntegrityError, match="business_id"), transaction.atomic():
        PartnerFactory(business_id="0000001-9")


def test_any_number_of_partners_have_no_business_id():
    PartnerFactory(business_id="")
    PartnerFactory.build(business_id="").full_clean()


def test_a_contact_language_is_one_of_the_sites():
    with pytest.raises(IntegrityError, match="partner_contact_language"), transaction.atomic():
        PartnerFactory(contact_language="de")


@pytest.mark.parametrize("state", [*PUBLIC_STATES, PartnerState.WITHDRAWN, PartnerState.TERMINATED])
def test_a_partner_that_has_signed_has_the_day_of_signing(state):
    with pytest.raises(IntegrityError, match="partner_signed_on"), transaction.atomic():
        PartnerFactory(state=state, signed_on=None)


def test_an_editors_draft_does_not_bring_back_an_old_state():
    partner = PartnerFactory(mapped=True)
    partner.description_sv = "Nytt"
    draft = partner.save_revision()
    Partner.objects.filter(pk=partner.pk).update(state=PartnerState.GOALS)
    draft.refresh_from_db()
    draft.publish()
    partner.refresh_from_db()
    assert (partner.state, partner.description_sv) == (PartnerState.GOALS, "Nytt")


def test_public_partners_are_published_and_in_force():
    shown = PartnerFactory(active=True)
    PartnerFactory(active=True, live=False)
    PartnerFactory(withdrawn=True)
    PartnerFactory(mapped=True, live=True)
    assert list(Partner.objects.public()) == [shown]


def test_public_goals_are_those_the_partner_stands_by():
    partner = PartnerFactory(active=True)
    for state in GoalState:
        GoalFactory(partner=partner, state=state)
    shown = Partner.objects.public().with_goals().get().public_goals
    assert {goal.state for goal in shown} == {"signed", "on_track", "behind", "reached"}


def test_a_goal_takes_its_words_from_the_library():
    template = GoalTemplateFactory()
    goal = Goal(partner=PartnerFactory(), template=template, target=12, target_year=2027, baseline_year=2025)
    goal.full_clean()
    assert (goal.pledge_sv, goal.pledge_en) == (
        "Vi minskar med 12 % från 2025 senast 2027.",
        "We will cut 12% from 2025 by 2027.",
    )
    assert (goal.theme, goal.unit, goal.direction) == (template.theme, template.unit, "decrease")


def test_a_goal_keeps_its_own_words():
    goal = Goal(
        partner=PartnerFactory(),
        template=GoalTemplateFactory(),
        target=12,
        target_year=2027,
        baseline_year=2025,
        pledge_sv="Egna ord.",
    )
    goal.full_clean()
    assert (goal.pledge_sv, goal.pledge_fi) == ("Egna ord.", "Vähennämme 12 % vuodesta 2025 vuoteen 2027.")


def test_a_goal_says_which_numbers_its_pledge_needs():
    goal = Goal(partner=PartnerFactory(), template=GoalTemplateFactory(), target_year=2027)
    assert set(errors_of(goal)) == {"target", "baseline_year"}


def test_a_goal_of_its_own_needs_a_theme_and_a_pledge():
    assert set(errors_of(Goal(partner=PartnerFactory()))) == {"theme", "pledge_sv"}


@pytest.mark.parametrize(
    ("numbers", "constraint"),
    [
        ({"target_year": 20300}, "goal_target_year_range"),
        ({"baseline_year": 25}, "goal_baseline_year_range"),
        ({"baseline_year": 2030}, "goal_target_after_baseline"),
        ({"target": -1}, "goal_target_unsigned"),
    ],
)
def test_numbers_of_a_goal_are_held_by_the_database(numbers, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        GoalFactory(**numbers)


@pytest.mark.usefixtures("in_english")
def test_one_award_a_year():
    AwardFactory(year=2026)
    assert errors_of(AwardFactory.build(year=2026, partner=PartnerFactory(active=True))) == {
        "year": ["There is already an award for this year."]
    }
    with pytest.raises(IntegrityError, match="year"), transaction.atomic():
        AwardFactory(year=2026)


def test_an_award_goes_to_a_partner_that_has_signed():
    assert list(errors_of(AwardFactory.build(partner=PartnerFactory(mapped=True)))) == ["partner"]


def test_an_award_outlives_the_partnership():
    award = AwardFactory(partner=PartnerFactory(withdrawn=True))
    assert list(Award.objects.public()) == [award]
    with pytest.raises(ProtectedError):
        award.partner.delete()


def test_a_template_refuses_a_placeholder_it_does_not_know():
    template = GoalTemplateFactory.build(
        theme=ThemeFactory(), unit=GoalTemplateFactory().unit, pledge_template_fi="{amount}"
    )
    assert list(errors_of(template)) == ["pledge_template_fi"]
