"""Who is thought of for a year's award, and what the jury says."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from partners.models.partner import Partner


class AwardCandidate(index.Indexed, models.Model):
    """One organisation's candidacy. The jury's notes are for staff only."""

    year = models.PositiveSmallIntegerField(_("year"))
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="candidacies"
    )
    proposed_by = models.CharField(_("proposed by"), max_length=120, blank=True)
    reason = models.TextField(_("why"), max_length=2000)
    jury_notes = models.TextField(_("the jury's notes"), max_length=4000, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("partner")]),
        FieldPanel("proposed_by"),
        FieldPanel("reason"),
        FieldPanel("jury_notes", help_text=_("Never shown to visitors.")),
    ]
    search_fields = [
        index.SearchField("reason"),
        index.RelatedFields("partner", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("year"),
    ]

    class Meta:
        verbose_name = _("candidate for the award")
        verbose_name_plural = _("candidates for the award")
        ordering = ["-year", "partner__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "partner"],
                name="award_candidate_once",
                violation_error_message=_("The organisation is already a candidate for this year."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(2000, 2100)),
                name="award_candidate_year_range",
                violation_error_message=_("The year of an award lies between 2000 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.partner.name}"
