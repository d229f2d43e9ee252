"""What staff have to do for an organisation, with a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.partner import Partner


class TaskKind(models.TextChoices):
    """What is to be done."""

    DISCUSS_MAPPING = "discuss_mapping", _("Discuss the mapping with the organisation")
    FOLLOW_UP = "follow_up", _("See that the follow-up is answered")
    SECOND_CHANNEL = "second_channel", _("Telephone: the follow-up has not been answered")
    SUPPORT_CITY = "support_city", _("Give the support that the organisation asks for")
    SUPPORT_BUSINESS = "support_business", _("See that Posintra gets in touch about support")
    OFFER_SUPPORT = "offer_support", _("Offer support: a goal is behind")
    NEW_GOALS = "new_goals", _("Agree on new goals with the organisation")
    ASK_TO_CONTINUE = "ask_to_continue", _("Talk with the organisation: it does not want to go on")
    APPROVE_WORDS = "approve_words", _("Read and publish the organisation's new description")
    DELIVER_SYMBOL = "deliver_symbol", _("See that the organisation has taken the symbol")
    REMOVE_SYMBOL = "remove_symbol", _("See that the symbol has been taken away")
    OTHER = "other", _("Other")


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks."""

    def open(self) -> "TaskQuerySet":
        return self.filter(done_at__isnull=True)

    def due(self) -> "TaskQuerySet":
        """Open tasks whose day has come."""
        return self.open().filter(due_on__lte=timezone.localdate())


class Task(models.Model):
    """One task. A case has one open task of a kind at most."""

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(_("task"), max_length=20, choices=TaskKind.choices)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    due_on = models.DateField(_("due"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("done by"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["done_at", "due_on"], name="task_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "kind"],
                condition=Q(done_at__isnull=True) & ~Q(kind="other"),
                name="task_one_open_of_a_kind",
                violation_error_message=_("There is already such a task."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.partner}"
