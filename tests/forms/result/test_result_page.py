"""The page of a result: what others reached, the goals to choose, and where to get it on paper."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from forms import suggestions
from forms.models import Revision, Submission
from forms.presentation import receipt_url
from forms.services.submissions import submit
from forms.suggestions import Suggestion
from tests.factories.surveys import ANSWERS, publish
from tests.forms.result.test_peers import sent

pytestmark = pytest.mark.django_db
GOAL = Suggestion(key="EN-01", title="Mindre el", text="Vi minskar.", theme="Energi", question="saving", reason="")


class Listener:
    """Remembers what it was told."""

    def __init__(self):
        self.told, self.is_there = [], True

    def listens_to(self, submission):
        return self.is_there

    def chosen(self, submission, keys):
        self.told.append(("chosen", tuple(keys)))

    def withdrawn(self, submission, keys):
        self.told.append(("withdrawn", tuple(keys)))


@pytest.fixture
def listener(monkeypatch):
    found = Listener()
    monkeypatch.setattr(suggestions, "_providers", [lambda form, outcome: [GOAL]])
    monkeypatch.setattr(suggestions, "_namers", [])
    monkeypatch.setattr(suggestions, "_listeners", [found])
    return found


def submission(**changed):
    page = publish(**changed)
    return submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission


def shown(client, found):
    return BeautifulSoup(client.get(receipt_url(found)).content, "html.parser")


def words(node):
    return " ".join(node.get_text(" ").split()).replace("\xa0", " ")


def choose(client, found, goal="EN-01", **more):
    return client.post(receipt_url(found) + "goal/", {"goal": goal, **more})


def test_a_bar_says_what_others_reached_in_words(client, listener):
    found = submission()
    for number in range(5):
        sent(found.version, f"other-{number}", 40, 60)
    bar = shown(client, found).select_one(".bars .bar")
    assert bar.select_one(".bar-peer")["x1"] == "60"
    assert "5" in words(bar.select_one(".bar-peer-words"))
    assert "60 %" in words(bar.select_one(".bar-peer-words"))


def test_nothing_is_said_of_too_few_others(client, listener):
    found = submission()
    for number in range(4):
        sent(found.version, f"other-{number}", 40, 60)
    assert not shown(client, found).select(".bar-peer, .bar-peer-words")


def test_a_goal_is_chosen_and_the_choice_undone(client, listener):
    found = submission()
    button = shown(client, found).select_one(".goal button")
    assert "Mindre el" in words(button)
    response = choose(client, found)
    assert response.url == receipt_url(found) + "#goal-en-01"
    choose(client, found)
    found.refresh_from_db()
    assert found.chosen_goals == ["EN-01"]
    page = shown(client, found)
    assert page.select_one(".goal.is-chosen .goal-chosen")
    undo = page.select_one(".goal button")
    assert (undo["name"], "Mindre el" in words(undo)) == ("_undo", True)
    choose(client, found, _undo="1")
    choose(client, found, _undo="1")
    found.refresh_from_db()
    assert found.chosen_goals == []
    assert listener.told == [("chosen", ("EN-01",)), ("withdrawn", ("EN-01",))]


def test_only_what_the_result_suggests_can_be_chosen(client, listener):
    found = submission()
    assert choose(client, found, "EN-02").status_code == 404
    assert (
        client.post(receipt_url(found).replace("receipt/", "receipt/x") + "goal/", {"goal": "EN-01"}).status_code == 404
    )
    assert client.get(receipt_url(found) + "goal/").status_code == 405
    assert listener.told == []


def test_where_nobody_listens_there_is_no_button(client, listener):
    listener.is_there = False
    found = submission()
    assert not shown(client, found).select(".goal form")
    assert choose(client, found).status_code == 404


def test_a_choice_of_a_goal_that_fails_to_reach_its_listener_is_not_stored(client, listener, monkeypatch):
    found = submission()

    def fails(submission, keys):
        raise RuntimeError

    monkeypatch.setattr(listener, "chosen", fails)
    with pytest.raises(RuntimeError):
        choose(client, found)
    found.refresh_from_db()
    assert found.chosen_goals == []


def test_a_chosen_goal_that_is_no_longer_suggested_can_still_be_undone(client, listener, monkeypatch):
    found = submission()
    choose(client, found)
    monkeypatch.setattr(suggestions, "_providers", [])
    monkeypatch.setattr(suggestions, "_namers", [lambda keys, locale: [GOAL] if GOAL.key in keys else []])
    assert shown(client, found).select_one(".goal.is-chosen button")["name"] == "_undo"


def test_the_editors_words_are_on_the_buttons(client, listener):
    found = submission(result_cta_pdf="Ta med er", result_cta_pick_goal="Det här vill vi")
    page = shown(client, found)
    assert words(page.select_one(".result-paper a")) == "Ta med er"
    assert words(page.select_one(".goal button")).startswith("Det här vill vi")


def test_a_correction_is_dated(client, listener):
    found = submission()
    assert len(shown(client, found).select(".receipt time")) == 1
    Revision.objects.create(submission=found, number=1, version=found.version, answers={}, given_at=timezone.now())
    Submission.objects.filter(pk=found.pk).update(revision=2)
    assert len(shown(client, found).select(".receipt time")) == 2
