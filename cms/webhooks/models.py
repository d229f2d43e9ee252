"""Addresses of other systems, and what is on its way to them of the site's content."""

import base64
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.outbox import Outgoing, WorkState, overdue_index


def new_secret() -> str:
    """A secret as Standard Webhooks writes it: 32 random bytes."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


class Webhook(models.Model):
    """An address that is sent signed messages. After a rotation both secrets sign, until `former_until`."""

    name = models.CharField(_("name"), max_length=100, help_text=_("What staff call it, such as “Website rebuild”."))
    url = models.CharField(
        _("address"),
        max_length=500,
        help_text=_("Begins with https:// and is reached over the internet; addresses within the network are refused."),
    )
    secret = models.CharField(max_length=200, default=new_secret, editable=False)
    former_secret = models.CharField(max_length=200, blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    with_answers = models.BooleanField(
        _("send answers along"),
        default=False,
        help_text=_("Otherwise a message about a survey names the submission, and the other system fetches it."),
    )
    on_content = models.BooleanField(
        _("tell when content is published"),
        default=False,
        help_text=_("For other websites that are built from this one's content."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def secrets(self) -> list[str]:
        """Those that sign now, the newest first."""
        former = self.former_secret and self.former_until and self.former_until > timezone.now()
        return [self.secret, self.former_secret] if former else [self.secret]


class ContentNotice(Outgoing):
    """A message to one webhook about content. `subject` names what it is about; `data`, JSON, is what is said of it."""

    class Event(models.TextChoices):
        PUBLISHED = "content.published", _("Published")
        UNPUBLISHED = "content.unpublished", _("Unpublished")

    State = WorkState
    DONE = State.DONE

    webhook = models.ForeignKey(Webhook, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(_("event"), max_length=40, choices=Event.choices)
    subject = models.CharField(_("about"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    data = models.JSONField(_("data"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    last_answer = models.CharField(_("last answer"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice about content")
        verbose_name_plural = _("notices about content")
        ordering = ["-created_at", "-pk"]
        indexes = [overdue_index("content_notice_overdue")]

    def __str__(self) -> str:
        return f"{self.get_event_display()} · {self.subject}"
