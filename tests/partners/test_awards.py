"""Who may be given the award, who is a candidate, and what the award page says about it."""

import pytest
from django.core.exceptions import ValidationError

from partners.models import Award, ProgrammeSettings
from partners.services import give_award
from tests.factories.partners import AwardCandidateFactory, AwardFactory, PartnerFactory

pytestmark = pytest.mark.django_db
MOTIVATION = {"sv": "För elen.", "fi": "Sähköstä.", "en": "For electricity."}
BASE = "/admin/snippets/partners/awardcandidate/"


def open_to_all():
    settings = ProgrammeSettings.load()
    settings.award_for_all = True
    settings.save()


@pytest.mark.parametrize("state", ["active", "follow_up_due", "no_reply", "revising"])
def test_a_partner_whose_commitment_is_in_force_may_win(admin, state):
    award = give_award(partner=PartnerFactory(**{state: True}), year=2026, motivation=MOTIVATION, user=admin)
    assert award.live


@pytest.mark.parametrize("state", ["mapped", "terminated", "withdrawn"])
def test_others_win_only_where_the_settings_say_so(admin, state):
    partner = PartnerFactory(**{state: True})
    with pytest.raises(ValidationError):
        give_award(partner=partner, year=2026, motivation=MOTIVATION, user=admin)
    assert not Award.objects.exists()
    open_to_all()
    assert give_award(partner=partner, year=2026, motivation=MOTIVATION, user=admin).live


def test_the_form_of_an_award_follows_the_setting():
    award = AwardFactory.build(partner=PartnerFactory(mapped=True), year=2026)
    with pytest.raises(ValidationError) as refused:
        award.full_clean()
    assert "partner" in refused.value.message_dict
    open_to_all()
    award.full_clean()


def test_one_award_a_year(admin):
    give_award(partner=PartnerFactory(active=True), year=2026, motivation=MOTIVATION, user=admin)
    with pytest.raises(ValidationError):
        give_award(partner=PartnerFactory(active=True), year=2026, motivation=MOTIVATION, user=admin)


def test_the_page_says_what_the_award_is_given_for(client, pages):
    assert 'id="criteria"' not in client.get("/sv/awards-sv/").text
    settings = ProgrammeSettings.load()
    settings.award_criteria_fi = "Raati katsoo vaikutusta."
    settings.save()
    AwardCandidateFactory(jury_notes="Hemligt")
    page = client.get("/fi/awards-fi/").text
    assert "Raati katsoo vaikutusta." in page
    assert "Hemligt" not in page


def test_candidates_lead_to_where_the_award_is_given(client, admin):
    client.force_login(admin)
    candidate = AwardCandidateFactory()
    AwardCandidateFactory(year=2025)
    page = client.get(f"{BASE}?year=2026").text
    assert f"/admin/partners/case/{candidate.partner_id}/#award" in page
    assert "2025 Demo" not in page
    assert f"/admin/partners/case/{candidate.partner_id}/#award" in client.get(f"{BASE}edit/{candidate.pk}/").text


def test_an_organisation_is_a_candidate_once_a_year():
    candidate = AwardCandidateFactory()
    again = AwardCandidateFactory.build(partner=candidate.partner, year=candidate.year)
    with pytest.raises(ValidationError):
        again.full_clean()
