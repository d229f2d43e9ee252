"""What an organisation has set out to do."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.search import index

from cms.translated import LANGUAGES, Translated
from partners.models.columns import column_label
from partners.models.goal_template import GoalTemplate
from partners.models.measures import Direction, Horizon, TargetMode
from partners.models.partner import Partner
from partners.models.theme import Theme
from partners.models.unit import Unit
from partners.panels import in_each_language
from partners.states import PUBLIC_GOAL_STATES, GoalState

FIRST_YEAR, LAST_YEAR = 2000, 2100
FROM_TEMPLATE = ("theme_id", "unit_id", "horizon", "target_mode", "direction")


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals of partners."""

    def public(self) -> "GoalQuerySet":
        """Those that a partner has signed and stands by. Whether the partner is public is asked of the partner."""
        return self.filter(state__in=PUBLIC_GOAL_STATES)


class Goal(index.Indexed, models.Model):
    """A partner's goal in its own words and numbers.

    `target` has no sign: it is the number that the pledge names, and `direction` says which way. `effect` is why the
    goal matters for this organisation. `chosen_in` is the mapping on whose result page the organisation chose it.
    """

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="goals")
    template = models.ForeignKey(
        GoalTemplate, verbose_name=_("goal of the library"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="goals", help_text=_("Fills in what you leave empty below."),
    )  # fmt: skip
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    pledge_sv = models.CharField(column_label(_("pledge"), "sv"), max_length=400, blank=True)
    pledge_fi = models.CharField(column_label(_("pledge"), "fi"), max_length=400, blank=True)
    pledge_en = models.CharField(column_label(_("pledge"), "en"), max_length=400, blank=True)
    effect_sv = models.TextField(column_label(_("effect"), "sv"), max_length=600, blank=True)
    effect_fi = models.TextField(column_label(_("effect"), "fi"), max_length=600, blank=True)
    effect_en = models.TextField(column_label(_("effect"), "en"), max_length=600, blank=True)
    horizon = models.CharField(_("horizon"), max_length=12, choices=Horizon.choices, blank=True)
    indicator_sv = models.CharField(column_label(_("indicator"), "sv"), max_length=200, blank=True)
    indicator_fi = models.CharField(column_label(_("indicator"), "fi"), max_length=200, blank=True)
    indicator_en = models.CharField(column_label(_("indicator"), "en"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    target_mode = models.CharField(_("what the target says"), max_length=12, choices=TargetMode.choices, blank=True)
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target value"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=GoalState.choices, default=GoalState.DRAFT, editable=False
    )
    chosen_in = models.ForeignKey(
        "partners.Mapping", verbose_name=_("chosen on the result of"), null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name="chosen_goals",
    )  # fmt: skip

    pledge = Translated()
    effect = Translated()
    indicator = Translated()

    objects = GoalQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("partner"),
                    FieldRowPanel([FieldPanel("template"), FieldPanel("theme")]),
                    in_each_language(
                        "pledge",
                        _("Pledge"),
                        _("Leave empty to use the words of the goal library and the numbers given."),
                        sentence=True,
                    ),
                    in_each_language("effect", _("Effect"), _("Why the goal matters for this organisation.")),
                    FieldPanel("state", read_only=True),
                ],
                heading=_("Goal"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("target"), FieldPanel("target_year")]),
                            FieldRowPanel([FieldPanel("baseline"), FieldPanel("baseline_year")]),
                            FieldRowPanel([FieldPanel("unit"), FieldPanel("horizon")]),
                            FieldRowPanel([FieldPanel("target_mode"), FieldPanel("direction")]),
                        ],
                        heading=_("Target"),
                    ),
                    in_each_language("indicator", _("Indicator")),
                ],
                heading=_("Measuring"),
            ),
        ]
    )
    search_fields = [
        index.SearchField("pledge_sv"),
        index.SearchField("pledge_fi"),
        index.SearchField("pledge_en"),
        index.AutocompleteField("pledge_sv"),
        index.AutocompleteField("pledge_fi"),
        index.AutocompleteField("pledge_en"),
        index.RelatedFields("partner", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("state"),
        index.FilterField("theme"),
        index.FilterField("partner"),
        index.FilterField("target_year"),
    ]
    api_fields = [
        APIField("partner"), APIField("theme"), APIField("pledge"), APIField("effect"), APIField("indicator"),
        APIField("horizon"), APIField("unit"), APIField("target"), APIField("target_year"), APIField("baseline_year"),
        APIField("state"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["partner", "pk"]
        indexes = [models.Index(fields=["state", "theme"], name="goal_public")]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_year__isnull=True) | Q(target_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="goal_target_year_range",
                violation_error_message=_("The target year lies between 2000 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(baseline_year__isnull=True) | Q(baseline_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="goal_baseline_year_range",
                violation_error_message=_("The year of the baseline lies between 2000 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(baseline_year__isnull=True)
                | Q(target_year__isnull=True)
                | Q(target_year__gt=F("baseline_year")),
                name="goal_target_after_baseline",
                violation_error_message=_("The target year comes after the year of the baseline."),
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=0),
                name="goal_target_unsigned",
                violation_error_message=_("Write the target without a sign; the direction says which way."),
            ),
        ]

    def __str__(self) -> str:
        return self.pledge or self.get_state_display()

    def clean(self) -> None:
        if self.template is not None:
            self._fill_from(self.template)
        missing = {}
        if self.theme_id is None:
            missing["theme"] = _("Choose a theme, or a goal of the library.")
        if not self.pledge:
            missing["pledge_sv"] = _("Write the pledge in at least one language, or choose a goal of the library.")
        if missing:
            raise ValidationError(missing)

    def _fill_from(self, template: GoalTemplate) -> None:
        for name in FROM_TEMPLATE:
            if not getattr(self, name):
                setattr(self, name, getattr(template, name))
        self._require_numbers(template)
        for language in LANGUAGES:
            if not getattr(self, f"pledge_{language}"):
                setattr(self, f"pledge_{language}", self.sentence(template, language))
            if not getattr(self, f"indicator_{language}"):
                setattr(self, f"indicator_{language}", getattr(template, f"indicator_{language}"))

    def _require_numbers(self, template: GoalTemplate) -> None:
        if all(getattr(self, f"pledge_{language}") for language in LANGUAGES):
            return
        fields = {"target": "target", "year": "target_year", "baseline_year": "baseline_year"}
        needed = [fields[name] for name in fields if name in template.open_numbers]
        empty = [name for name in needed if getattr(self, name) is None]
        if empty:
            raise ValidationError(dict.fromkeys(empty, _("The pledge of this goal needs this number.")))

    def sentence(self, template: GoalTemplate, language: str) -> str:
        """The template's pledge in `language`, with this goal's numbers."""
        return template.pledge(language, target=self.target, year=self.target_year, baseline_year=self.baseline_year)

    @property
    def has_effect(self) -> bool:
        return bool(self.effect)

    @property
    def state_label(self) -> str:
        return self.get_state_display()
