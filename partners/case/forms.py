"""The forms of a case. They keep what was typed and say what to mend beside each field."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.translated import LANGUAGES
from partners.case.candidates import Candidate, starting_values
from partners.case.fields import AmountField
from partners.models import Award, GoalTemplate, Partner, TargetMode
from partners.models.columns import column_label
from partners.models.goal import FIRST_YEAR, LAST_YEAR
from partners.services import Pick

YEARS = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR, "required": False}
YEAR_INPUT = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})
NEEDED = {"target": "target", "year": "target_year", "baseline_year": "baseline_year"}
"""The field that fills each placeholder of a pledge sentence."""


class GoalForm(forms.Form):
    """The organisation's numbers for a goal, and why it matters."""

    is_chosen = False
    target = AmountField(label=_("Target value"), required=False)
    target_year = forms.IntegerField(label=_("Target year"), widget=YEAR_INPUT, **YEARS)
    baseline = AmountField(label=_("Baseline"), required=False)
    baseline_year = forms.IntegerField(label=_("Year of the baseline"), widget=YEAR_INPUT, **YEARS)

    def __init__(self, *args: Any, first_language: str, template: GoalTemplate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.languages = [first_language, *(code for code in LANGUAGES if code != first_language)]
        for code in self.languages:
            self.fields[f"effect_{code}"] = forms.CharField(
                label=column_label(_("Why the goal matters for the organisation"), code),
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        if template is not None and template.target_mode == TargetMode.BOOLEAN:
            del self.fields["target"], self.fields["baseline"]

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in ("target", "target_year", "baseline", "baseline_year") if name in self.fields]

    @property
    def first_effect(self) -> forms.BoundField:
        return self[f"effect_{self.languages[0]}"]

    @property
    def other_effects(self) -> list[forms.BoundField]:
        return [self[f"effect_{code}"] for code in self.languages[1:]]

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_chosen:
            self._errors = forms.utils.ErrorDict()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for placeholder, name in NEEDED.items():
            needed = self.template is not None and placeholder in self.template.open_numbers
            if needed and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("The pledge of this goal needs this number."))
        first, last = cleaned.get("baseline_year"), cleaned.get("target_year")
        if first and last and last <= first:
            self.add_error("target_year", _("The target year comes after the year of the baseline."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The numbers and the effects as a `Pick` takes them."""
        cleaned = self.cleaned_data
        numbers = {name: cleaned.get(name) for name in ("target", "target_year", "baseline", "baseline_year")}
        return numbers | {"effect": {code: cleaned[f"effect_{code}"] for code in LANGUAGES}}


class CandidateForm(GoalForm):
    """A goal that the case offers."""

    def __init__(self, *args: Any, candidate: Candidate, is_chosen: bool, **kwargs: Any) -> None:
        self.candidate, self.is_chosen = candidate, is_chosen
        super().__init__(
            *args, template=candidate.template, prefix=candidate.key, initial=dict(candidate.initial), **kwargs
        )

    def pick(self) -> Pick:
        goal = self.candidate.goal
        return Pick(template=None if goal else self.candidate.template, goal=goal, **self.values())


class LibraryForm(GoalForm):
    """Any other goal of the library. What is left empty is what the library suggests."""

    goal = forms.ModelChoiceField(
        GoalTemplate.objects.none(), label=_("Goal of the library"), required=False, empty_label=_("None")
    )

    field_order = ["goal"]
    empty = (None, "")

    def __init__(self, *args: Any, exclude: set[int], **kwargs: Any) -> None:
        super().__init__(*args, prefix="library", **kwargs)
        choices = GoalTemplate.objects.exclude(pk__in=exclude).select_related("theme", "unit")
        self.fields["goal"].queryset = choices
        self.is_chosen = bool(self["goal"].value())

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        self.template = cleaned.get("goal")
        if self.template is not None:
            for name, value in starting_values(self.template, timezone.localdate().year).items():
                if cleaned.get(name) in self.empty and name not in self.errors:
                    cleaned[name] = value
        return super().clean()

    def pick(self) -> Pick:
        return Pick(template=self.template, **self.values())


class GoalsForm:
    """All goals that a case offers, as one form."""

    def __init__(
        self,
        offered: list[Candidate],
        *,
        taken: set[int],
        first_language: str,
        data: QueryDict | None = None,
    ) -> None:
        ticked = {row.key for row in offered if row.is_draft} if data is None else set(data.getlist("picks"))
        self.rows = [
            CandidateForm(data, candidate=row, is_chosen=row.key in ticked, first_language=first_language)
            for row in offered
        ]
        shown = {row.template.pk for row in self.rows if row.template is not None}
        self.library = LibraryForm(data, exclude=taken | shown, first_language=first_language)
        self.errors: list[str] = []

    @property
    def chosen(self) -> list[GoalForm]:
        return [row for row in (*self.rows, self.library) if row.is_chosen]

    def is_valid(self) -> bool:
        if not self.chosen:
            self.errors.append(str(_("Choose at least one goal.")))
        valid = [row.is_valid() for row in self.chosen]
        return bool(valid) and all(valid)

    def picks(self) -> list[Pick]:
        return [row.pick() for row in self.chosen]


class SigningForm(forms.Form):
    """The day of signing."""

    signed_on = forms.DateField(label=_("Date of signing"), widget=AdminDateInput())


class EndForm(forms.Form):
    """Why a case ends."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the case's history."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AwardForm(forms.ModelForm):
    """A year's award to the organisation of the case."""

    class Meta:
        model = Award
        fields = [
            "year",
            *(f"motivation_{code}" for code in LANGUAGES),
            *(f"special_mention_{code}" for code in LANGUAGES),
        ]
        widgets = {
            "year": YEAR_INPUT,
            **{f"motivation_{code}": forms.Textarea(attrs={"rows": 3}) for code in LANGUAGES},
            **{f"special_mention_{code}": forms.Textarea(attrs={"rows": 2}) for code in LANGUAGES},
        }

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, instance=Award(partner=partner, live=False), **kwargs)

    def texts(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data[f"{name}_{code}"] for code in LANGUAGES}

    @property
    def motivations(self) -> list[forms.BoundField]:
        return [self[f"motivation_{code}"] for code, _name in settings.LANGUAGES]

    @property
    def special_mentions(self) -> list[forms.BoundField]:
        return [self[f"special_mention_{code}"] for code, _name in settings.LANGUAGES]
