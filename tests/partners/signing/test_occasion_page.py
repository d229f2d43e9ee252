"""The page of a signing occasion: inviting, answers, and what stands on it in each state."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners import services
from partners.models import InvitationState, Letter, Partner, SentLetter, SigningInvitation
from partners.states import PartnerState
from tests.partners.signing.conftest import make_occasion, said

pytestmark = pytest.mark.django_db


def address(occasion):
    return f"/admin/partners/signing/{occasion.pk}/"


@pytest.fixture
def page(client, admin, occasion):
    client.force_login(admin)
    return lambda found=occasion: client.get(address(found))


def posted(*partners, **changed):
    """What a browser posts when it invites `partners`."""
    data = {"invite": "1", "invite-picks": [str(partner.pk) for partner in partners]}
    for partner in partners:
        prefix = f"invite-{partner.pk}"
        data |= {f"{prefix}-version": partner.case_version, f"{prefix}-name": "Demo Tecknare", f"{prefix}-title": "vd"}
    return data | changed


def test_those_ready_to_sign_are_offered_with_a_name(page, ready):
    partner = ready("Demobageriet")
    form = page().context["invite_form"]
    assert [(row.partner, row["name"].value()) for row in form.rows] == [(partner, "Demo Person")]


def test_the_last_signatory_is_offered_again(page, invited, occasion, admin):
    partner = invited(occasion).partner
    partner.refresh_from_db()
    services.postpone_signing(partner=partner, was_absent=True, user=admin)
    [row] = page().context["invite_form"].rows
    assert (row["name"].value(), row["title"].value()) == ("Demo Tecknare", "vd")


def test_several_are_invited_at_once(client, page, ready, occasion):
    first, second, third = ready("Demo A"), ready("Demo B"), ready("Demo C")
    response = client.post(address(occasion), posted(first, third))
    assert response.status_code == 302
    assert set(SigningInvitation.objects.values_list("partner__name", "signatory_name", "signatory_title")) == {
        ("Demo A", "Demo Tecknare", "vd"),
        ("Demo C", "Demo Tecknare", "vd"),
    }
    assert SentLetter.objects.filter(name=Letter.INVITATION).count() == 2
    second.refresh_from_db()
    assert second.state == PartnerState.READY


def test_an_invitation_without_a_name_is_refused_and_keeps_what_was_typed(client, page, ready, occasion):
    partner = ready()
    data = posted(partner) | {f"invite-{partner.pk}-name": "", f"invite-{partner.pk}-title": "ordförande"}
    response = client.post(address(occasion), data)
    [row] = response.context["invite_form"].rows
    assert row.errors["name"] == [said("Name who signs for the organisation.")]
    assert row["title"].value() == "ordförande"
    assert not SigningInvitation.objects.exists()


def test_nobody_ticked_is_said(client, page, ready, occasion):
    ready()
    response = client.post(address(occasion), {"invite": "1"})
    assert response.context["invite_form"].errors == [said("Tick at least one organisation.")]


def test_one_changed_case_invites_nobody_and_is_named(client, page, ready, occasion):
    first, second = ready("Demo A"), ready("Demo B")
    data = posted(first, second)
    Partner.objects.filter(pk=second.pk).update(case_version=second.case_version + 1)
    response = client.post(address(occasion), data)
    [words] = response.context["invite_form"].errors
    assert words.startswith("Demo B: ")
    assert not SigningInvitation.objects.exists()
    assert not SentLetter.objects.filter(name=Letter.INVITATION).exists()


def test_a_case_that_is_no_longer_ready_is_said(client, page, ready, occasion):
    partner = ready()
    data = posted(partner)
    Partner.objects.filter(pk=partner.pk).update(state=PartnerState.CLOSED)
    response = client.post(address(occasion), data)
    assert response.context["invite_form"].errors == [
        said("A case that you ticked is no longer ready to sign. Look at the list again.")
    ]


def test_the_list_of_names_leads_to_the_cases_and_says_who_comes(client, page, invited, occasion):
    services.confirm_coming(invitation=invited(occasion, "Demo A"))
    invited(occasion, "Demo B")
    response = page()
    rows = response.context["occasion"].rows
    assert [(row.partner.name, row.is_coming, row.missing) for row in rows] == [
        ("Demo A", True, ()),
        ("Demo B", False, ()),
    ]
    text = response.content.decode()
    for row in rows:
        assert f"/admin/partners/case/{row.partner.pk}/" in text
        assert row.commitment.number in text


def test_what_is_missing_is_said(page, invited, occasion):
    invitation = invited(occasion)
    invitation.partner.goals.all().delete()
    [row] = page().context["occasion"].rows
    assert row.missing == (said("Agree on at least one goal with the organisation."),)


def test_staff_note_that_an_organisation_comes(client, page, invited, occasion):
    invitation = invited(occasion)
    client.post(address(occasion), {"coming": invitation.pk})
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.COMING


def test_an_organisation_is_moved_to_another_time_and_told(client, page, invited, occasion):
    invitation = invited(occasion)
    partner = Partner.objects.get()
    client.post(address(occasion), {"postpone": invitation.pk, "version": partner.case_version})
    partner.refresh_from_db()
    assert partner.state == PartnerState.READY
    assert SentLetter.objects.filter(name=Letter.NEW_DATE, partner=partner).count() == 1


def test_moving_a_case_that_has_changed_is_refused(client, page, invited, occasion):
    invitation = invited(occasion)
    client.post(address(occasion), {"postpone": invitation.pk, "version": 0})
    assert Partner.objects.get().state == PartnerState.SCHEDULED


def test_an_invitation_of_another_occasion_is_not_reached_from_here(client, page, invited, occasion):
    invitation = invited(make_occasion(30))
    response = client.post(address(occasion), {"coming": invitation.pk})
    assert said("The invitation no longer holds. Look at the list again.") in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.INVITED


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_offers_nothing_more(page, state, ready):
    ready()
    text = page(make_occasion(-3, state=state)).content.decode()
    assert not [button for button in ("invite", "hold", "cancel") if f'name="{button}"' in text]


def test_what_is_over_answers_with_words(client, page, ready):
    response = client.post(address(make_occasion(-3, state="held")), posted(ready()))
    assert response.status_code == 200
    assert not SigningInvitation.objects.exists()


@pytest.mark.parametrize("permissions", [(), ("view_signingoccasion",)])
def test_others_do_not_see_the_page(client, staff, occasion, permissions):
    client.force_login(staff(*permissions))
    assert client.get(address(occasion)).status_code == 302
    assert client.post(address(occasion), {"cancel": "1"}).status_code == 302
    occasion.refresh_from_db()
    assert occasion.state == "open"


def test_who_may_change_cases_may_invite_but_not_record(client, staff, ready, occasion, held_yet):
    partner = ready()
    client.force_login(staff("change_partner"))
    assert client.post(address(occasion), posted(partner)).status_code == 302
    held_yet()
    text = client.get(address(occasion)).content.decode()
    assert 'name="hold"' not in text
    assert said("Someone who may publish partners records the signatures here.") in text


def test_an_unknown_button_is_refused(client, page, occasion):
    assert client.post(address(occasion), {"something": "1"}).status_code == 400


def test_a_year_with_too_many_occasions_is_pointed_out(page):
    found = [make_occasion(0) for _number in range(5)]
    assert str(timezone.localdate().year) in page(found[0]).context["occasion"].hint


def test_the_page_takes_as_many_queries_for_many_as_for_few(
    client, page, ready, invited, occasion, django_assert_num_queries
):
    for number in range(2):
        ready(f"Demo redo {number}")
        invited(occasion, f"Demo inbjuden {number}")
    page()
    with CaptureQueriesContext(connection) as few:
        page()
    for number in range(2, 9):
        ready(f"Demo redo {number}")
        invited(occasion, f"Demo inbjuden {number}")
    with django_assert_num_queries(len(few)):
        page()
