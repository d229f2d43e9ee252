"""What any front end may read of the programme, through our own API and through Wagtail's."""

import pytest
from wagtail.models import APIToken

from cms.models import User
from partners.states import GoalState
from tests.factories.home import make_small_site
from tests.factories.partners import AwardFactory, GoalFactory, PartnerFactory, SectorFactory, ThemeFactory

pytestmark = pytest.mark.django_db

PARTNERS = "/api/v1/partners/"
GOALS = "/api/v1/goals/"
AWARDS = "/api/v1/awards/"


@pytest.fixture
def partner():
    make_small_site()
    found = PartnerFactory(active=True, name="Demobageriet", sector=SectorFactory())
    GoalFactory(partner=found)
    return found


def names(response):
    return [item["name"] for item in response.json()["items"]]


def test_a_partner_comes_with_its_signed_goals_in_the_language_asked_for(client, partner):
    GoalFactory(partner=partner, state=GoalState.AGREED, pledge_fi="Ei vielä")
    found = client.get(PARTNERS, {"locale": "fi"}).json()
    assert found["count"] == 1
    (item,) = found["items"]
    assert item["name"] == "Demobageriet"
    assert item["sector"] == {"key": "retail", "name": "Kauppa"}
    assert [goal["pledge"] for goal in item["goals"]] == ["Vähennämme sähköä."]


def test_nothing_of_a_case_that_is_not_public_is_shown(client, partner):
    PartnerFactory(mapped=True, name="Demo Hemlig")
    GoalFactory(partner=PartnerFactory(withdrawn=True, name="Demo Borta"))
    PartnerFactory(active=True, name="Demo Utkast", live=False)
    assert names(client.get(PARTNERS)) == ["Demobageriet"]
    assert client.get(GOALS).json()["count"] == 1
    for slug in ("demo-hemlig", "demo-borta"):
        assert client.get(f"{PARTNERS}{slug}/").status_code == 404


def test_contact_persons_of_partners_are_never_shown(client, partner):
    for url in (PARTNERS, f"{PARTNERS}{partner.slug}/", GOALS, "/api/v2/partners/?fields=*"):
        assert partner.contact_email not in client.get(url).content.decode()


def test_partners_are_searched_filtered_and_paged(client, partner):
    other = PartnerFactory(active=True, name="Demo Åkeri")
    GoalFactory(partner=other, theme=ThemeFactory(key="mobility", name_sv="Resor", name_fi="Matkat", name_en="Travel"))
    assert names(client.get(PARTNERS, {"q": "bageri"})) == ["Demobageriet"]
    assert names(client.get(PARTNERS, {"theme": "mobility"})) == ["Demo Åkeri"]
    assert names(client.get(PARTNERS, {"sector": "retail"})) == ["Demobageriet"]
    page = client.get(PARTNERS, {"limit": 1, "offset": 1}).json()
    assert (page["count"], len(page["items"])) == (2, 1)
    assert client.get(PARTNERS, {"limit": 1000}).json()["code"] == "request_invalid"


def test_goals_name_their_partner(client, partner):
    (goal,) = client.get(GOALS, {"locale": "en", "theme": "energy", "q": "electricity"}).json()["items"]
    assert (goal["partner_name"], goal["pledge"]) == ("Demobageriet", "We cut electricity.")
    assert client.get(GOALS, {"state": "draft"}).json()["code"] == "value_unknown"


def test_awards_stay_when_the_winner_has_left(client, partner):
    AwardFactory(partner=partner, year=2024)
    AwardFactory(partner=PartnerFactory(withdrawn=True, name="Demo Borta"), year=2023)
    found = client.get(AWARDS, {"locale": "sv"}).json()["items"]
    assert [(award["year"], award["partner_name"], award["partner_slug"]) for award in found] == [
        (2024, "Demobageriet", partner.slug),
        (2023, "Demo Borta", None),
    ]


@pytest.mark.parametrize("url", [PARTNERS, GOALS, AWARDS])
def test_a_list_takes_the_same_queries_however_long_it_is(client, partner, url, django_assert_max_num_queries):
    for year in range(2001, 2006):
        one = PartnerFactory(active=True)
        GoalFactory(partner=one)
        AwardFactory(partner=one, year=year)
    client.get(url)
    with django_assert_max_num_queries(6):
        response = client.get(url)
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "name", ["partners", "goals", "awards", "themes", "sectors", "goal-templates", "contact-persons", "pages", "images"]
)
def test_wagtails_api_version_2_offers_content_and_snippets(client, partner, name):
    AwardFactory(partner=partner)
    response = client.get(f"/api/v2/{name}/?fields=*")
    assert response.status_code == 200
    assert "meta" in response.json()


def test_snippets_in_version_2_answer_in_the_readers_language(client, partner):
    response = client.get("/api/v2/goals/?fields=*", headers={"accept-language": "fi"})
    assert response.json()["items"][0]["pledge"] == "Vähennämme sähköä."


def test_wagtails_api_version_3_offers_the_page_types_with_their_fields(client, partner):
    found = client.get("/api/v3/pages/").json()
    assert found["count"] >= 3
    page = client.get(f"/api/v3/pages/{found['items'][0]['id']}/").json()
    assert {"title", "lead", "body"} <= set(page)


def test_wagtails_api_version_3_offers_snippets_to_those_with_a_token(client, partner):
    url = "/api/v3/snippets/partners.Partner/"
    assert client.get(url).status_code == 401
    plain = APIToken.generate_token()
    user = User.objects.create_superuser("api", password="x")
    APIToken.objects.create(user=user, name="demo", key_hash=APIToken.hash_token(plain), prefix=plain[:16])
    found = client.get(url, headers={"authorization": f"Bearer {plain}"})
    assert found.status_code == 200, found.content
    assert [item["name"] for item in found.json()["items"]] == ["Demobageriet"]
