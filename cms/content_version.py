"""The number of what visitors see: it grows in the transaction of every change, and the page cache asks for it.

Every statement that writes is looked at on its way to the database. So nothing slips by: not `QuerySet.update()`, not
the tree of pages that is moved by hand-made SQL. A table raises the number unless it is said that no visitor ever sees
what is in it; a new model that nobody thought of costs speed and never shows what is old.
"""

import re
import time
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

RAISE = "UPDATE cms_contentversion SET number = CASE WHEN number < %s THEN %s ELSE number + 1 END"
WRITES = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)"?(?: SET (.*?)(?: WHERE |$))?', re.DOTALL
)
COLUMN = re.compile(r'"(\w+)" = ')
OF_DRAFTS = frozenset(
    [
        "latest_revision_id",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by_id",
    ]
)
"""Columns of what has drafts that no visitor sees: saving a draft writes these."""

_hidden: set[str] = {"cms_contentversion"}
_migrating: set[str] = set()


def never_shown(*labels: str) -> None:
    """Name apps, or models as `app.Model`, of which visitors see nothing; called from an app's `ready()`."""
    for label in labels:
        models = [apps.get_model(label)] if "." in label else apps.get_app_config(label).get_models(True)
        _hidden.update(model._meta.db_table for model in models)


def number() -> int:
    """The number now, by one small query: an answer that was made before a change must not pass for one after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM cms_contentversion")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def raise_number() -> None:
    """Say that what visitors see has changed; for a change that no statement of this database makes.

    The number is the time in microseconds, or the next one: a number that was taken back with its transaction, or lost
    with a database that was put back, never comes again for something else.
    """
    now = time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [now, now])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO cms_contentversion (number) VALUES (%s)", [now])


def changes_what_is_shown(sql: str) -> bool:
    """Whether the statement writes something that visitors may see."""
    found = WRITES.match(sql)
    if found is None or found[1] in _hidden:
        return False
    columns = set(COLUMN.findall(found[2])) if found[2] else set()
    return not columns or not columns <= OF_DRAFTS


def watch_statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run the statement, then raise the number in the same transaction if it has changed what visitors see."""
    result = execute(sql, params, many, context)
    if changes_what_is_shown(sql) and not _migrating:
        raise_number()
    return result


def watch(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if connection.alias == "default" and watch_statement not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, watch_statement)


def pause(**kwargs: object) -> None:
    """Migrations write before there is a number to raise. The processes that have kept pages are started again."""
    _migrating.add("now")


def go_on(**kwargs: object) -> None:
    _migrating.clear()


def connect() -> None:
    """Listen to the database; called from the app's `ready()`."""
    connection_created.connect(watch, dispatch_uid="content_version")
    pre_migrate.connect(pause, dispatch_uid="content_version_pause")
    post_migrate.connect(go_on, dispatch_uid="content_version_go_on")
