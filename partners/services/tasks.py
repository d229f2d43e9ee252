"""What staff have to do, put on their list and taken off it."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import User
from partners import letters
from partners.models import Letter, Partner, ProgrammeSettings, Task, TaskKind

DAYS_TO_ACT = 7


def add_task(*, partner: Partner, kind: TaskKind, note: str = "", due_on: date | None = None) -> Task:
    """Put a task on staff's list and tell them. An open one of the same kind takes the new note instead."""
    task = Task.objects.filter(partner=partner, kind=kind, done_at=None).first() if kind != TaskKind.OTHER else None
    is_new = task is None
    if task is None:
        task = Task(partner=partner, kind=kind, due_on=due_on or timezone.localdate() + timedelta(days=DAYS_TO_ACT))
    task.note = note or task.note
    task.full_clean()
    task.save()
    staff_email = ProgrammeSettings.load().staff_email
    if is_new and staff_email and kind != TaskKind.OTHER:
        letters.send(partner, Letter.STAFF_TASK, {"task": task.pk}, to=staff_email)
    return task


def finish_task(*, task: Task, user: User | None) -> None:
    """Take a task off the list."""
    if task.done_at is not None:
        raise ValidationError(_("The task has already been done."))
    task.done_at, task.done_by = timezone.now(), user
    task.save(update_fields=["done_at", "done_by"])


def finish_tasks(*, partner: Partner, kinds: tuple[TaskKind, ...], user: User | None) -> None:
    """Take what has been seen to by a step of the case off the list."""
    open_tasks = Task.objects.filter(partner=partner, kind__in=kinds).open()
    open_tasks.update(done_at=timezone.now(), done_by=user)
