"""The list beside the form: what publishing would refuse and what is worth a look, each with the way to its block."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms.models import User
from forms.models import SurveyPage, SurveyVersion
from tests.factories.surveys import home, publish
from tests.forms.builder.editor import posted

pytestmark = pytest.mark.django_db
NAME = "steps-0-value-questions-0-value"


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("admin", "admin@demo.example", "secret")
    client.force_login(user)
    return user


def check(client, user, page, **changes):
    """The lines of the list for `page` edited by `changes`: (path of the block, words)."""
    response = client.post(reverse("survey_check", args=[page.pk]), posted(page, user, **changes))
    assert response.status_code == 200
    return lines(response)


def lines(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [(json.loads(line["data-survey-at"]), line.get_text(" ", strip=True)) for line in soup.select("button")]


def to_mend(client, user, page, **changes):
    """The same without what every survey of these tests could still have."""
    return [line for line in check(client, user, page, **changes) if line[0][0] not in ("privacy", "handlers")]


def test_a_survey_that_can_be_published_has_nothing_to_mend(client, admin):
    page = publish()
    response = client.post(reverse("survey_check", args=[page.pk]), posted(page, admin))
    root = BeautifulSoup(response.content, "html.parser").div
    assert root["data-survey-count"] == "0"
    assert to_mend(client, admin, page) == []


def test_a_problem_leads_to_its_block(client, admin):
    ((path, words),) = to_mend(client, admin, publish(), **{f"{NAME}-follow_up_of": "gone"})
    assert path == ["steps", 0, "questions", 0, "follow_up_of"]
    assert "Ni" in words
    assert "Namn" in words
    assert "gone" in words


def test_what_wagtail_would_refuse_is_on_the_list_too(client, admin):
    ((path, words),) = to_mend(client, admin, publish(), **{f"{NAME}-label": ""})
    assert path == ["steps", 0, "questions", 0, "label"]
    assert "Ni" in words


def test_a_refused_block_does_not_hide_the_problems_of_others(client, admin):
    changes = {f"{NAME}-max_length": "many", "steps-0-value-questions-1-value-follow_up_of": "gone"}
    paths = [path for path, _words in to_mend(client, admin, publish(), **changes)]
    assert paths == [["steps", 0, "questions", 0, "max_length"], ["steps", 0, "questions", 1, "follow_up_of"]]


def test_a_moved_block_is_found_where_it_stands_now(client, admin):
    changes = {f"{NAME}-follow_up_of": "gone", "steps-0-value-questions-0-order": "9"}
    ((path, _words),) = to_mend(client, admin, publish(), **changes)
    assert path[:4] == ["steps", 0, "questions", 3]


def test_personal_data_needs_words_on_how_it_is_handled(client, admin):
    page = publish()
    assert ["privacy"] in [path for path, _words in check(client, admin, page)]
    page = publish({"key": "other", "privacy": "<p>Ett år.</p>"})
    assert ["privacy"] not in [path for path, _words in check(client, admin, page)]


def test_a_survey_of_which_nobody_is_told_is_worth_a_look(client, admin):
    assert ["handlers"] in [path for path, _words in check(client, admin, publish())]
    stream = [{"type": "handler", "value": {"handler": "confirmation", "to": ""}}]
    page = publish({"key": "other"}, handlers=stream)
    assert ["handlers"] not in [path for path, _words in check(client, admin, page)]


def test_a_page_that_is_new_is_looked_at_too(client, admin):
    page = publish()
    page.pk = page.id = None
    data = posted(SurveyPage.objects.get(), admin, key="", slug="", title="Ny")
    response = client.post(reverse("survey_check_new", args=[home("sv").pk]), data)
    assert response.status_code == 200
    assert [path for path, _words in lines(response)] == [["privacy"], ["handlers"]]


def test_looking_changes_nothing(client, admin):
    page = publish()
    revision = page.latest_revision_id
    check(client, admin, page, title="Ändrad", **{f"{NAME}-label": "Ändrad"})
    page = SurveyPage.objects.get()
    assert (page.title, page.draft_title, page.latest_revision_id) == ("Demoenkät", "Demoenkät", revision)
    assert SurveyVersion.objects.count() == 1


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_the_list_is_in_the_editors_language(client, admin, language):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=admin, preferred_language=language)
    page = publish()
    response = client.post(reverse("survey_check", args=[page.pk]), posted(page, admin, **{"steps-count": "0"}))
    words = {"sv": "inga frågor", "fi": "ei ole kysymyksiä", "en": "no questions"}
    assert words[language] in response.content.decode()


def test_only_who_may_edit_the_page_may_look(client):
    page = publish()
    urls = [reverse("survey_check", args=[page.pk]), reverse("survey_check_new", args=[home("sv").pk])]
    assert [client.post(url).status_code for url in urls] == [302, 302]
    client.force_login(User.objects.create_user("reader"))
    assert [client.post(url).status_code for url in urls] == [302, 302]


def test_only_surveys_are_looked_at(client, admin):
    assert client.post(reverse("survey_check", args=[home("sv").pk])).status_code == 404
    assert client.get(reverse("survey_check", args=[publish().pk])).status_code == 405


def test_a_post_that_is_not_the_editors_is_refused(client, admin):
    assert client.post(reverse("survey_check", args=[publish().pk]), {"title": "x"}).status_code == 400


def test_the_editor_brings_the_list(client, admin):
    page = publish()
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("survey_check", args=[page.pk]) in edit
    add = client.get(reverse("wagtailadmin_pages:add", args=["surveys", "surveypage", home("sv").pk]))
    assert reverse("survey_check_new", args=[home("sv").pk]) in add.content.decode()
