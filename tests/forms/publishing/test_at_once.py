"""Two languages published at the same moment: numbers are given one after another, and none is lost."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import translation

from forms.models import SurveyPage, SurveyVersion
from tests.factories.surveys import definition, publish
from tests.forms.publishing.changing import edited, steps, with_question

ROUNDS = 5
COPY = "at_once"
WORDS = {"sv": "Demoenkät", "fi": "Demokysely"}


@pytest.fixture
def shared(django_db_setup, django_db_blocker, tmp_path):
    """A copy of the test database for threads to share: what they write stays, and no other test may see it."""
    settings = connections.settings["default"]
    name = settings["NAME"]
    with django_db_blocker.unblock():
        settings["NAME"] = in_file(tmp_path / "db.sqlite3") if connection.vendor == "sqlite" else cloned()
        yield
        settings["NAME"] = name
        if connection.vendor != "sqlite":
            connection.creation.destroy_test_db(verbosity=0, suffix=COPY)


def in_file(file):
    """SQLite's test database is in memory, of one connection; a copy of it in a file is locked as a real one is."""
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()
    return file


def cloned():
    connection.creation.clone_test_db(COPY, verbosity=0, autoclobber=True)
    return connection.creation.get_test_db_clone_settings(COPY)["NAME"]


def in_threads(*actions):
    """Do all of `actions` at the same moment, each on a connection of its own, and return what they return."""
    together = Barrier(len(actions))

    def run(action):
        translation.activate("sv")
        try:
            together.wait(timeout=30)
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [running.result() for running in [pool.submit(run, action) for action in actions]]


def alone(action):
    (result,) = in_threads(action)
    return result


def publish_draft(language):
    def action():
        page = SurveyPage.objects.get(locale__language_code=language)
        page.get_latest_revision().publish()

    return action


def prepare(**changes):
    def action():
        for language, title in WORDS.items():
            edited(locale=language, title=title, **changes.get(language, changes))

    return action


def begin():
    for language, title in WORDS.items():
        publish({"locale": language, "title": title})


def versions():
    found = SurveyVersion.objects.order_by("locale", "number").values_list("locale", "number", "structure")
    live = dict(SurveyPage.objects.values_list("locale__language_code", "live_version__number"))
    return list(found), live


@pytest.mark.parametrize("number", range(ROUNDS))
def test_languages_that_ask_the_same_share_a_number_whoever_comes_first(shared, number):
    alone(begin)
    for count in range(2, 4):
        alone(prepare(steps=with_question(key=f"q{count}", type="text", label=f"Q{count}")))
        in_threads(publish_draft("sv"), publish_draft("fi"))
        _found, live = alone(versions)
        assert live == {"sv": count, "fi": count}
    found, _live = alone(versions)
    assert len({structure for _locale, _number, structure in found}) == 3


def test_languages_that_ask_different_things_get_numbers_of_their_own(shared):
    alone(begin)
    alone(prepare(sv={"steps": steps(email=None)}, fi={"steps": steps(more=None)}))
    in_threads(publish_draft("sv"), publish_draft("fi"))
    _found, live = alone(versions)
    assert sorted(live.values()) == [2, 3]


def test_the_same_draft_published_twice_makes_one_version(shared):
    alone(begin)
    alone(prepare(steps=steps(email=None)))
    in_threads(*[publish_draft("sv")] * 4)
    found, live = alone(versions)
    assert [number for locale, number, _structure in found if locale == "sv"] == [1, 2]
    assert live["sv"] == 2


def test_a_first_version_in_two_languages_at_once_is_one_survey(shared):
    alone(lambda: [edited(locale=language, title=title) for language, title in WORDS.items()])
    in_threads(publish_draft("sv"), publish_draft("fi"))
    found, live = alone(versions)
    assert live == {"sv": 1, "fi": 1}
    assert len({structure for _locale, _number, structure in found}) == 1
    assert definition()["key"] == alone(lambda: SurveyPage.objects.first().survey.key)
