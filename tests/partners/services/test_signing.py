"""The commitment from its draft to the day on which visitors see the partner."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from partners import services
from partners.models import Commitment, DataProtectionDescription, Goal, Partner, ProgrammeSettings, SigningMethod
from partners.services import Signed
from partners.states import GoalState
from tests.factories.cases import CaseFactory
from tests.factories.partners import DataProtectionDescriptionFactory, GoalFactory, SigningOccasionFactory
from tests.partners.services.acts import letters_of, snapshot

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def by_post(name: str = "Demo Person", on: date | None = None) -> Signed:
    return Signed(name=name, on=on or today(), how=SigningMethod.BY_POST)


def held_today(*partners: Partner, **changed):
    """The occasion of these partners, on the day itself: from its first minute, so that it has begun at any hour."""
    occasion = SigningOccasionFactory(starts_at=timezone.localtime().replace(hour=0, minute=0), **changed)
    for partner in partners:
        partner.invitations.update(occasion=occasion)
    return occasion


def invitations(*partners: Partner):
    return [partner.invitations.get() for partner in partners]


def test_a_draft_has_the_next_number_of_the_year(admin):
    numbers = [
        services.draw_up_commitment(partner=CaseFactory(with_goals_agreed=True), user=admin).number for _ in range(2)
    ]
    assert numbers == [f"{today().year}-0001", f"{today().year}-0002"]


def test_settings_that_were_made_twice_at_once_keep_no_commitment_from_its_number(admin):
    ProgrammeSettings.objects.bulk_create([ProgrammeSettings(), ProgrammeSettings()])
    drawn_up = services.draw_up_commitment(partner=CaseFactory(with_goals_agreed=True), user=admin)
    assert drawn_up.number == f"{today().year}-0001"


def test_a_number_is_never_used_twice(admin):
    first = CaseFactory(with_goals_agreed=True)
    services.draw_up_commitment(partner=first, user=admin)
    first.refresh_from_db()
    services.close_case(partner=first, actor="staff", user=admin)
    again = services.draw_up_commitment(partner=CaseFactory(with_goals_agreed=True), user=admin)
    assert again.number.endswith("-0002")


def test_a_draft_without_goals_says_what_is_missing(admin):
    partner = CaseFactory(with_goals_agreed=True)
    Goal.objects.update(state=GoalState.DRAFT)
    with pytest.raises(ValidationError, match="Agree on at least one goal"):
        services.draw_up_commitment(partner=partner, user=admin)
    assert not Commitment.objects.exists()


def test_the_organisation_accepts_the_description_of_its_day(admin):
    partner = CaseFactory(scheduled=True)
    newer = DataProtectionDescriptionFactory(version="2", valid_from=today())
    DataProtectionDescriptionFactory(version="3", valid_from=today() + timedelta(days=1))
    services.record_signatures(partner=partner, organisation=by_post(), user=admin)
    assert partner.commitments.get().description == newer
    assert DataProtectionDescription.objects.current() == newer


def test_a_signature_has_no_day_in_the_future(admin):
    partner = CaseFactory(scheduled=True)
    before = snapshot(partner)
    with pytest.raises(ValidationError, match="cannot be in the future"):
        services.record_signatures(partner=partner, city=by_post(on=today() + timedelta(days=1)), user=admin)
    assert snapshot(partner) == before


def test_an_occasion_makes_all_who_signed_active(admin):
    here, absent = CaseFactory.create_batch(2, scheduled=True)
    draft = GoalFactory(partner=here, state=GoalState.DRAFT)
    occasion = held_today(here, absent)
    assert services.hold_occasion(occasion=occasion, present=invitations(here), user=admin) == 1
    for partner in (here, absent, occasion, draft):
        partner.refresh_from_db()
    assert (here.state, absent.state, occasion.state) == ("active", "ready_to_sign", "held")
    assert list(Partner.objects.public()) == [here]
    assert (here.signed_on, here.follow_up_on.year, bool(here.validity_code)) == (today(), today().year + 1, True)
    assert {goal.state for goal in here.goals.exclude(pk=draft.pk)} == {"signed"}
    assert draft.state == "draft"
    assert (letters_of(here), letters_of(absent)) == (["signed", "symbol"], ["new_date"])
    assert [invitation.state for invitation in invitations(here, absent)] == ["signed", "absent"]
    assert list(absent.commitments.values_list("state", "occasion")) == [("draft", None)]


def test_visitors_see_them_from_the_hour_that_was_set(admin, time_machine):
    partner = CaseFactory(scheduled=True)
    Partner.objects.update(live=True)
    occasion = held_today(partner, publish_at=timezone.now() + timedelta(days=2))
    services.hold_occasion(occasion=occasion, present=invitations(partner), user=admin)
    partner.refresh_from_db()
    assert partner.state == "active"
    call_command("publish_scheduled")
    assert not Partner.objects.public().exists()
    time_machine.move_to(timezone.now() + timedelta(days=2, minutes=1))
    call_command("publish_scheduled")
    assert list(Partner.objects.public()) == [partner]


def test_signatures_given_by_post_before_are_kept(admin):
    partner = CaseFactory(scheduled=True)
    earlier = today() - timedelta(days=9)
    services.record_signatures(partner=partner, organisation=by_post("Demo Postad", earlier), user=admin)
    services.hold_occasion(occasion=held_today(partner), present=invitations(partner), user=admin)
    commitment = partner.commitments.get()
    assert (commitment.organisation_signatory, commitment.organisation_signed_on) == ("Demo Postad", earlier)
    assert (commitment.city_signed_on, commitment.city_signed_how) == (today(), "at_occasion")
    assert commitment.state == "in_force"


def test_one_that_cannot_be_signed_keeps_the_whole_occasion(admin):
    fine, lacking = CaseFactory(scheduled=True, name="A fine"), CaseFactory(scheduled=True, name="B lacking")
    lacking.goals.all().delete()
    occasion = held_today(fine, lacking)
    before = snapshot(fine), snapshot(lacking)
    with pytest.raises(ValidationError, match="B lacking"):
        services.hold_occasion(occasion=occasion, present=invitations(fine, lacking), user=admin)
    assert (snapshot(fine), snapshot(lacking)) == before
    occasion.refresh_from_db()
    assert occasion.state == "open"


def test_an_occasion_is_held_once_on_its_day_with_those_invited(admin, staff):
    partner = CaseFactory(scheduled=True)
    coming = partner.invitations.get().occasion
    with pytest.raises(ValidationError, match="not been held yet"):
        services.hold_occasion(occasion=coming, present=invitations(partner), user=admin)
    other = CaseFactory(scheduled=True)
    occasion = held_today(partner)
    with pytest.raises(ValidationError, match="Someone else has changed"):
        services.hold_occasion(occasion=occasion, present=invitations(partner, other), user=admin)
    with pytest.raises(PermissionDenied):
        services.hold_occasion(occasion=occasion, present=invitations(partner), user=staff("change_partner"))
    services.hold_occasion(occasion=occasion, present=[], user=admin)
    with pytest.raises(ValidationError, match="already been held"):
        services.hold_occasion(occasion=occasion, present=[], user=admin)


def test_a_cancelled_occasion_is_told_to_everyone_and_invites_nobody(admin):
    partners = CaseFactory.create_batch(2, scheduled=True)
    occasion = SigningOccasionFactory()
    for partner in partners:
        partner.invitations.update(occasion=occasion)
    assert services.cancel_occasion(occasion=occasion, user=admin) == 2
    for partner in partners:
        partner.refresh_from_db()
        assert (partner.state, letters_of(partner)) == ("ready_to_sign", ["new_date"])
    with pytest.raises(ValidationError, match="still open"):
        services.schedule_signing(partner=partners[0], occasion=occasion, signatory_name="Demo", user=admin)
    assert not partners[0].invitations.filter(state="invited").exists()


def test_an_invitation_that_no_longer_holds_is_not_confirmed(admin):
    partner = CaseFactory(scheduled=True)
    invitation = partner.invitations.get()
    services.confirm_coming(invitation=invitation)
    assert partner.invitations.get().state == "coming"
    services.postpone_signing(partner=partner, was_absent=False, user=admin)
    with pytest.raises(ValidationError, match="no longer holds"):
        services.confirm_coming(invitation=invitation)


def test_activation_publishes_what_lies_in_the_draft(admin):
    partner = CaseFactory(scheduled=True)
    partner.description_sv = "Nytt"
    partner.save_revision()
    services.hold_occasion(occasion=held_today(partner), present=invitations(partner), user=admin)
    shown = Partner.objects.public().get()
    assert (shown.description_sv, shown.has_unpublished_changes) == ("Nytt", False)


def test_the_months_between_follow_ups_are_a_setting(admin):
    settings = ProgrammeSettings.load()
    settings.follow_up_months = 6
    settings.save()
    partner = CaseFactory(scheduled=True)
    for side in ("organisation", "city"):
        services.record_signatures(partner=partner, **{side: by_post(on=date(2025, 8, 31))}, user=admin)
        partner.refresh_from_db()
    services.activate_partner(partner=partner, user=admin)
    partner.refresh_from_db()
    assert (partner.signed_on, partner.follow_up_on) == (date(2025, 8, 31), date(2026, 2, 28))
