"""The respondent's page: the marked questions only, with the earlier answers beside them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from forms.models import Correction, Submission
from forms.services import corrections
from forms.tokens import CORRECTION, signed
from tests.factories.surveys import ANSWERS
from tests.forms.files.making import pdf
from tests.forms.files.surveys import received, send


def address(correction):
    with translation.override("sv"):
        survey = correction.submission.survey
        return reverse("surveys:correction", args=[survey.key, signed(CORRECTION, correction.pk)])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def shown(page):
    return {box["data-question"] for box in page.select("[data-question]") if not box.has_attr("hidden")}


def filled_in(page, **changes):
    """What a browser posts from the page, with `changes`."""
    fields = {one["name"]: one.get("value", "") for one in page.select("input[type=hidden], input.field")}
    fields |= {one["name"]: one["value"] for one in page.select("input:checked, input[checked]")}
    return {**fields, **changes}


def test_only_the_marked_questions_are_shown_with_what_was_answered(client, ask):
    page = soup(client.get(address(ask("litres", "saving", note="Stämmer det?", message="Hej hej"))))
    assert shown(page) == {"litres", "saving"}
    assert page.select_one("#id-litres")["value"] == "1200"
    before = page.select_one(".correct-item .correct-before").get_text(" ", strip=True)
    assert "1\xa0200 l/år" in before
    assert "Stämmer det?" in page.get_text()
    assert "Hej hej" in page.get_text()
    assert [title.get_text() for title in page.select(".correct-section > h2")] == ["Ni", "Energi"]


def test_the_corrections_are_stored_and_thanked_for(client, ask, submission):
    url = address(ask("litres"))
    response = client.post(url, filled_in(soup(client.get(url)), litres="900"))
    assert (response.status_code, response["Location"]) == (302, url)
    thanks = client.get(url)
    assert thanks.status_code == 200
    assert "900 l/år" in soup(thanks).get_text()
    submission.refresh_from_db()
    assert submission.answers["litres"] == 900


def test_errors_accuse_only_what_is_asked(client, ask, submission):
    url = address(ask("litres"))
    response = client.post(url, filled_in(soup(client.get(url)), litres="många"))
    page = soup(response)
    assert response.status_code == 422
    assert [link["href"] for link in page.select("#error-summary a")] == ["#id-litres"]
    assert page.select_one("#id-litres")["value"] == "många"
    submission.refresh_from_db()
    assert submission.revision == 1


def test_more_questions_are_shown_before_anything_is_stored(client, page, reviewer):
    bare = {key: value for key, value in ANSWERS.items() if key != "litres"} | {"heating": "sun"}
    submission = send(page, **bare)
    url = address(
        corrections.ask(
            submission=submission, questions=[("heating", "")], message="", recipient="a@demo.example", user=reviewer
        )
    )
    again = client.post(url, filled_in(soup(client.get(url)), heating="oil"))
    assert again.status_code == 200
    assert shown(soup(again)) == {"heating", "litres"}
    assert soup(again).select_one(".message")
    client.post(url, filled_in(soup(again), heating="oil", litres="80"))
    submission.refresh_from_db()
    assert submission.answers == {**bare, "heating": "oil", "litres": 80}


def test_two_clicks_are_one_correction(client, ask, submission):
    url = address(ask("litres"))
    posted = filled_in(soup(client.get(url)), litres="900")
    assert [client.post(url, posted).status_code for _click in range(2)] == [302, 302]
    assert submission.revisions.count() == 1


def test_whoever_comes_later_sees_what_holds_and_what_they_wrote(client, ask, submission):
    url = address(ask("litres"))
    form = soup(client.get(url))
    client.post(url, filled_in(form, litres="900"))
    late = client.post(url, filled_in(form, litres="700"))
    assert late.status_code == 409
    assert "700 l/år" in soup(late).select_one(".correct-mine").get_text()
    assert "900 l/år" in soup(late).select_one(".correct-now").get_text()
    submission.refresh_from_db()
    assert submission.answers["litres"] == 900


@pytest.mark.parametrize("over", ["expires_at", "withdrawn_at"])
def test_a_link_that_is_over_says_so_and_loses_nothing_that_was_written(client, ask, over):
    correction = ask("litres")
    url = address(correction)
    form = soup(client.get(url))
    Correction.objects.filter(pk=correction.pk).update(**{over: timezone.now() - timedelta(minutes=1)})
    assert client.get(url).status_code == 410
    late = client.post(url, filled_in(form, litres="700"))
    assert late.status_code == 410
    assert "700 l/år" in soup(late).select_one(".correct-mine").get_text()


def test_a_survey_that_has_closed_takes_the_correction(client, ask, page, submission):
    url = address(ask("litres"))
    page.unpublish()
    client.post(url, filled_in(soup(client.get(url)), litres="900"))
    submission.refresh_from_db()
    assert submission.answers["litres"] == 900


def test_the_link_is_kept_out_of_caches_and_opens_one_survey(client, ask):
    url = address(ask("litres"))
    assert "no-store" in client.get(url)["Cache-Control"]
    assert client.get(url.replace("demo-survey", "other")).status_code == 404
    assert client.get(url[:-3] + "x/").status_code == 404


def test_files_are_added_beside_those_that_were_sent(client, page_with_files, reviewer):
    old = received(page_with_files)
    submission = send(page_with_files, name="Demo Ab", plan=[str(old.pk)])
    correction = corrections.ask(
        submission=submission, questions=[("plan", "")], message="", recipient="a@demo.example", user=reviewer
    )
    url = address(correction)
    page = soup(client.get(url))
    assert page.select_one("input[type=checkbox][name=plan]")["value"] == str(old.pk)
    file = SimpleUploadedFile("ny.pdf", pdf(), "application/pdf")
    client.post(url, {"plan": [str(old.pk), file], "_shown": "plan"})
    stored = Submission.objects.get(pk=submission.pk)
    assert [file["name"] for file in stored.answers["plan"]] == ["plan.pdf", "ny.pdf"]
