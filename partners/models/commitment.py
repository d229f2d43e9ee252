"""The commitment that an organisation and the city sign, and its annexes."""

from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.data_protection import DataProtectionDescription
from partners.models.partner import Partner
from partners.models.signing import SigningOccasion


def private_storage() -> Storage:
    """Where scans are kept: never below the media folder."""
    return storages["private"]


class SigningMethod(models.TextChoices):
    """How a signature was given."""

    AT_OCCASION = "at_occasion", _("At the signing occasion")
    ELECTRONIC = "electronic", _("Electronically")
    BY_POST = "by_post", _("On paper, by post")


class CommitmentState(models.TextChoices):
    """What a commitment is worth now."""

    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Never signed")


OPEN_COMMITMENTS = (CommitmentState.DRAFT, CommitmentState.IN_FORCE)


class EndingGround(models.TextChoices):
    """Why a commitment ended. The city may only use the first two; a goal that was missed is none."""

    NO_ANSWER = "no_answer", _("The organisation does not answer")
    NOT_INTERESTED = "not_interested", _("The organisation is not interested in going on and setting new goals")
    OWN_WISH = "own_wish", _("The organisation asked to leave")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments."""

    def open(self) -> "CommitmentQuerySet":
        """Drafts and those in force; a partner has one at most."""
        return self.filter(state__in=OPEN_COMMITMENTS)

    def in_force(self) -> "CommitmentQuerySet":
        return self.filter(state=CommitmentState.IN_FORCE)


class Commitment(models.Model):
    """One organisation's commitment. `goals` is frozen when it is signed, in every language.

    Each entry of `goals` is `{"goal": id, "theme": key, "horizon": …, "target_year": …, "texts": {"sv": {"pledge",
    "theme", "effect", "indicator", "unit", "baseline", "target"}, "fi": {…}, "en": {…}}}`, all texts as they read.
    """

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="commitments"
    )
    number = models.CharField(_("number"), max_length=12, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=CommitmentState.choices, default=CommitmentState.DRAFT)
    drawn_up_at = models.DateTimeField(_("drawn up"), auto_now_add=True)
    goals: Any = models.JSONField(_("goals"), default=list, blank=True)
    description = models.ForeignKey(
        DataProtectionDescription,
        verbose_name=_("data-protection description"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    occasion = models.ForeignKey(
        SigningOccasion,
        verbose_name=_("signing occasion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="commitments",
    )
    organisation_signatory = models.CharField(_("signed for the organisation by"), max_length=120, blank=True)
    organisation_title = models.CharField(_("title"), max_length=120, blank=True)
    organisation_signed_on = models.DateField(_("organisation signed on"), null=True, blank=True)
    organisation_signed_how = models.CharField(
        _("how the organisation signed"), max_length=12, choices=SigningMethod.choices, blank=True
    )
    city_signatory = models.CharField(_("signed for the city by"), max_length=120, blank=True)
    city_signed_on = models.DateField(_("city signed on"), null=True, blank=True)
    city_signed_how = models.CharField(
        _("how the city signed"), max_length=12, choices=SigningMethod.choices, blank=True
    )
    scan = models.FileField(_("signed scan"), storage=private_storage, upload_to="commitments/", blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending_ground = models.CharField(_("ground for ending"), max_length=16, choices=EndingGround.choices, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-pk"]
        permissions = [("end_commitment", _("Can end a commitment on the city's behalf"))]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(state__in=OPEN_COMMITMENTS),
                name="commitment_one_open",
                violation_error_message=_("The organisation already has a commitment."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "ended"])
                | Q(
                    organisation_signed_on__isnull=False,
                    city_signed_on__isnull=False,
                    description__isnull=False,
                ),
                name="commitment_in_force_is_signed",
                violation_error_message=_("A commitment in force has both signatures and names a description."),
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | (Q(ended_on__isnull=False) & ~Q(ending_ground="")),
                name="commitment_ended_has_ground",
                violation_error_message=_("A commitment that has ended needs the day and the ground."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_signed_by_both(self) -> bool:
        return bool(self.organisation_signed_on and self.city_signed_on)


class Annex(models.Model):
    """New goals in place of those reached or revised. `goals` is frozen as in the commitment."""

    commitment = models.ForeignKey(
        Commitment, verbose_name=_("commitment"), on_delete=models.PROTECT, related_name="annexes"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    agreed_on = models.DateField(_("agreed on"))
    goals: Any = models.JSONField(_("goals"), default=list, blank=True)
    replaced: Any = models.JSONField(_("earlier goals"), default=list, blank=True)

    class Meta:
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        ordering = ["commitment", "number"]
        constraints = [models.UniqueConstraint(fields=["commitment", "number"], name="annex_number_unique")]

    def __str__(self) -> str:
        return f"{self.commitment} / {self.number}"
