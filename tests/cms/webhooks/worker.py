"""The site's own queue, rows in the database, and what the worker does with those of webhooks."""

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from cms.webhooks import notices


@pytest.fixture
def as_on_the_site(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> None:
    """Do the tasks that are due."""
    for result in DBTaskResult.objects.ready().filter(task_path=notices.deliver_notice.module_path):
        result.delete()
        notices.deliver_notice.call(*result.args_kwargs["args"])
