"""Things that happen at the same moment: threads that share a database of their own."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import translation

COPY = "at_once"


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
