"""What every answer says of itself: what it is now, its language, and who may keep it how long."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.home import make_small_site
from tests.factories.partners import AwardFactory, CommitmentFactory, EventFactory, GoalFactory, PartnerFactory
from tests.factories.surveys import definition, publish

pytestmark = pytest.mark.django_db

API = "/api/v1/"
SURVEY = f"{API}surveys/demo-survey/"
LISTS = ["partners/", "goals/", "awards/", "events/", "surveys/"]
PUBLIC = [*LISTS, "partners/demobageriet/", "programme/", "figures/", "surveys/demo-survey/", "openapi.json"]


@pytest.fixture
def everything():
    make_small_site()
    partner = PartnerFactory(active=True, name="Demobageriet", slug="demobageriet")
    GoalFactory(partner=partner)
    CommitmentFactory(partner=partner, in_force=True)
    AwardFactory(partner=partner, year=timezone.localdate().year - 1)
    EventFactory(is_public=True)
    publish()
    publish(definition(locale="fi", title="Demokysely"))
    return partner


@pytest.mark.parametrize("url", [*PUBLIC, "survey.schema.json"])
def test_what_has_not_changed_is_not_sent_again(client, everything, url):
    first = client.get(f"{API}{url}")
    assert (first.status_code, first["Cache-Control"].split(",")[0]) == (200, "public")
    tag = first["ETag"]
    assert tag.startswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(f"{API}{url}", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Content-Language", "Vary"):
            assert again[name] == first[name]
    assert client.get(f"{API}{url}", headers={"if-none-match": '"other"'}).content == first.content


@pytest.mark.parametrize("url", [*PUBLIC, "survey.schema.json", "open-data/partners.csv", "docs"])
def test_head_is_the_same_without_the_body(client, everything, url):
    shown, head = client.get(f"{API}{url}"), client.head(f"{API}{url}")
    assert (head.status_code, head.getvalue()) == (200, b"")
    for name in ("Content-Type", "ETag", "Cache-Control", "Content-Language", "Vary"):
        assert head.headers.get(name) == shown.headers.get(name)
    if tag := shown.headers.get("ETag"):
        assert client.head(f"{API}{url}", headers={"if-none-match": tag}).status_code == 304


def test_a_tag_follows_what_the_answer_holds_and_its_language(client, everything):
    url = f"{API}partners/"
    tags = {client.get(url, {"locale": language})["ETag"] for language in ("sv", "fi")}
    assert len(tags) == 2
    everything.name = "Demobageri"
    everything.save()
    assert client.get(url, {"locale": "sv"})["ETag"] not in tags


@pytest.mark.parametrize(
    ("accept", "locale", "language"),
    [
        ("fi", None, "fi"),
        ("fi", "sv", "sv"),
        ("sv-FI", None, "sv"),
        ("fi-FI, sv;q=0.9", None, "fi"),
        ("de, sv;q=0.3, fi;q=0.7", None, "fi"),
        ("de", None, "sv"),
        ("", None, "sv"),
        ("*", None, "sv"),
        ("fi;q=0, sv;q=0.1", None, "sv"),
        (";;q=x,,", "fi", "fi"),
    ],
)
def test_the_language_is_the_parameter_or_what_is_accepted(client, everything, accept, locale, language):
    for url in (*PUBLIC[:-1], "open-data/goals.csv", "partners/nobody/"):
        response = client.get(f"{API}{url}", {"locale": locale} if locale else {}, headers={"accept-language": accept})
        assert response["Content-Language"] == language
        assert ("Accept-Language" in response.headers.get("Vary", "")) == (locale is None)


@pytest.mark.parametrize("locale", ["de", "", "SV", "sv-FI"])
def test_a_language_that_there_is_not_is_refused_everywhere(client, everything, locale):
    for url in (*PUBLIC[:-1], "open-data/goals.csv", "drafts/x/", "surveys/demo-survey/schema/"):
        response = client.get(f"{API}{url}", {"locale": locale}, headers={"accept-language": "fi"})
        assert (response.status_code, response.json()["code"]) == (422, "locale_unknown"), url
        assert (response["Content-Language"], response["Cache-Control"]) == ("fi", "no-store")
        assert "Accept-Language" in response["Vary"]


def test_the_parameter_decides_the_words_of_what_is_posted_too(client, everything):
    refused = client.post(f"{SURVEY}submissions/?locale=fi", "[", content_type="application/json")
    assert (refused.status_code, refused["Content-Language"]) == (400, "fi")
    assert refused.json()["detail"].startswith("Pyyntöä")
    body = {"answers": {}, "locale": "en"}
    refused = client.post(f"{SURVEY}submissions/?locale=fi", body, content_type="application/json")
    assert (refused.status_code, refused["Content-Language"]) == (422, "en")


def test_what_is_somebodys_own_is_kept_by_nobody(client, everything):
    begun = client.post(f"{SURVEY}drafts/", {}, content_type="application/json")
    for response in (begun, client.get(begun["Location"])):
        assert response["Cache-Control"] == "private, no-store"
    checked = client.post(f"{SURVEY}validate/", {"answers": {}}, content_type="application/json")
    assert checked["Cache-Control"] == "private, no-store"


def test_no_answer_sets_a_cookie(everything):
    for url in PUBLIC:
        assert not Client().get(f"{API}{url}").cookies
