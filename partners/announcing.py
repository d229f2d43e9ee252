"""Telling other websites that a public record of the programme has changed, for those that are built from it."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from cms.webhooks import notices
from cms.webhooks.models import ContentNotice
from partners.models import Award, Event, Goal, Partner

PUBLISHED, UNPUBLISHED = ContentNotice.Event.PUBLISHED, ContentNotice.Event.UNPUBLISHED


def connect() -> None:
    """Listen to records; called from the app's `ready()`."""
    for model in (Partner, Award):
        published.connect(when_published, sender=model, dispatch_uid=f"told_{model.__name__}_published")
        unpublished.connect(when_unpublished, sender=model, dispatch_uid=f"told_{model.__name__}_unpublished")
    for signal in (post_save, post_delete):
        signal.connect(when_goal_changed, sender=Goal, dispatch_uid="told_goal")
        signal.connect(when_event_changed, sender=Event, dispatch_uid="told_event")


def when_published(instance: Partner | Award, **kwargs: object) -> None:
    """A partner can be published before it is one; then nobody sees it yet."""
    if isinstance(instance, Award) or instance.is_public:
        _tell(PUBLISHED, instance, str(instance))


def when_unpublished(instance: Partner | Award, **kwargs: object) -> None:
    _tell(UNPUBLISHED, instance, str(instance))


def when_goal_changed(instance: Goal, **kwargs: object) -> None:
    """A goal is shown with its partner, and that is what is told of."""
    if notices.is_anybody_told():
        when_published(instance.partner)


def when_event_changed(instance: Event, signal: object, **kwargs: object) -> None:
    """An event that visitors do not see is told of by its id alone: they may have seen it before."""
    if signal is post_save and instance.is_public:
        _tell(PUBLISHED, instance, instance.title)
    else:
        _tell(UNPUBLISHED, instance, "")


def _tell(event: ContentNotice.Event, record: Partner | Award | Event, title: str) -> None:
    if notices.is_anybody_told():
        label = record._meta.label
        data = {"id": record.pk, "type": label, "title": title, "slug": getattr(record, "slug", None)}
        notices.tell(event, f"{label} {record.pk}", "", data)
