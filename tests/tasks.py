"""What tests do of the worker's work."""

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult

INDEXING = {"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"}


class WithoutIndexes(ImmediateBackend):
    """Does every task at once but Wagtail's own for search and references, which are half of what saving costs."""

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult | None:
        return None if task.module_path in INDEXING else super().enqueue(task, args, kwargs)
