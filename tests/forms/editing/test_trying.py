"""The page on which a survey is tried with made-up answers, and on which examples are saved, run and deleted."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import User
from forms.models import Example, Submission, Upload
from forms.services import examples
from tests.factories.surveys import ANSWERS, definition, home, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("admin", "admin@demo.example", "secret")
    client.force_login(user)
    return user


def url(page):
    return reverse("survey_try", args=[page.pk])


def shown(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def save(client, page, name="Oljevärme", **answers):
    return client.post(url(page), {**ANSWERS, **answers, "_name": name, "save": "1"})


def test_all_parts_are_on_one_page(client, admin):
    soup = shown(client.get(url(publish())))
    names = {control["name"] for control in soup.select(".survey-try-part [name]")}
    assert {"name", "email", "heating", "litres", "saving", "more"} <= names
    assert soup.select_one(".survey-try-part")["lang"] == "sv"


def test_what_is_edited_is_tried_and_not_what_is_published(client, admin):
    page = publish()
    page.steps[0].value["title"] = "Alldeles ny"
    page.save_revision()
    assert "Alldeles ny" in shown(client.get(url(page))).text


def test_a_survey_with_something_to_mend_can_be_tried_without_it(client, admin):
    page = publish()
    page.steps[0].value["questions"][1].value["follow_up_of"] = "gone"
    page.save_revision(clean=False)
    soup = shown(client.get(url(page)))
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in str(soup.select_one(".help-warning"))
    assert "E-post" in soup.text


def test_the_answers_come_to_questions_errors_and_a_result(client, admin):
    response = client.post(url(publish()), {**ANSWERS, "name": "", "heating": "sun", "try": "1"})
    outcome = shown(response).select_one("#try-outcome").parent
    assert [link["href"] for link in outcome.select("li a")] == ["#id-name"]
    assert "Hur mycket olja?" in outcome.text
    assert "100" in outcome.select_one("table").text
    assert not Submission.objects.exists()
    assert not Example.objects.exists()


def test_what_was_typed_stays(client, admin):
    soup = shown(client.post(url(publish()), {**ANSWERS, "litres": "många", "try": "1"}))
    assert soup.select_one("[name=litres]")["value"] == "många"
    assert soup.select_one("[data-question=litres] .question-error")


def test_answers_are_saved_as_an_example_and_opened_again(client, admin):
    page = publish()
    response = save(client, page)
    example = Example.objects.get()
    assert (example.name, example.author, example.translation_key) == ("Oljevärme", admin, page.translation_key)
    assert response["Location"] == f"{url(page)}?example={example.pk}"
    soup = shown(client.get(response["Location"]))
    assert soup.select_one("[name=name]")["value"] == "Demo Ab"
    assert soup.select_one("#try-name")["value"] == "Oljevärme"
    assert "100" in soup.select_one("#try-outcome").parent.select_one("table").text


def test_an_example_without_a_name_is_not_saved_and_nothing_is_lost(client, admin):
    soup = shown(save(client, publish(), name=" "))
    assert not Example.objects.exists()
    assert soup.select_one("#try-name-error")
    assert soup.select_one("[name=name]")["value"] == "Demo Ab"


def test_a_change_that_an_example_notices_is_told_of_until_it_is_expected(client, admin):
    page = publish()
    save(client, page)
    steps = definition()["steps"]
    steps[0]["questions"].append({"key": "phone", "type": "phone", "label": "Telefon", "required": True})
    publish({"steps": steps})
    assert "Telefon" in shown(client.get(url(page))).select_one(".survey-example").text
    client.post(url(page), {"accept": Example.objects.get().pk})
    soup = shown(client.get(url(page)))
    assert "Telefon" not in soup.select_one(".survey-example").text
    assert not soup.select("[name=accept]")


def test_files_are_tried_by_what_is_known_of_them_and_not_kept(client, admin):
    steps = definition()["steps"]
    steps[1]["questions"].append({"key": "plan", "type": "file", "label": "Plan", "required": True})
    page = publish({"steps": steps})
    save(client, page, plan=SimpleUploadedFile("plan.pdf", b"%PDF", content_type="application/pdf"))
    example = Example.objects.get()
    assert example.expected["errors"] == []
    soup = shown(client.get(f"{url(page)}?example={example.pk}"))
    kept = soup.select_one("[name=plan][type=checkbox]")["value"]
    save(client, page, plan=kept)
    assert Example.objects.get().answers["plan"] == example.answers["plan"]
    assert example.answers["plan"][0]["name"] == "plan.pdf"
    assert not Upload.objects.exists()


def test_an_example_is_deleted(client, admin):
    page = publish()
    save(client, page)
    client.post(url(page), {"delete": Example.objects.get().pk})
    assert not Example.objects.exists()


def test_examples_of_another_survey_are_out_of_reach(client, admin):
    page, other = publish(), publish({"key": "other"})
    save(client, other)
    example = Example.objects.get()
    client.post(url(page), {"delete": example.pk})
    assert Example.objects.exists()
    assert shown(client.get(f"{url(page)}?example={example.pk}")).select_one("#try-name")["value"] == ""


def test_examples_are_shared_by_the_languages_of_a_survey(client, admin):
    swedish = publish()
    save(client, swedish)
    finnish = publish({"locale": "fi", "title": "Kysely"})
    (run,) = examples.run(finnish.live_version.form, finnish.translation_key)
    assert run.changes == ()
    assert shown(client.get(url(finnish))).select_one(".survey-example")


def test_the_page_takes_a_few_queries_however_many_examples_there_are(client, admin, django_assert_max_num_queries):
    page = publish()
    for number in range(5):
        save(client, page, name=f"Exempel {number}")
    client.get(url(page))
    with django_assert_max_num_queries(25):
        client.get(url(page))


def test_a_survey_offers_to_be_tried(client, admin):
    page = publish()
    assert url(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "/try/" not in client.get(reverse("wagtailadmin_pages:edit", args=[home("sv").pk])).content.decode()


def test_only_who_may_edit_the_page_may_try_it(client):
    page = publish()
    assert client.get(url(page)).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get(url(page)).status_code == 302
    assert client.post(url(page), {**ANSWERS, "_name": "x", "save": "1"}).status_code == 302
    assert not Example.objects.exists()
