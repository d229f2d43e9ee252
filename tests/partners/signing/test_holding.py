"""Recording the signatures of an occasion in one action, and cancelling it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import Commitment, InvitationState, Letter, Partner, SentLetter, SigningInvitation
from partners.states import PartnerState
from tests.partners.signing.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(client, admin, occasion):
    client.force_login(admin)
    return f"/admin/partners/signing/{occasion.pk}/"


def posted(*present, listed=None):
    listed = present if listed is None else listed
    return {"hold": "1", "present": [row.pk for row in present], "listed": [row.pk for row in listed]}


def states():
    return dict(Partner.objects.values_list("name", "state"))


def test_everyone_is_ticked_beforehand(client, url, invited, occasion, held_yet):
    invitations = [invited(occasion, "Demo A"), invited(occasion, "Demo B")]
    held_yet()
    rows = client.get(url).context["present_form"].rows
    assert [(row.invitation, is_ticked) for row, is_ticked in rows] == [(row, True) for row in invitations]


def test_those_present_become_active_and_those_absent_wait(client, url, invited, occasion, held_yet):
    came, absent = invited(occasion, "Demo A"), invited(occasion, "Demo B")
    held_yet()
    assert client.post(url, posted(came, listed=[came, absent])).status_code == 302
    assert states() == {"Demo A": PartnerState.ACTIVE, "Demo B": PartnerState.READY}
    commitment = Commitment.objects.get(partner__name="Demo A")
    assert (commitment.organisation_signatory, commitment.city_signatory) == ("Demo Tecknare", "Demo Direktör")
    assert commitment.city_signed_on == timezone.localdate(occasion.starts_at)
    absent.refresh_from_db()
    assert absent.state == InvitationState.ABSENT
    assert SentLetter.objects.filter(name=Letter.NEW_DATE, partner__name="Demo B").exists()
    occasion.refresh_from_db()
    assert occasion.state == "held"


def test_visitors_see_them_from_the_time_that_was_set(client, url, invited, occasion, held_yet):
    occasion.publish_at = timezone.now() + timedelta(days=2)
    came = invited(occasion)
    held_yet()
    assert said("Visitors see them at once.") not in client.get(url).content.decode()
    client.post(url, posted(came))
    partner = Partner.objects.get()
    assert (partner.state, partner.live, partner.go_live_at) == (PartnerState.ACTIVE, False, occasion.publish_at)


def test_what_is_missing_for_one_records_nothing_for_all(client, url, invited, occasion, held_yet):
    first, second = invited(occasion, "Demo A"), invited(occasion, "Demo B")
    second.partner.goals.all().delete()
    held_yet()
    response = client.post(url, posted(first, second))
    assert all(words.startswith("Demo B: ") for words in response.context["present_form"].errors)
    assert set(states().values()) == {PartnerState.SCHEDULED}


def test_ticks_are_kept_when_recording_is_refused(client, url, invited, occasion, held_yet):
    first, second = invited(occasion, "Demo A"), invited(occasion, "Demo B")
    first.partner.goals.all().delete()
    held_yet()
    rows = client.post(url, posted(first, listed=[first, second])).context["present_form"].rows
    assert [is_ticked for _row, is_ticked in rows] == [True, False]


def test_someone_invited_since_the_page_was_opened_is_not_made_absent(client, url, invited, occasion, held_yet):
    first = invited(occasion, "Demo A")
    invited(occasion, "Demo B")
    held_yet()
    response = client.post(url, posted(first))
    assert response.context["present_form"].errors == [
        said("The list of those invited has changed since you opened the page. Look at it again.")
    ]
    assert set(states().values()) == {PartnerState.SCHEDULED}


def test_it_is_not_recorded_before_the_day(client, url, invited, occasion):
    invitation = invited(occasion)
    assert "present_form" not in client.get(url).context
    response = client.post(url, posted(invitation))
    assert said("The occasion has not been held yet.") in response.content.decode()
    assert set(states().values()) == {PartnerState.SCHEDULED}


def test_only_who_may_publish_records(client, staff, url, invited, occasion, held_yet):
    invitation = invited(occasion)
    held_yet()
    client.force_login(staff("change_partner"))
    assert client.post(url, posted(invitation)).status_code == 302
    assert set(states().values()) == {PartnerState.SCHEDULED}


def test_an_occasion_is_held_only_once(client, url, invited, occasion, held_yet):
    invitation = invited(occasion)
    held_yet()
    client.post(url, posted(invitation))
    response = client.post(url, posted(invitation))
    assert response.status_code == 200
    assert SentLetter.objects.filter(name=Letter.SIGNED).count() == 1


def test_a_refusal_is_seen_though_the_occasion_is_over(client, url, occasion):
    occasion.state = "held"
    occasion.save()
    text = client.post(url, posted()).content.decode()
    assert said("The occasion has already been held or cancelled.") in text


def test_cancelling_tells_those_invited(client, url, invited, occasion):
    invited(occasion, "Demo A"), invited(occasion, "Demo B")
    client.post(url, {"cancel": "1"})
    occasion.refresh_from_db()
    assert occasion.state == "cancelled"
    assert set(states().values()) == {PartnerState.READY}
    assert set(SigningInvitation.objects.values_list("state", flat=True)) == {InvitationState.CANCELLED}
    assert SentLetter.objects.filter(name=Letter.NEW_DATE).count() == 2


def test_cancelling_twice_is_answered_with_words(client, url, occasion):
    client.post(url, {"cancel": "1"})
    response = client.post(url, {"cancel": "1"})
    assert said("The occasion has already been held or cancelled.") in response.content.decode()
