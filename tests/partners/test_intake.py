"""What a submitted mapping makes of the programme."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry

from cms.models import User
from forms import handlers
from forms.inbox.links import links
from partners.models import Mapping, Partner
from partners.states import PartnerState
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


def hand_in(submission):
    """As the form builder does it."""
    handlers.get("partner_case").handle(handlers.event_for(submission, {}))
    return Mapping.objects.get(submission=submission)


def test_a_mapping_opens_a_case(library, submitted):
    partner = hand_in(submitted()).partner
    assert (partner.name, partner.slug, partner.business_id) == ("Demo Butiken Ab", "demo-butiken-ab", "0000001-9")
    assert (partner.organisation_type, partner.sector.key, partner.staff_band) == ("company", "retail", "2-9")
    assert (partner.contact_name, partner.contact_email, partner.contact_language) == (
        "Demo Person",
        "demo@butiken.example",
        "fi",
    )
    assert (partner.state, partner.live) == (PartnerState.MAPPING_RECEIVED, False)


def test_a_case_says_how_it_began(library, submitted):
    partner = hand_in(submitted()).partner
    entries = ModelLogEntry.objects.for_instance(partner).order_by("pk")
    assert [entry.action for entry in entries] == ["partners.open_case", "partners.receive_mapping"]
    assert [entry.user for entry in entries] == [None, None]


def test_handing_in_twice_changes_nothing(library, submitted):
    submission = submitted()
    first, second = hand_in(submission), hand_in(submission)
    assert first == second
    assert (Partner.objects.count(), Mapping.objects.count()) == (1, 1)
    assert ModelLogEntry.objects.for_instance(first.partner).count() == 2


def test_suggested_goals_are_kept_in_their_order(library, submitted, mapping_form):
    mapping = hand_in(submitted(en_efficiency="not_started", en_monitor="started"))
    assert [(goal.rank, goal.template.code, goal.question) for goal in mapping.suggestions.all()] == [
        (1, "EN-01", "en_efficiency"),
        (2, "EN-05", "en_efficiency"),
    ]
    assert mapping.suggestions.first().reason == mapping_form.by_key["en_efficiency"].improvement


def test_a_known_business_id_attaches_the_mapping_without_overwriting(library, submitted):
    known = PartnerFactory(business_id="0000001-9", name="Gamla namnet", contact_email="old@demo.example")
    assert hand_in(submitted()).partner == known
    known.refresh_from_db()
    assert (known.name, known.contact_email) == ("Gamla namnet", "old@demo.example")
    assert known.state == PartnerState.MAPPING_RECEIVED


@pytest.mark.parametrize("trait", ["active", "with_goals_agreed", "ready", "no_reply"])
def test_a_mapping_does_not_move_a_case_that_is_further_on(library, submitted, trait):
    known = PartnerFactory(business_id="0000001-9", **{trait: True})
    before = known.state
    mapping = hand_in(submitted())
    known.refresh_from_db()
    assert (mapping.partner, known.state) == (known, before)
    assert ModelLogEntry.objects.for_instance(known).get().action == "partners.attach_mapping"


@pytest.mark.parametrize("trait", ["closed", "withdrawn", "terminated"])
def test_an_organisation_whose_case_ended_may_return(library, submitted, trait):
    known = PartnerFactory(business_id="0000001-9", **{trait: True})
    hand_in(submitted())
    known.refresh_from_db()
    assert known.state == PartnerState.MAPPING_RECEIVED


def test_organisations_without_a_business_id_are_not_mixed_up(library, submitted):
    slugs = [hand_in(submitted(business_id="no answer")).partner.slug for _ in range(3)]
    assert slugs == ["demo-butiken-ab", "demo-butiken-ab-2", "demo-butiken-ab-3"]


def test_answers_that_no_partner_can_have_are_left_out(library, submitted):
    partner = hand_in(submitted(org_type="other", sector="agriculture", org_name="???")).partner
    assert (partner.organisation_type, partner.sector.key, partner.slug) == ("other", "agriculture", "partner")


def test_a_submission_leads_to_its_case(library, submitted):
    submission, staff = submitted(), User.objects.create_user("staff")
    staff.user_permissions.add(Permission.objects.get(codename="change_partner"))
    assert links(submission, staff) == []
    partner = hand_in(submission).partner
    assert [link.url for link in links(submission, staff)] == [f"/admin/partners/case/{partner.pk}/"]
    assert links(submission, User.objects.create_user("reader")) == []
