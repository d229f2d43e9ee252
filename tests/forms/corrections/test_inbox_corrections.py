"""Staff's side: asking, withdrawing, and comparing."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation

from forms.models import Correction, SurveyEmail
from forms.services import corrections

pytestmark = pytest.mark.django_db


def at(name, submission):
    return reverse(f"surveys_inbox:{name}", args=[submission.pk])


def test_a_request_is_made_from_the_answers(client, reviewer, submission):
    client.force_login(reviewer)
    page = BeautifulSoup(client.get(at("correct", submission)).content, "html.parser")
    assert page.select_one("#id_recipient")["value"] == "demo@demo.example"
    posted = {"recipient": "demo@demo.example", "ask:name": "on", "note:litres": "Per år?", "message": "Hej"}
    client.post(at("correct", submission), posted)
    correction = Correction.objects.get()
    assert correction.questions == [{"key": "name", "note": ""}, {"key": "litres", "note": "Per år?"}]
    assert (correction.message, correction.asked_by) == ("Hej", reviewer)
    shown = client.get(at("submission", submission)).content.decode()
    assert "Per år?" in shown
    assert at("correct", submission) not in shown


def test_nothing_is_sent_where_nothing_is_marked(client, reviewer, submission):
    client.force_login(reviewer)
    assert client.post(at("correct", submission), {"recipient": "demo@demo.example"}).status_code == 200
    assert not SurveyEmail.objects.exists()


def test_a_request_is_withdrawn(client, reviewer, submission, ask):
    correction = ask("name")
    client.force_login(reviewer)
    client.post(at("submission", submission), {"withdraw": str(correction.pk)})
    correction.refresh_from_db()
    assert correction.withdrawn_at is not None


@pytest.mark.parametrize("view", ["correct", "revisions"])
def test_readers_of_other_surveys_see_nothing(client, reviewer, submission, page, view):
    page.survey.readers.clear()
    client.force_login(reviewer)
    assert client.get(at(view, submission)).status_code == 404


def test_whoever_may_only_read_does_not_ask(client, reviewer, submission):
    reviewer.user_permissions.remove(Permission.objects.get(codename="change_submission"))
    client.force_login(reviewer)
    assert at("correct", submission) not in client.get(at("submission", submission)).content.decode()
    client.post(at("correct", submission), {"recipient": "demo@demo.example", "ask:name": "on"})
    assert not Correction.objects.exists()


def test_the_answers_before_and_after_stand_side_by_side(client, reviewer, submission, ask):
    correction = ask("litres", "name")
    posted = {"name": "Demo Ab", "litres": "900"}
    corrections.answer(correction, version=submission.version, posted=posted)
    client.force_login(reviewer)
    page = BeautifulSoup(client.get(at("revisions", submission)).content, "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows == [["Hur mycket olja?", "1\xa0200 l/år", "900 l/år"]]
    submission.refresh_from_db()
    with translation.override("sv"):
        assert f"{submission.get_state_display()} · " in client.get(reverse("surveys_inbox:index")).content.decode()


def test_the_log_says_what_was_asked_and_corrected_but_not_of_whom(client, reviewer, submission, ask):
    corrections.answer(ask("litres"), version=submission.version, posted={"litres": "900"})
    reviewer.is_superuser = True
    reviewer.save()
    client.force_login(reviewer)
    log = client.get("/admin/reports/site-history/").content.decode()
    assert submission.reference in log
    assert "demo@demo.example" not in log
