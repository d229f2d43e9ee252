"""What is done with a submission, one row for each handler."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.submission import Submission


class Delivery(models.Model):
    """One handler's work on one submission, and how it went; once for each `revision` of its answers."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(_("handler"), max_length=64)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    options = models.JSONField(_("options"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "handler", "revision"], name="delivery_once"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} · {self.get_state_display()}"
