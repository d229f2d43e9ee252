"""Goals: agreed on before signing, set anew with an annex, and frozen in what has been signed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from partners import services
from partners.models import Annex, Commitment, EndingNotice, Goal, Partner, Unit
from partners.services import Pick
from partners.states import GoalState, PartnerState
from tests.factories.cases import CaseFactory
from tests.factories.partners import (
    EndingNoticeFactory,
    FollowUpFactory,
    GoalFactory,
    GoalTemplateFactory,
    PartnerFactory,
    UnitFactory,
)
from tests.partners.services.acts import letters_of, own_goal, snapshot

pytestmark = pytest.mark.django_db


def pick(**changed):
    values = {"target": 10, "target_year": 2027, "baseline_year": 2025, "effect": {"sv": "Elen är dyr."}}
    return Pick(**values | {"template": GoalTemplateFactory()} | changed)


def test_agreed_goals_become_the_partners_own(admin):
    partner = PartnerFactory(mapped=True)
    [goal] = services.agree_goals(partner=partner, picks=[pick(target=Decimal("7.5"), baseline=1200)], user=admin)
    partner.refresh_from_db()
    goal.refresh_from_db()
    assert (partner.state, goal.state) == (PartnerState.GOALS, GoalState.AGREED)
    assert goal.pledge_sv == "Vi minskar med 7,5 % från 2025 senast 2027."
    assert (goal.effect_sv, goal.effect_fi, goal.baseline) == ("Elen är dyr.", "", 1200)


def test_agreeing_is_logged_with_its_goals(admin):
    partner = PartnerFactory(mapped=True)
    services.agree_goals(partner=partner, picks=[pick()], user=admin)
    entry = ModelLogEntry.objects.for_instance(partner).get()
    assert (entry.action, entry.user, entry.message) == ("partners.agree_goals", admin, "Goals agreed")
    assert entry.data["goals"] == ["We will cut 10% from 2025 by 2027."]


def test_agreeing_on_a_template_takes_up_its_draft(admin):
    template, partner = GoalTemplateFactory(), PartnerFactory(mapped=True)
    draft = Goal(
        partner=partner, template=template, target=5, target_year=2026, baseline_year=2024, pledge_fi="Omat sanat."
    )
    draft.full_clean()
    draft.save()
    services.agree_goals(partner=partner, picks=[pick(template=template, target=20)], user=admin)
    goal = partner.goals.get()
    assert (goal.pledge_sv, goal.pledge_fi) == ("Vi minskar med 20 % från 2025 senast 2027.", "Omat sanat.")


def test_agreeing_on_a_goal_in_own_words_keeps_them(admin):
    partner = PartnerFactory(mapped=True)
    draft = GoalFactory(partner=partner, state=GoalState.DRAFT)
    services.agree_goals(partner=partner, picks=[Pick(goal=draft, target_year=2028)], user=admin)
    draft.refresh_from_db()
    assert (draft.state, draft.target_year, draft.pledge_sv) == ("agreed", 2028, "Vi minskar elen.")


def test_agreeing_on_nothing_is_refused(admin):
    partner = PartnerFactory(mapped=True)
    with pytest.raises(ValidationError, match="at least one goal"):
        services.agree_goals(partner=partner, picks=[], user=admin)


@pytest.mark.parametrize("trait", ["mapped", "revising"])
def test_one_goal_that_cannot_be_kept_keeps_none(admin, trait):
    partner = CaseFactory(**{trait: True})
    before = snapshot(partner)
    act = services.renew_commitment if trait == "revising" else services.agree_goals
    with pytest.raises(ValidationError):
        act(partner=partner, picks=[pick(), pick(target_year=1900)], user=admin)
    assert snapshot(partner) == before


def test_anothers_goal_is_never_agreed_on_or_settled(admin):
    anothers = GoalFactory()
    with pytest.raises(ValidationError, match="the organisation's own"):
        services.agree_goals(partner=PartnerFactory(mapped=True), picks=[Pick(goal=anothers)], user=admin)
    with pytest.raises(ValidationError, match="Only a goal under way"):
        services.renew_commitment(partner=CaseFactory(revising=True), picks=[], dropped=[anothers], user=admin)


def test_going_back_to_the_goals_cancels_the_draft(admin):
    partner = CaseFactory(ready=True)
    services.change_goals(partner=partner, user=admin)
    assert partner.commitments.get().state == "cancelled"
    partner.refresh_from_db()
    services.draw_up_commitment(partner=partner, user=admin)
    assert partner.commitments.count() == 2


def test_an_annex_holds_what_goes_on_and_what_it_replaces(admin):
    partner = CaseFactory(revising=True)
    going_on = partner.goals.get()
    replaced, dropped, reached = GoalFactory.create_batch(3, partner=partner)
    done = GoalFactory(partner=partner, state=GoalState.REACHED)
    annex = services.renew_commitment(
        partner=partner, picks=[own_goal()], replaced=[replaced], dropped=[dropped], reached=[reached], user=admin
    )
    new = partner.goals.get(pledge_sv="Vi cyklar.")
    assert {entry["goal"] for entry in annex.goals} == {going_on.pk, new.pk}
    assert {entry["goal"]: entry["state"] for entry in annex.replaced} == {
        replaced.pk: "revised", dropped.pk: "dropped", reached.pk: "reached", done.pk: "reached",
    }  # fmt: skip
    partner.refresh_from_db()
    assert (partner.state, new.state, letters_of(partner)) == ("active", "signed", ["annex"])


def test_annexes_are_numbered_and_name_a_reached_goal_once(admin):
    partner = CaseFactory(revising=True)
    done = GoalFactory(partner=partner, state=GoalState.REACHED)
    numbers, replaced = [], []
    for _round in range(2):
        annex = services.renew_commitment(partner=partner, picks=[own_goal()], user=admin)
        numbers.append(annex.number)
        replaced.append([entry["goal"] for entry in annex.replaced])
        partner.refresh_from_db()
        services.revise_goals(partner=partner, actor="staff", user=admin)
        partner.refresh_from_db()
    assert (numbers, replaced) == ([1, 2], [[done.pk], []])


def test_an_annex_that_changes_nothing_confirms_the_goals(admin):
    partner = CaseFactory(revising=True)
    goal = partner.goals.get()
    annex = services.renew_commitment(partner=partner, picks=[], user=admin)
    partner.refresh_from_db()
    assert ([entry["goal"] for entry in annex.goals], annex.replaced) == ([goal.pk], [])
    assert (partner.state, letters_of(partner)) == ("active", ["annex"])


def test_renewing_needs_a_goal_and_a_commitment(admin):
    partner = CaseFactory(revising=True)
    with pytest.raises(ValidationError, match="Agree on at least one goal"):
        services.renew_commitment(partner=partner, picks=[], reached=[partner.goals.get()], user=admin)
    assert not Annex.objects.exists()
    with pytest.raises(ValidationError, match="no commitment in force"):
        services.renew_commitment(partner=PartnerFactory(revising=True), picks=[own_goal()], user=admin)


def test_new_goals_withdraw_a_notice(admin):
    partner = CaseFactory(revising=True)
    EndingNoticeFactory(commitment=partner.commitments.get(), ground="not_interested", run_out=True)
    services.renew_commitment(partner=partner, picks=[own_goal()], user=admin)
    assert EndingNotice.objects.get().withdrawn_on == timezone.localdate()


def test_revising_closes_the_follow_up_that_waits(admin):
    partner = CaseFactory(follow_up_due=True)
    services.revise_goals(partner=partner, actor="staff", user=admin, reason="Allt är nått")
    partner.refresh_from_db()
    assert partner.state == PartnerState.REVISING
    assert not partner.follow_ups.open().exists()
    assert partner.follow_up_on > timezone.localdate()


def test_what_was_signed_never_changes(admin):
    unit = UnitFactory(code="own", label_sv="kWh/år")
    partner = CaseFactory(with_goals_agreed=True)
    goal = partner.goals.get()
    Goal.objects.update(unit=unit, target=5, target_mode="absolute")
    commitment = services.draw_up_commitment(partner=partner, user=admin)
    before = Commitment.objects.get().goals
    Unit.objects.update(label_sv="ändrat")
    Goal.objects.update(pledge_sv="ändrat", effect_sv="ändrat", target=99)
    commitment.refresh_from_db()
    assert commitment.goals == before
    assert before[0]["goal"] == goal.pk
    texts = before[0]["texts"]["sv"]
    assert (texts["pledge"], texts["target"], texts["effect"]) == ("Vi minskar elen.", "5 kWh/år", "Elen är dyr.")


def test_a_case_that_returns_takes_no_earlier_goal_along(admin):
    partner = CaseFactory(withdrawn=True)
    GoalFactory(partner=partner, state=GoalState.REACHED)
    GoalFactory(partner=partner, state=GoalState.AGREED)
    services.reopen_case(partner=partner, actor="staff", user=admin)
    assert sorted(partner.goals.values_list("state", flat=True)) == ["draft", "dropped", "reached"]
    assert Partner.objects.get().signed_on == date(2025, 6, 5)
    assert not FollowUpFactory._meta.model.objects.open().exists()
