"""A worker that is killed loses no delivery and skips none: real processes, a real database file, a real receiver."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from threading import Event

import pytest
from django.conf import settings
from django.db import connection
from standardwebhooks.webhooks import Webhook as Verifier

from tests.at_once import in_file
from tests.cms.webhooks.receiver import Request, listening

# The tests themselves need no database; the mark has it made before it is copied.
pytestmark = pytest.mark.django_db

SECONDS = 90
"""How long anything may take before the test gives up."""
WHILE_IT_HANGS, BEFORE_CLAIM, AFTER_ANSWER, *OTHERS = range(1, 6)
"""The deliveries by what happens to the worker that has them."""
SUBMIT = """
from cms.models import Webhook
from forms.models import Delivery, Submission
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, publish

webhook = Webhook.objects.create(name="Demo receiver", url={url!r}, secret={secret!r})
value = {{"handler": "webhook", "to": "", "webhook": str(webhook.pk)}}
page = publish(handlers=[{{"type": "handler", "value": value}}])
for number in range({count}):
    submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.API)
"""
SECRET = "whsec_a2lsbGVkLXdvcmtlcnMtbG9zZS1ub3RoaW5nLWF0LWFsbA=="


@dataclass(frozen=True)
class Story:
    """What came, in its order, and how the deliveries ended: state and attempts by delivery."""

    requests: list[Request]
    ended: dict[int, tuple[str, int]]

    def times(self, delivery: int) -> int:
        return Counter(request.headers["webhook-id"] for request in self.requests)[f"msg_delivery_{delivery}"]


@dataclass(frozen=True)
class Site:
    """The site's own commands on a database of their own."""

    environment: dict[str, str]
    database: str

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, *command], env=self.environment, cwd=settings.BASE_DIR)

    def run(self, *command: str) -> int:
        return self.start(*command).wait(SECONDS)

    def ask(self, sql: str) -> list[tuple]:
        database = sqlite3.connect(self.database, timeout=SECONDS)
        with database:
            found = database.execute(sql).fetchall()
        database.close()
        return found


WORK = ("db_worker", "--batch", "--no-startup-delay", "--no-reload")


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker, tmp_path_factory):
    """Three workers are killed, each at another place; the lease ends, the clock ticks, and a new worker begins."""
    if connection.vendor != "sqlite":
        pytest.skip("is about the file of SQLite")
    state = tmp_path_factory.mktemp("state")
    database = state / "db.sqlite3"
    with django_db_blocker.unblock():
        in_file(database)
    with listening() as receiver:
        site = Site(environment(state, receiver.port), str(database))
        assert site.run("manage.py", "shell", "-v0", "-c", SUBMIT.format(url=receiver.url, secret=SECRET, count=5)) == 0

        came = Event()
        receiver.instead = lambda handler: (came.set(), receiver.over.wait(SECONDS))
        worker = site.start("manage.py", *WORK)
        assert came.wait(SECONDS)
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(SECONDS) == -signal.SIGKILL
        receiver.instead = None

        for place in ("before_claim", "after_answer"):
            assert site.run("-m", "tests.forms.mortal_worker", place, *WORK) == -signal.SIGKILL

        site.ask("UPDATE surveys_delivery SET overdue_at = '2020-01-01 00:00:00' WHERE id <= 3")
        assert site.run("manage.py", "tick") == 0
        assert site.run("manage.py", *WORK) == 0
        rows = site.ask("SELECT id, state, attempts FROM surveys_delivery")
        yield Story(list(receiver.requests), {key: (state, attempts) for key, state, attempts in rows})


def environment(state, port):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "STATE_DIR": str(state),
        "DATABASE_URL": f"sqlite:///{state / 'db.sqlite3'}",
        "SECRET_KEY": "only-for-tests",
        "WEBHOOKS_ALLOWED": f"127.0.0.1:{port}",
        "DEBUG": "",
    }


def test_every_delivery_is_done_in_the_end(story):
    assert {state for state, _attempts in story.ended.values()} == {"done"}
    assert len(story.ended) == 5


def test_what_was_under_way_comes_again_under_its_id(story):
    assert story.requests[0].headers["webhook-id"] == f"msg_delivery_{WHILE_IT_HANGS}"
    assert (story.times(WHILE_IT_HANGS), story.ended[WHILE_IT_HANGS][1]) == (2, 2)


def test_what_was_not_begun_comes_once(story):
    assert (story.times(BEFORE_CLAIM), story.ended[BEFORE_CLAIM][1]) == (1, 1)


def test_what_was_answered_but_not_written_down_comes_again_under_its_id(story):
    assert (story.times(AFTER_ANSWER), story.ended[AFTER_ANSWER][1]) == (2, 2)


def test_the_others_come_once(story):
    assert [(story.times(delivery), story.ended[delivery][1]) for delivery in OTHERS] == [(1, 1), (1, 1)]


def test_every_message_is_signed_and_says_the_same_when_it_comes_again(story):
    said = {}
    for request in story.requests:
        Verifier(SECRET).verify(request.body, request.headers)
        said.setdefault(request.headers["webhook-id"], set()).add(json.dumps(json.loads(request.body)))
    assert [len(each) for each in said.values()] == [1] * 5
