"""Looking at versions at any time: the draft beside the published one, and every version there has been."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.models import User
from forms.models import SurveyPage
from tests.factories.surveys import publish
from tests.forms.publishing.changing import answered, edited, steps

pytestmark = pytest.mark.django_db


def main(response):
    return BeautifulSoup(response.content, "html.parser").select_one("main")


def url(name, page, *args):
    return reverse(name, args=[page.pk, *args])


def rows(client, page):
    return main(client.get(url("survey_versions", page))).select("tbody tr")


def words(element):
    return element.get_text(" ", strip=True)


def test_the_menu_of_a_published_survey_leads_to_its_versions(client, admin):
    page, draft = publish(), edited(key="draft")
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert url("survey_compare", page) in shown
    assert url("survey_versions", page) in shown
    assert (
        url("survey_compare", draft)
        not in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    )


def test_the_draft_is_compared_with_what_is_published(client, admin):
    page = publish()
    answered(page)
    edited(steps=steps(email=None))
    text = words(main(client.get(url("survey_compare", page))))
    assert "E-post" in text


def test_a_draft_that_cannot_be_compared_says_what_to_mend(client, admin):
    page = publish()
    page.steps = []
    page.save_revision(clean=False)
    assert "har inga frågor" in words(main(client.get(url("survey_compare", page))))


def test_a_survey_that_was_never_published_has_no_versions(client, admin):
    page = edited()
    assert rows(client, page) == []
    assert client.get(url("survey_compare", page)).status_code == 200


def test_every_version_is_listed_with_its_maker_its_answers_and_its_changes(client, admin):
    page = publish()
    answered(page)
    answered(page, name="Annat Demo Ab")
    draft = edited(steps=steps(email=None, more=None), notice="Andra ord", title="Ny titel")
    draft.get_latest_revision().publish()
    newest, first = rows(client, page)
    assert [words(cell) for cell in first.select("td")][2] == "2"
    assert [words(cell) for cell in newest.select("td")][2] == "0"
    assert len(newest.select("li")) == 3
    assert not first.select("li")
    assert first.select("td a")[-1]["href"] == url("survey_version_download", page, 1)


def test_who_published_is_written_down(client, admin):
    page = edited(user=admin)
    client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}&next=/admin/", {}
    )
    (row,) = rows(client, page)
    assert "Aino Demo" in words(row)
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Version 1" in history


def test_a_version_tells_what_it_changed(client, admin):
    page = publish()
    answered(page)
    publish({"steps": steps(email=None)})
    assert "E-post" in words(main(client.get(url("survey_version", page, 2))))
    assert client.get(url("survey_version", page, 1)).status_code == 200
    assert client.get(url("survey_version", page, 3)).status_code == 404


def test_a_version_is_downloaded_as_it_was_published(client, admin):
    page = publish()
    publish({"title": "Ny titel"})
    response = client.get(url("survey_version_download", page, 1))
    assert response["Content-Disposition"] == 'attachment; filename="demo-survey.sv.1.json"'
    assert json.loads(response.content)["title"] == "Demoenkät"
    assert json.loads(response.content)["version"] == 1


def test_a_page_lists_the_versions_of_its_language_only(client, admin):
    page = publish()
    finnish = publish({"locale": "fi", "title": "Demokysely", "steps": steps(email=None)})
    assert len(rows(client, page)) == 1
    (row,) = rows(client, finnish)
    assert words(row.th).startswith("Version 2")
    assert client.get(url("survey_version", page, 2)).status_code == 404


def test_many_versions_are_listed_page_by_page(client, admin, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("forms.publishing.comparing.PER_PAGE", 2)
    page = publish()
    for number in range(4):
        publish({"notice": f"Ord {number}"})
    client.get(url("survey_versions", page))
    with django_assert_max_num_queries(20):
        shown = main(client.get(url("survey_versions", page) + "?p=2"))
    assert [words(row.th).split()[1] for row in shown.select("tbody tr")] == ["3", "2"]
    assert len(shown.select("tbody li")) == 2


def test_only_those_who_may_edit_see_the_versions(client):
    page = publish()
    reader = User.objects.create_user("reader", "reader@demo.example", "secret")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    addresses = [("survey_compare",), ("survey_versions",), ("survey_version", 1), ("survey_version_download", 1)]
    for name, *args in addresses:
        assert client.get(url(name, page, *args)).status_code == 302


def test_an_alias_has_no_versions_to_look_at(client, admin):
    page = publish()
    alias = page.create_alias(update_slug="alias", parent=page.get_parent())
    assert client.get(url("survey_versions", alias)).status_code == 404
    assert SurveyPage.objects.get(pk=alias.pk).live_version is None
