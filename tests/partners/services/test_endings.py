"""How a partnership ends: by the city on two grounds and after notice, by the organisation at any time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from partners import services
from partners.models import Award, EndingNotice, Partner, Task
from tests.factories.cases import CaseFactory
from tests.factories.partners import AwardFactory, EndingNoticeFactory, PartnerFactory, TaskFactory
from tests.partners.services.acts import letters_of, prepare, snapshot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("trait", "ground"), [("no_reply", "no_answer"), ("revising", "not_interested")])
def test_notice_is_given_on_the_ground_that_the_state_allows(trait, ground, staff):
    partner = CaseFactory(**{trait: True})
    notice = services.give_notice(partner=partner, user=staff("end_commitment"))
    assert (notice.ground, (notice.ends_on - notice.given_on).days) == (ground, 30)
    assert letters_of(partner) == ["notice"]
    partner.refresh_from_db()
    with pytest.raises(ValidationError, match="already been given"):
        services.give_notice(partner=partner, user=notice.given_by)


@pytest.mark.parametrize("trait", ["active", "follow_up_due", "scheduled", "withdrawn"])
def test_notice_has_no_other_ground(trait, admin):
    partner = CaseFactory(**{trait: True})
    before = snapshot(partner)
    with pytest.raises(ValidationError, match="does not answer, or does not want"):
        services.give_notice(partner=partner, user=admin)
    assert snapshot(partner) == before


def test_notice_needs_the_right_to_end(staff):
    with pytest.raises(PermissionDenied):
        services.give_notice(partner=CaseFactory(no_reply=True), user=staff("change_partner", "publish_partner"))


def test_notice_needs_a_commitment(admin):
    with pytest.raises(ValidationError, match="no commitment in force"):
        services.give_notice(partner=PartnerFactory(no_reply=True), user=admin)


def test_a_notice_on_another_ground_gives_way(admin):
    partner = CaseFactory(no_reply=True)
    earlier = EndingNoticeFactory(commitment=partner.commitments.get(), ground="not_interested")
    services.give_notice(partner=partner, user=admin)
    earlier.refresh_from_db()
    assert earlier.withdrawn_on == timezone.localdate()
    assert EndingNotice.objects.get(withdrawn_on=None).ground == "no_answer"


@pytest.mark.parametrize(
    ("trait", "action", "ground"),
    [("no_reply", "end_unanswered", "no_answer"), ("revising", "end_uninterested", "not_interested")],
)
def test_the_city_ends_a_commitment_after_notice(trait, action, ground, staff):
    partner = CaseFactory(**{trait: True})
    prepare(partner, action)
    AwardFactory(partner=partner)
    TaskFactory(partner=partner)
    services.end_commitment(partner=partner, user=staff("end_commitment"))
    partner.refresh_from_db()
    commitment = partner.commitments.get()
    assert (partner.state, partner.follow_up_on) == ("terminated", None)
    assert (commitment.state, commitment.ended_on) == ("ended", timezone.localdate())
    assert commitment.ending_ground == ground
    assert not Partner.objects.public().exists()
    assert (partner.goals.count(), Award.objects.public().count()) == (1, 1)
    assert not partner.follow_ups.open().exists()
    assert [task.kind for task in Task.objects.open()] == ["remove_symbol"]
    assert letters_of(partner) == ["ended"]


@pytest.mark.parametrize("trait", ["active", "follow_up_due", "revising", "no_reply"])
def test_the_organisation_leaves_when_it_wishes(trait):
    partner = CaseFactory(**{trait: True})
    services.withdraw(partner=partner, actor="organisation", reason="Vi flyttar")
    partner.refresh_from_db()
    commitment = partner.commitments.get()
    assert (partner.state, commitment.ending_ground, partner.follow_up_on) == ("withdrawn", "own_wish", None)
    assert not partner.follow_ups.open().exists()
    assert ModelLogEntry.objects.for_instance(partner).get().comment == "Vi flyttar"


def test_a_case_is_closed_before_signing_with_all_that_waited(admin):
    partner = CaseFactory(scheduled=True)
    TaskFactory(partner=partner)
    services.close_case(partner=partner, actor="staff", user=admin)
    partner.refresh_from_db()
    assert (partner.state, letters_of(partner)) == ("closed", ["closed"])
    assert (partner.commitments.get().state, partner.invitations.get().state) == ("cancelled", "cancelled")
    assert not Task.objects.open().exists()
    services.reopen_case(partner=partner, actor="organisation")
    partner.refresh_from_db()
    assert partner.state == "contact"


def test_staff_without_a_name_do_nothing():
    with pytest.raises(PermissionDenied):
        services.close_case(partner=CaseFactory(mapped=True), actor="staff")


def test_contacts_are_logged_and_move_nothing(admin):
    partner = CaseFactory(no_reply=True)
    services.log_contact(partner=partner, channel="phone", outcome="message_left", note="Ring åter", user=admin)
    partner.refresh_from_db()
    assert (partner.state, partner.attempts.get().made_by) == ("no_reply", admin)
    assert "Ring åter" in ModelLogEntry.objects.for_instance(partner).get().comment


@pytest.mark.parametrize("days", [1, 29])
def test_the_time_of_notice_is_waited_for(days, admin, time_machine):
    partner = CaseFactory(no_reply=True)
    prepare(partner, "end_unanswered")
    EndingNotice.objects.all().delete()
    services.give_notice(partner=partner, user=admin)
    partner.refresh_from_db()
    time_machine.move_to(timezone.now() + timedelta(days=days))
    with pytest.raises(ValidationError, match="Wait until the time of notice is over"):
        services.end_commitment(partner=partner, user=admin)
