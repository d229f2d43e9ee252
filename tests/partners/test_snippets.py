"""The programme's records in the admin."""

import re

import pytest
from bs4 import BeautifulSoup

from partners.models import Goal, Partner
from partners.states import GoalState, PartnerState
from tests.factories.partners import (
    AwardFactory,
    GoalFactory,
    GoalTemplateFactory,
    PartnerFactory,
    SectorFactory,
    ThemeFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = {
    "partner": PartnerFactory,
    "goal": GoalFactory,
    "award": AwardFactory,
    "goaltemplate": GoalTemplateFactory,
    "theme": ThemeFactory,
    "sector": SectorFactory,
    "unit": UnitFactory,
}
LISTING_QUERIES = 30


@pytest.fixture(autouse=True)
def signed_in(client, admin):
    client.force_login(admin)


@pytest.mark.parametrize("model", FACTORIES)
def test_every_record_can_be_listed_made_and_edited(client, model):
    record = FACTORIES[model]()
    base = f"/admin/snippets/partners/{model}/"
    for path in (base, f"{base}add/", f"{base}edit/{record.pk}/", f"{base}history/{record.pk}/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("model", "query"),
    [
        ("partner", "?q=Demo"),
        ("partner", "?state=active"),
        ("goal", "?state=signed"),
        ("award", "?year=2025"),
        ("goaltemplate", "?q=EN-"),
    ],
)
def test_lists_can_be_searched_and_narrowed(client, model, query):
    FACTORIES[model]()
    assert client.get(f"/admin/snippets/partners/{model}/{query}").status_code == 200


@pytest.mark.parametrize("model", ["partner", "goal", "award", "goaltemplate"])
def test_a_list_costs_the_same_however_long_it_is(client, model, django_assert_max_num_queries):
    path = f"/admin/snippets/partners/{model}/"
    FACTORIES[model]()
    client.get(path)
    with django_assert_max_num_queries(LISTING_QUERIES) as before:
        client.get(path)
    FACTORIES[model].create_batch(5)
    with django_assert_max_num_queries(len(before)):
        client.get(path)


def test_partners_lead_to_their_cases(client):
    partner = PartnerFactory()
    case = f"/admin/partners/case/{partner.pk}/"
    assert case in client.get("/admin/snippets/partners/partner/").content.decode()
    assert case in client.get(f"/admin/snippets/partners/partner/edit/{partner.pk}/").content.decode()


def partner_form(**changed):
    return {
        "name": "Demo Nytt Ab",
        "slug": "demo-nytt-ab",
        "contact_name": "Demo Person",
        "contact_email": "person@demo.example",
        "contact_language": "sv",
        "description_sv": "",
        "description_fi": "",
        "description_en": "",
    } | changed


def test_staff_add_a_partner_by_hand_and_it_is_not_public(client):
    response = client.post("/admin/snippets/partners/partner/add/", partner_form(business_id="00000019"))
    assert response.status_code == 302
    partner = Partner.objects.get()
    assert (partner.state, partner.live, partner.business_id) == (PartnerState.CONTACT, False, "0000001-9")


def test_publishing_a_partner_that_has_not_signed_does_not_show_it(client):
    client.post("/admin/snippets/partners/partner/add/", partner_form(**{"action-publish": "1"}))
    assert Partner.objects.get().live
    assert not Partner.objects.public().exists()


def test_a_wrong_business_id_is_explained_beside_its_field(client):
    response = client.post("/admin/snippets/partners/partner/add/", partner_form(business_id="0000001-8"))
    assert list(response.context["form"].errors) == ["business_id"]


def test_the_state_of_a_case_cannot_be_typed_into_the_editor(client):
    partner = PartnerFactory(mapped=True)
    path = f"/admin/snippets/partners/partner/edit/{partner.pk}/"
    client.post(path, partner_form(state="active", signed_on="2026-01-01", **{"action-publish": "1"}))
    partner.refresh_from_db()
    assert (partner.name, partner.state, partner.signed_on) == ("Demo Nytt Ab", PartnerState.MAPPING_RECEIVED, None)


def test_a_draft_goal_is_made_from_the_library(client):
    partner, template = PartnerFactory(mapped=True), GoalTemplateFactory()
    words = {f"{name}_{code}": "" for name in ("pledge", "effect", "indicator") for code in ("sv", "fi", "en")}
    numbers = {"target": "10", "target_year": "2027", "baseline_year": "2025"}
    data = {"partner": partner.pk, "template": template.pk, "state": "signed", **words, **numbers}
    assert client.post("/admin/snippets/partners/goal/add/", data).status_code == 302
    goal = Goal.objects.get()
    assert (goal.state, goal.pledge_sv) == (GoalState.DRAFT, "Vi minskar med 10 % från 2025 senast 2027.")


@pytest.mark.parametrize(("model", "heading"), [("theme", "Namn"), ("sector", "Namn"), ("unit", "Beteckning")])
def test_lists_are_headed_in_the_readers_language(client, model, heading):
    FACTORIES[model]()
    page = BeautifulSoup(client.get(f"/admin/snippets/partners/{model}/").content, "html.parser")
    assert heading in [cell.get_text(strip=True) for cell in page.select("table.listing thead th")]


def test_partners_are_narrowed_to_several_states_at_once(client):
    contact, active = PartnerFactory(name="Demo Kontakt"), PartnerFactory(name="Demo Aktiv", active=True)
    ended = PartnerFactory(name="Demo Slut", state=PartnerState.CLOSED)
    found = client.get("/admin/snippets/partners/partner/?state=contact&state=active").context["object_list"]
    assert set(found) == {contact, active}
    assert ended not in found


def test_the_front_page_leads_to_the_cases_before_signing(client):
    waiting = PartnerFactory(name="Demo Kontakt")
    PartnerFactory(name="Demo Aktiv", active=True)
    link = BeautifulSoup(client.get("/admin/").content, "html.parser").find("a", string=re.compile("Ärenden före"))
    assert link.get_text(strip=True).endswith(": 1")
    assert list(client.get(link["href"]).context["object_list"]) == [waiting]
