"""Importing in the admin: choose, read the report, make the draft."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PagePermissionTester
from wagtail.users.models import UserProfile

from cms.models import User
from forms.models import SurveyPage
from forms.services.portable import MAX_BYTES
from tests.bench.peer.models import FormField, FormPage
from tests.factories.surveys import definition, home, publish
from tests.forms.importers.sources import element, energy_visit, fixture, form_field, surveyjs

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("admin", "admin@demo.example", "secret")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    with override("en"):
        yield user


def url() -> str:
    return reverse("survey_import", args=[home("sv").pk])


def upload(client, content: Any, name: str = "survey.json", **data: str):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(url(), {"file": SimpleUploadedFile(name, body), **data})


def accept(client, response, **data: Any):
    """Press “Create the draft” on the report."""
    form = response.context["form"]
    hidden = {name: form[name].value() or "" for name in ("source", "page", "chosen")}
    return client.post(url(), hidden | {"create": "1", "languages": []} | data)


def shown(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_way_in_names_the_page(client, admin):
    found = shown(client.get(url()))
    assert "Framsida" in found
    assert 'type="file"' in found


def test_a_survey_is_shown_before_it_becomes_a_draft(client, admin):
    response = upload(client, definition())
    found = shown(response)
    assert "Demoenkät" in found
    assert "survey/1. Parts: 2. Questions: 6." in found
    assert not SurveyPage.objects.exists()
    response = accept(client, response)
    page = SurveyPage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live


def test_a_survey_that_is_there_is_named(client, admin):
    publish()
    found = shown(upload(client, definition(title="Ny titel")))
    assert "The survey “Demoenkät” has the same key, “demo-survey”." in found


def test_the_report_says_what_is_left_and_what_is_changed(client, admin):
    found = shown(upload(client, energy_visit()))
    assert "Questions of the type “image” do not exist here." in found
    assert "A drawn signature became a name that is written." in found
    assert "<code>contact_by</code>" in found


def test_the_other_languages_are_offered_and_made(client, admin):
    response = upload(client, energy_visit())
    assert 'value="fi"' in shown(response)
    accept(client, response, languages=["fi", "de"])
    pages = SurveyPage.objects.order_by("pk")
    assert [(page.locale.language_code, page.draft_title) for page in pages] == [
        ("sv", "Energibesök"),
        ("fi", "Energiakäynti"),
    ]


def test_one_of_several_forms_is_chosen(client, admin):
    response = upload(client, fixture(form_field("A", "url"), form_field("B", "email", pk=2, page=8)))
    found = shown(response)
    assert "There are several forms in it." in found
    assert '<option value="8">8</option>' in found
    form = response.context["form"]
    response = client.post(url(), {"source": form["source"].value(), "page": "", "chosen": "7"})
    assert "Anmälan" in shown(response)
    accept(client, response)
    assert SurveyPage.objects.get().draft_title == "Anmälan"


@pytest.fixture
def form_page():
    page = home("sv").add_child(instance=FormPage(title="Besök <b>oss</b>", slug="besok", locale=home("sv").locale))
    FormField.objects.create(page=page, sort_order=1, label="Namn", field_type="singleline")
    return page


def test_a_form_page_of_the_site_is_chosen(client, admin, form_page):
    assert f'<option value="{form_page.pk}">' in shown(client.get(url()))
    response = client.post(url(), {"page": str(form_page.pk)})
    assert "Form page of Wagtail" in shown(response)
    accept(client, response)
    assert SurveyPage.objects.get().draft_title == "Besök <b>oss</b>"


def test_where_there_are_no_form_pages_none_is_offered(client, admin):
    assert "Or a form page of this site" not in shown(client.get(url()))


def test_a_form_page_that_one_may_not_edit_is_no_way_to_read_it(client, admin, form_page, monkeypatch):
    monkeypatch.setattr(
        FormPage, "permissions_for_user", lambda page, user: PagePermissionTester(AnonymousUser(), page)
    )
    for page in (str(form_page.pk), str(home("sv").pk), "999999", "x"):
        assert client.post(url(), {"source": "", "page": page}).status_code == 302
    assert not SurveyPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (definition(key="No Key"), "/key"),
        ({"anything": 1}, "This file is no survey."),
        (None, "This file is no survey."),
        ([], "This file is no survey."),
        (b"PK\x03\x04zip", "ZIP"),
        (b"{", "line 1"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b" " * (MAX_BYTES + 1), "too large"),
        (b"\xff\xfe\x00", "not JSON"),
        (definition(title="\ud800"), "/title"),
        (surveyjs(element("image", "<script>alert(1)</script>")), "no questions"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_words(client, admin, content, words):
    found = shown(upload(client, content))
    assert words in found
    assert "Nothing was imported." in found
    assert "<script>alert(1)</script>" not in found
    assert not SurveyPage.objects.exists()


def test_nothing_chosen_is_asked_for_again(client, admin):
    assert "Choose a file." in shown(client.post(url(), {}))
    assert "empty" in shown(upload(client, b""))


@pytest.mark.parametrize(
    "data", [{"source": ""}, {"source": "{"}, {"source": "null", "create": "1"}, {"source": "[]", "chosen": "9"}]
)
def test_a_second_step_without_a_first_is_refused(client, admin, data):
    assert "Nothing was imported." in shown(client.post(url(), data))
    assert not SurveyPage.objects.exists()


def test_the_report_is_text(client, admin):
    hostile = "<script>alert(1)</script>"
    survey = surveyjs(element("text", hostile, title=hostile, placeholder="x"), title=hostile)
    response = upload(client, survey)
    assert hostile not in shown(response)
    followed = client.get(accept(client, response)["Location"])
    assert hostile not in shown(followed)


def test_a_file_at_the_limit_fits_through_both_steps(client, admin):
    survey = definition(notice="", privacy="<p>" + "å" * 15_000 + "</p>")
    survey["steps"][0]["questions"] += [
        {"key": f"q{n}", "type": "text", "label": "å" * 450, "help": '"' * 900} for n in range(190)
    ]
    body = json.dumps(survey, ensure_ascii=False).encode()
    assert MAX_BYTES / 3 < len(body) < MAX_BYTES
    response = upload(client, body)
    assert accept(client, response).status_code == 302


def test_visitors_and_readers_import_nothing(client):
    assert client.get(url()).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get(url()).status_code == 302
    assert upload(client, definition()).status_code == 302
    assert not SurveyPage.objects.exists()
