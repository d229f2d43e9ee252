"""The award that the city gives one of its partners each year."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from cms.translated import Translated
from partners.models.columns import column_label
from partners.models.partner import Partner
from partners.models.programme_settings import ProgrammeSettings
from partners.panels import in_each_language


class AwardQuerySet(models.QuerySet["Award"]):
    """Awards."""

    def public(self) -> "AwardQuerySet":
        """Those published, newest first. They stay when the winner is no longer a partner."""
        return self.filter(live=True).select_related("partner").order_by("-year")


class Award(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """One year's award. It can be drafted before it is announced."""

    year = models.PositiveSmallIntegerField(_("year"))
    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="awards")
    motivation_sv = models.TextField(column_label(_("motivation"), "sv"), max_length=800)
    motivation_fi = models.TextField(column_label(_("motivation"), "fi"), max_length=800)
    motivation_en = models.TextField(column_label(_("motivation"), "en"), max_length=800)
    special_mention_sv = models.TextField(column_label(_("special mention"), "sv"), max_length=600, blank=True)
    special_mention_fi = models.TextField(column_label(_("special mention"), "fi"), max_length=600, blank=True)
    special_mention_en = models.TextField(column_label(_("special mention"), "en"), max_length=600, blank=True)

    motivation = Translated()
    special_mention = Translated()

    objects = AwardQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("partner")]),
        in_each_language("motivation", _("Motivation")),
        in_each_language(
            "special_mention", _("Special mention"), _("To another partner. Leave empty if there is none.")
        ),
    ]
    search_fields = [
        index.SearchField("motivation_sv"),
        index.SearchField("motivation_fi"),
        index.SearchField("motivation_en"),
        index.RelatedFields("partner", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("year"),
        index.FilterField("live"),
    ]
    api_fields = [APIField("year"), APIField("partner"), APIField("motivation"), APIField("special_mention")]

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                name="award_year_unique",
                violation_error_code="unique",
                violation_error_message=_("There is already an award for this year."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(2000, 2100)),
                name="award_year_range",
                violation_error_message=_("The year of an award lies between 2000 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.partner.name}"

    def clean(self) -> None:
        if self.partner_id is None or ProgrammeSettings.load().award_for_all:
            return
        if self.partner.signed_on is None:
            raise ValidationError({"partner": _("The award goes to a partner that has signed its commitment.")})
