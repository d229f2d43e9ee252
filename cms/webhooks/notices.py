"""Telling other systems that public content has changed: pages, and what apps keep in registers of their own.

`tell` is the port: whoever publishes or takes back a record calls it in the transaction that does so.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from cms import outbox
from cms.webhooks import sending
from cms.webhooks.models import ContentNotice, Webhook

KEPT = timedelta(days=30)
"""How long staff can look a notice up."""


def is_anybody_told() -> bool:
    """Whether any webhook is told of content at all: what would be said need not be put together otherwise."""
    return _told().exists()


def tell(event: ContentNotice.Event, subject: str, language: str, data: Mapping[str, object]) -> None:
    """Put a notice in the queue for every webhook that is told of content.

    `subject` names the record as `app.Model id` and is the same each time; `language` is empty for a record of all
    languages. `data` is JSON, and nothing that is not public. What waits for its first attempt is brought up to date
    instead of being sent twice; later it keeps its words, since the receiver may know them by the message's id.
    """
    said = {"language": language, "data": dict(data), "created_at": timezone.now()}
    with transaction.atomic():
        for webhook in _told():
            waiting = webhook.notices.filter(
                event=event, subject=subject, state=ContentNotice.State.WAITING, attempts=0
            )
            if waiting.update(**said):
                continue
            notice = ContentNotice.objects.create(
                webhook=webhook, event=event, subject=subject, language=language, data=dict(data)
            )
            outbox.enqueue(notice)


def _told() -> QuerySet[Webhook]:
    return Webhook.objects.filter(is_active=True, on_content=True)


@task()
def deliver_notice(notice_id: int) -> None:
    """The worker's task: send a notice once; a failure is recorded and tried again later."""
    notice = ContentNotice.objects.select_related("webhook").filter(pk=notice_id).first()
    if notice is not None:
        outbox.attempt(notice, lambda: _send(notice))


def _send(notice: ContentNotice) -> None:
    """Read anew first: what it says may have changed until it was claimed."""
    notice.refresh_from_db(fields=["data", "created_at"])
    notice.last_answer = sending.post(
        notice.webhook,
        message_id=f"msg_notice_{notice.pk}",
        event=notice.event,
        data=notice.data,
        occurred_at=notice.created_at,
    )
    notice.save(update_fields=["last_answer"])


def delete_old() -> None:
    """The clock's job: notices older than they are kept for, unless a worker has one."""
    old = ContentNotice.objects.filter(created_at__lt=timezone.now() - KEPT)
    old.exclude(state=ContentNotice.State.RUNNING).delete()
