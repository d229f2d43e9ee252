"""What is done with a submission, one row for each handler."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import outbox
from cms.outbox import Outgoing, WorkState, overdue_index
from forms.models.submission import Submission


class Delivery(Outgoing):
    """One handler's work on one submission, and how it went; once for each `revision` of its answers.

    `target` tells apart what one handler does for several, such as a webhook for each address.
    """

    State = WorkState
    DONE = State.DONE

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(_("handler"), max_length=64)
    target = models.CharField(_("target"), max_length=64, blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    options = models.JSONField(_("options"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    last_answer = models.CharField(_("last answer"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["pk"]
        indexes = [
            overdue_index("delivery_overdue"),
            models.Index(fields=["-id"], condition=Q(state=outbox.FAILED), name="delivery_failed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["submission", "handler", "target", "revision"], name="delivery_once"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} · {self.get_state_display()}"

    def error_words(self, error: Exception) -> str:
        """With the error's own words: who reads them may read the answers, too."""
        kept = super().error_words(error)
        return kept if isinstance(error, outbox.NotDone) else f"{kept}: {error}"
