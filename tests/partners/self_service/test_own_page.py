"""What the own page shows and does at each place of an organisation's way."""

import pytest
from django.utils import translation
from wagtail.models import Site

from home.models import SiteDetails
from partners import papers
from partners.models import EndingNotice, FollowUp, GoalReport, InvitationState, Letter, SentLetter
from partners.self_service import situation
from partners.states import GoalState, PartnerState
from tests.factories.home import ContactPersonFactory
from tests.factories.partners import GoalFactory, PartnerFactory
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db
QUERIES = 60


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def shown(own, **query):
    return own.get(**query)


@pytest.mark.parametrize("state", PartnerState.values)
def test_every_state_is_said_in_words(state, visit_of):
    signed = {"signed_on": "2025-06-05"} if state not in ("contact", "closed") else {}
    own = visit_of(PartnerFactory(state=state, **signed))
    said = situation.of(own.partner, None)
    assert said.now in shown(own).text
    assert said.now.endswith(".")


def test_a_case_that_has_begun_leads_to_the_mapping_in_the_readers_language(visit_of):
    own = visit_of(PartnerFactory(state=PartnerState.CONTACT))
    assert shown(own).context["mapping_url"] == ""
    publish(title="Något annat")
    assert shown(own).context["mapping_url"] == ""
    opens_cases = [{"type": "handler", "value": {"handler": "partner_case", "to": ""}}]
    finnish = publish({"key": "mapping", "locale": "fi"}, handlers=opens_cases)
    assert shown(own).context["mapping_url"] == finnish.get_url()
    swedish = publish({"key": "mapping"}, handlers=opens_cases)
    assert f'href="{swedish.get_url()}"' in shown(own).text
    assert shown(visit_of(PartnerFactory(mapped=True))).context["mapping_url"] == ""


def test_the_step_marks_show_where_it_stands(own):
    response = shown(own)
    assert response.context["own"].path[-1]["state"] == "current"
    assert 'aria-current="step"' in response.text


def test_goals_are_shown_with_what_was_last_said_of_them(own):
    goal = GoalFactory(partner=own.partner, pledge_en="We cut electricity.", state=GoalState.ON_TRACK)
    GoalFactory(partner=own.partner, pledge_en="A draft of staff", state=GoalState.DRAFT)
    answered = FollowUp.objects.create(
        partner=own.partner, due_on="2026-06-05", answered_at="2026-06-06T10:00:00Z", channel="link",
        continuation="keep", support="none",
    )  # fmt: skip
    GoalReport.objects.create(follow_up=answered, goal=goal, state="on_track", value=1200, note="New lamps")
    text = shown(own).text
    assert "We cut electricity." in text
    assert "New lamps" in text
    assert "1,200" in text
    assert "A draft of staff" not in text


def test_a_follow_up_that_waits_is_the_one_thing_to_do(due):
    response = shown(due)
    assert due.url("follow_up") in response.text
    assert response.text.count('class="button"') == 1


def test_notice_is_said_with_its_day_and_how_to_stop_it(own):
    own.partner.__class__.objects.filter(pk=own.partner.pk).update(state=PartnerState.NO_REPLY)
    EndingNotice.objects.create(
        commitment=own.partner.commitments.get(), ground="no_answer", given_on="2030-01-01", ends_on="2030-02-01"
    )
    assert "1 February 2030" in shown(own).text


def test_an_invited_organisation_says_that_it_is_coming(invited):
    assert "Demosalen" in shown(invited).text
    response = invited.post("own_coming")
    assert response.status_code == 303
    assert invited.partner.invitations.get().state == InvitationState.COMING
    assert "You have said that you are coming." in shown(invited, done="coming").text


def test_without_an_invitation_there_is_nothing_to_come_to(own):
    assert "done=changed" in own.post("own_coming")["Location"]
    assert own.get("own_calendar").status_code == 404


def test_documents_come_in_each_language(own, monkeypatch):
    monkeypatch.setattr(papers, "commitment_pdf", lambda commitment, language: f"{commitment} {language}".encode())
    commitment = own.partner.commitments.get()
    for code in ("sv", "fi", "en"):
        response = own.get("own_commitment", commitment.pk, code)
        assert response.content == f"{commitment.number} {code}".encode()
        assert response["Content-Disposition"].startswith("attachment")
    assert own.get("own_commitment", commitment.pk, "xx").status_code == 404


def test_a_commitment_that_was_never_signed_is_not_shown(own):
    own.partner.commitments.update(state="cancelled")
    assert own.get("own_commitment", own.partner.commitments.get().pk, "sv").status_code == 404


def test_an_unknown_word_in_the_address_says_nothing(own):
    assert "message" not in shown(own, done="<b>").context["done"]
    assert shown(own, done="<b>").context["done"] == ""


def test_it_costs_the_same_however_many_goals_there_are(own, django_assert_max_num_queries):
    GoalFactory(partner=own.partner)
    with django_assert_max_num_queries(QUERIES) as few:
        shown(own)
    GoalFactory.create_batch(4, partner=own.partner)
    with django_assert_max_num_queries(QUERIES) as many:
        shown(own)
    assert len(many) <= len(few)


def test_leaving_says_what_happens_and_then_does_it(own):
    page = own.get("own_leave")
    assert "taken off the public list" in page.text
    assert own.post("own_leave").status_code == 422
    assert own.again().state == PartnerState.ACTIVE
    assert own.post("own_leave", is_sure="on", reason="Vi slutar").status_code == 303
    assert own.again().state == PartnerState.WITHDRAWN
    assert not own.partner.is_public
    assert own.partner.commitments.get().state == "ended"
    assert SentLetter.objects.filter(partner=own.partner, name=Letter.WITHDRAWN).exists()


def test_before_signing_leaving_closes_the_case(invited):
    assert invited.post("own_leave", is_sure="on").status_code == 303
    assert invited.again().state == PartnerState.CLOSED
    assert invited.partner.invitations.get().state == InvitationState.CANCELLED
    assert "done" not in invited.get("own_leave")["Location"]


def test_who_has_left_may_come_back_once(own):
    own.post("own_leave", is_sure="on")
    assert "done=returned" in own.post("own_return")["Location"]
    assert own.again().state == PartnerState.CONTACT
    assert "done" not in own.post("own_return")["Location"]


def test_it_names_whom_to_ask(own, pages):
    site = Site.objects.get(is_default_site=True)
    SiteDetails.objects.create(site=site, contact_person=ContactPersonFactory(name="Demo Kontakt"))
    assert "Demo Kontakt" in shown(own).text
