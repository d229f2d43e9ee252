"""The goal library: goals that organisations can make their own."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.search import index

from cms.translated import LANGUAGES, Translated, in_language
from partners import pledges
from partners.models.columns import column_label
from partners.models.measures import Direction, Horizon, TargetMode
from partners.models.sector import Sector
from partners.models.theme import Theme
from partners.models.unit import Unit
from partners.panels import in_each_language

code_shape = RegexValidator(
    r"^[A-Z]{2}-[0-9]{2,3}$", _("Write two capital letters, a hyphen and digits, such as EN-01.")
)
LEVELS = [(1, _("Small")), (2, _("Medium")), (3, _("Large"))]


class GoalTemplateQuerySet(models.QuerySet["GoalTemplate"]):
    """Goals of the library."""

    def complete(self) -> "GoalTemplateQuerySet":
        """With all that is needed to show or suggest them."""
        return self.select_related("theme", "unit").prefetch_related("sectors")


class GoalTemplate(index.Indexed, models.Model):
    """A goal of the library: a pledge sentence with numbers left open, and how it is measured.

    `default_target` is a starting suggestion with its sign (-10 is ten per cent less); `co2_factor_key` names a factor
    that the city keeps elsewhere; `vsme_hint` is the disclosure of the EU's voluntary standard for small companies.
    """

    code = models.CharField(_("code"), max_length=8, unique=True, validators=[code_shape])
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="templates")
    horizon = models.CharField(_("horizon"), max_length=12, choices=Horizon.choices)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="templates")
    target_mode = models.CharField(_("what the target says"), max_length=12, choices=TargetMode.choices)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices)
    default_target = models.DecimalField(
        _("suggested target"), max_digits=14, decimal_places=2, null=True, blank=True,
        help_text=_("A starting point only; the organisation sets its own number."),
    )  # fmt: skip
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), blank=True, related_name="templates")
    all_sectors = models.BooleanField(_("suits every sector"), default=False)
    effort = models.PositiveSmallIntegerField(_("effort"), choices=LEVELS, default=1)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=LEVELS, default=1)
    vsme_hint = models.CharField(_("VSME disclosure"), max_length=40, blank=True)
    sdg = models.JSONField(_("sustainable development goals"), default=list, blank=True)
    co2_factor_key = models.CharField(_("key of the emission factor"), max_length=60, blank=True)
    title_sv = models.CharField(column_label(_("title"), "sv"), max_length=160)
    title_fi = models.CharField(column_label(_("title"), "fi"), max_length=160)
    title_en = models.CharField(column_label(_("title"), "en"), max_length=160)
    pledge_template_sv = models.CharField(column_label(_("pledge sentence"), "sv"), max_length=400)
    pledge_template_fi = models.CharField(column_label(_("pledge sentence"), "fi"), max_length=400)
    pledge_template_en = models.CharField(column_label(_("pledge sentence"), "en"), max_length=400)
    indicator_sv = models.CharField(column_label(_("indicator"), "sv"), max_length=200)
    indicator_fi = models.CharField(column_label(_("indicator"), "fi"), max_length=200)
    indicator_en = models.CharField(column_label(_("indicator"), "en"), max_length=200)
    evidence_sv = models.CharField(column_label(_("evidence"), "sv"), max_length=300, blank=True)
    evidence_fi = models.CharField(column_label(_("evidence"), "fi"), max_length=300, blank=True)
    evidence_en = models.CharField(column_label(_("evidence"), "en"), max_length=300, blank=True)

    title = Translated()
    pledge_template = Translated()
    indicator = Translated()
    evidence = Translated()

    objects = GoalTemplateQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    in_each_language("title", _("Title")),
                    in_each_language(
                        "pledge_template",
                        _("Pledge sentence"),
                        _("{target}, {year} and {baseline_year} stand for the organisation's own numbers."),
                        sentence=True,
                    ),
                    in_each_language("indicator", _("Indicator")),
                    in_each_language("evidence", _("Evidence that is easy to come by"), sentence=True),
                ],
                heading=_("Words"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("code"), FieldPanel("theme"), FieldPanel("horizon")]),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("unit"), FieldPanel("default_target")]),
                            FieldRowPanel([FieldPanel("target_mode"), FieldPanel("direction")]),
                        ],
                        heading=_("Target"),
                    ),
                    MultiFieldPanel([FieldPanel("all_sectors"), FieldPanel("sectors")], heading=_("Whom it suits")),
                    FieldRowPanel([FieldPanel("effort"), FieldPanel("impact")]),
                    FieldRowPanel([FieldPanel("vsme_hint"), FieldPanel("sdg"), FieldPanel("co2_factor_key")]),
                ],
                heading=_("Measuring"),
            ),
        ]
    )
    search_fields = [
        index.SearchField("code"),
        index.SearchField("title_sv"),
        index.SearchField("title_fi"),
        index.SearchField("title_en"),
        index.AutocompleteField("code"),
        index.AutocompleteField("title_sv"),
        index.AutocompleteField("title_fi"),
        index.AutocompleteField("title_en"),
        index.FilterField("theme"),
        index.FilterField("horizon"),
    ]
    api_fields = [
        APIField("code"), APIField("theme"), APIField("horizon"), APIField("unit"), APIField("target_mode"),
        APIField("direction"), APIField("default_target"), APIField("title"), APIField("pledge_template"),
        APIField("indicator"), APIField("evidence"), APIField("effort"), APIField("impact"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("goal of the library")
        verbose_name_plural = _("goal library")
        ordering = ["theme__order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effort__range=(1, 3), impact__range=(1, 3)),
                name="goal_template_levels",
                violation_error_message=_("Effort and impact go from 1 to 3."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def clean(self) -> None:
        for language in LANGUAGES:
            column = f"pledge_template_{language}"
            unknown = pledges.placeholders(getattr(self, column)) - pledges.KNOWN
            if unknown:
                message = _("Nothing is known by the name {%(name)s}. Use {target}, {year} or {baseline_year}.")
                raise ValidationError({column: ValidationError(message, params={"name": min(unknown)})})

    @property
    def open_numbers(self) -> frozenset[str]:
        """What the pledge sentence needs in any language: "target", "year", "baseline_year"."""
        texts = (getattr(self, f"pledge_template_{language}") for language in LANGUAGES)
        return frozenset().union(*(pledges.placeholders(text) for text in texts))

    def pledge(self, language: str, *, target: object, year: int | None, baseline_year: int | None) -> str:
        """The pledge sentence in `language` with its numbers."""
        pattern = in_language(self, "pledge_template", language)
        return pledges.sentence(pattern, language, target=target, year=year, baseline_year=baseline_year)
