"""Signed links that fill in answers: none in the address, one's own acts never, no other survey's."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forms.models import Draft, Submission
from forms.services import prefills
from forms.services.submissions import submit
from tests.factories.question_types import question
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

PAGE, START = "/sv/demoenkat/", "/sv/survey/demo-survey/"
GIVEN = {"name": "Demo Ab", "email": "a@demo.example", "heating": "oil", "litres": 1200.5, "saving": "started"}


@pytest.fixture
def submission(db) -> Submission:
    page = publish()
    received = submit(version=page.live_version, answers=GIVEN, door=Submission.Door.PAGE)
    return received.submission


def token(submission: Submission, *keys: str, days: int = 30) -> str:
    return prefills.signed_token("demo-survey", submission=submission, keys=keys or tuple(GIVEN), days=days)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html5lib")


def test_the_answers_are_on_the_page_and_reach_their_steps(client, submission):
    link = token(submission, "name", "email", "saving")
    assert "a@demo.example" not in link
    response = client.get(PAGE, {"filled": link})
    page = soup(response)
    assert "no-store" in response["Cache-Control"]
    assert (page.select_one("#id-name")["value"], page.select_one("[name=_filled]")["value"]) == ("Demo Ab", link)
    posted = {"name": "Ny Ab", "heating": "sun", "_shown": "name email heating", "_filled": link}
    step = client.post(START, posted)
    draft = Draft.objects.get()
    assert draft.answers == {"name": "Ny Ab", "heating": "sun", "saving": "started"}
    assert draft.steps_done == ["you"]
    assert soup(client.get(step.url)).select_one("[name=saving][value=started]").has_attr("checked")


@pytest.mark.parametrize("broken", ["ended", "forged", "erased"])
def test_a_link_that_opens_nothing_says_so_on_an_empty_survey(client, submission, broken):
    link = token(submission, days=1)
    if broken == "erased":
        submission.delete()
    with time_machine.travel(timezone.now() + timedelta(days=1.1 if broken == "ended" else 0)):
        response = client.get(PAGE, {"filled": link[:-1] + "_" * (broken == "forged") if broken == "forged" else link})
    page = soup(response)
    assert (response.status_code, page.select_one("#id-name")["value"]) == (200, "")
    assert page.select_one(".message[role=status]")
    assert page.select_one("[name=_filled]") is None


def test_a_page_that_was_opened_in_time_may_be_sent_a_little_late(submission):
    link = token(submission, "name", days=1)
    with time_machine.travel(timezone.now() + timedelta(days=1.5)):
        assert prefills.read(link, submission.form, late=True) == {"name": "Demo Ab"}
        with pytest.raises(prefills.InvalidToken):
            prefills.read(link, submission.form)


def test_values_that_do_not_hold_or_are_ones_own_to_give_are_left_out(db):
    rows = [question("text", "who", "Vem?"), question("signature_name", "signed", "Namn")]
    questions = [
        question("text", "name", "Namn", max_length=5),
        question("number", "area", "Yta"),
        question("consent", "agreed", "Ja", statement="Ja"),
        question("signature_name", "sign", "Namnteckning"),
        question("group", "staff", "Personal", questions=rows),
    ]
    form = publish({"steps": [{"key": "one", "title": "Ett", "questions": questions}]}).live_version.form
    values = {
        "name": "far too long",
        "area": 12.5,
        "agreed": True,
        "sign": "Demo Person",
        "staff": [{"who": "Anna", "signed": "Anna Demo"}],
        "unknown": "x",
    }
    link = prefills.signed_token("demo-survey", values=values, days=1)
    assert prefills.read(link, form) == {"area": 12.5, "staff": [{"who": "Anna"}]}


def test_a_link_fills_in_no_other_survey(submission):
    link = prefills.signed_token("another", values={"name": "x"}, days=1)
    with pytest.raises(prefills.InvalidToken):
        prefills.read(link, submission.form)


def test_staff_make_a_link_that_is_logged(client, submission, django_user_model):
    clerk = django_user_model.objects.create_user("clerk")
    rights = ("access_admin", "view_submission")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(clerk)
    address = reverse("surveys_inbox:prefill", args=[submission.pk])
    data = {"survey": "demo-survey", "questions": ["name"], "days": "7"}
    assert not _link(client.post(address, data))
    client.force_login(django_user_model.objects.create_superuser("chief"))
    link = _link(client.post(address, data))
    assert soup(client.get(link.removeprefix("http://testserver"))).select_one("#id-name")["value"] == "Demo Ab"
    entry = ModelLogEntry.objects.get(action=prefills.LINK_MADE)
    assert entry.data == {"survey": "demo-survey", "questions": 1, "days": 7}


def _link(response) -> str:
    shown = soup(response).select_one("#prefill-link")
    return shown.text.strip() if shown else ""
