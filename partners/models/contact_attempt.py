"""Every time the city has tried to reach an organisation: what an ending for lack of answers rests on."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partners.models.partner import Partner


class ContactChannel(models.TextChoices):
    """How the organisation was contacted."""

    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    MEETING = "meeting", _("Meeting")
    POST = "post", _("Letter by post")


class ContactOutcome(models.TextChoices):
    """What came of it."""

    REACHED = "reached", pgettext_lazy("outcome of a contact", "Reached")
    MESSAGE_LEFT = "message_left", _("Message left")
    NO_ANSWER = "no_answer", _("No answer")
    NOT_INTERESTED = "not_interested", _("Not interested in going on")


UNANSWERED = (ContactOutcome.MESSAGE_LEFT, ContactOutcome.NO_ANSWER)


class ContactAttempt(models.Model):
    """One attempt. `made_by` is empty for a reminder that the clock sent."""

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="attempts")
    made_at = models.DateTimeField(_("time"), default=timezone.now)
    channel = models.CharField(_("channel"), max_length=10, choices=ContactChannel.choices)
    outcome = models.CharField(_("outcome"), max_length=16, choices=ContactOutcome.choices)
    note = models.CharField(_("note"), max_length=600, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("contact attempt")
        verbose_name_plural = _("contact attempts")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["partner", "made_at"], name="contact_attempt_partner")]

    def __str__(self) -> str:
        return f"{self.partner} · {self.get_channel_display()} · {self.get_outcome_display()}"
