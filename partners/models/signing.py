"""The occasions at which commitments are signed, and who is asked to come and sign."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from cms.translated import Translated
from partners.models.columns import column_label
from partners.models.partner import Partner
from partners.panels import in_each_language

OCCASIONS_A_YEAR = range(2, 5)
"""How many the city holds a year. Staff are told when a year has fewer or more; nothing is refused."""


class OccasionState(models.TextChoices):
    """Whether organisations can still be invited."""

    OPEN = "open", _("Open")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class SigningOccasionQuerySet(models.QuerySet["SigningOccasion"]):
    """Signing occasions."""

    def open(self) -> "SigningOccasionQuerySet":
        """Those to which organisations can be invited, the next one first."""
        return self.filter(state=OccasionState.OPEN).order_by("starts_at")

    def coming(self) -> "SigningOccasionQuerySet":
        return self.open().filter(starts_at__gte=timezone.now())


class SigningOccasion(index.Indexed, models.Model):
    """A day on which organisations and the city sign. `publish_at` is when those that signed are shown to visitors."""

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place_sv = models.CharField(column_label(_("place"), "sv"), max_length=200)
    place_fi = models.CharField(column_label(_("place"), "fi"), max_length=200)
    place_en = models.CharField(column_label(_("place"), "en"), max_length=200)
    programme_sv = models.TextField(column_label(_("order of the day"), "sv"), max_length=2000, blank=True)
    programme_fi = models.TextField(column_label(_("order of the day"), "fi"), max_length=2000, blank=True)
    programme_en = models.TextField(column_label(_("order of the day"), "en"), max_length=2000, blank=True)
    city_signatory = models.CharField(_("who signs for the city"), max_length=120)
    publish_at = models.DateTimeField(
        _("shown to visitors from"), null=True, blank=True, help_text=_("Empty: as soon as they are made active.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=OccasionState.choices, default=OccasionState.OPEN, editable=False
    )

    place = Translated()
    programme = Translated()

    objects = SigningOccasionQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        in_each_language("place", _("Place"), _("With the street address.")),
        FieldPanel("city_signatory"),
        FieldPanel("publish_at"),
        MultiFieldPanel(
            [FieldPanel("programme_sv"), FieldPanel("programme_fi"), FieldPanel("programme_en")],
            heading=_("Order of the day"),
            help_text=_("One line for each item, with its time."),
        ),
    ]
    search_fields = [
        index.SearchField("place_sv"),
        index.SearchField("place_fi"),
        index.AutocompleteField("place_sv"),
        index.AutocompleteField("place_fi"),
        index.FilterField("state"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("signing occasion")
        verbose_name_plural = _("signing occasions")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="signing_occasion_ends_after_start",
                violation_error_message=_("The occasion ends after it has started."),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M} {self.place}"


class InvitationState(models.TextChoices):
    """What an organisation has said, and what came of it."""

    INVITED = "invited", _("Invited")
    COMING = "coming", _("Coming")
    SIGNED = "signed", _("Signed")
    ABSENT = "absent", _("Absent")
    CANCELLED = "cancelled", _("Cancelled")


STANDING = (InvitationState.INVITED, InvitationState.COMING)
"""An invitation that still holds; a case has one at most."""


class SigningInvitation(models.Model):
    """An organisation's place at an occasion, and who signs for it. One that was missed stays as history."""

    occasion = models.ForeignKey(
        SigningOccasion, verbose_name=_("signing occasion"), on_delete=models.PROTECT, related_name="invitations"
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="invitations"
    )
    signatory_name = models.CharField(_("who signs"), max_length=120)
    signatory_title = models.CharField(_("title"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=InvitationState.choices, default=InvitationState.INVITED
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)

    class Meta:
        verbose_name = _("invitation to sign")
        verbose_name_plural = _("invitations to sign")
        ordering = ["occasion", "partner__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(state__in=STANDING),
                name="signing_invitation_one_standing",
                violation_error_message=_("The organisation has already been invited to a signing occasion."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.occasion}"
