"""The forms in which goals are agreed on. They keep what was typed and say what to mend beside each field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.translated import LANGUAGES
from partners.case.candidates import Candidate, starting_values
from partners.case.fields import AmountField
from partners.models import Goal, GoalTemplate, Horizon, TargetMode, Theme, Unit
from partners.models.columns import column_label
from partners.models.goal import FIRST_YEAR, LAST_YEAR
from partners.services import Pick

YEARS = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR, "required": False}
YEAR_INPUT = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"})
NEEDED = {"target": "target", "year": "target_year", "baseline_year": "baseline_year"}
"""The field that fills each placeholder of a pledge sentence."""


def _words(label: Any, language: str, longest: int, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=column_label(label, language),
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


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
            self.fields[f"effect_{code}"] = _words(_("Why the goal matters for the organisation"), code, 600, rows=2)
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


class FreeGoalForm(GoalForm):
    """A goal in free words."""

    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Theme"), required=False, empty_label=_("None"))
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False, empty_label=_("None"))
    horizon = forms.ChoiceField(label=_("Horizon"), choices=[("", _("Not said")), *Horizon.choices], required=False)

    def __init__(self, *args: Any, first_language: str, **kwargs: Any) -> None:
        super().__init__(*args, first_language=first_language, prefix="own", **kwargs)
        for code in self.languages:
            self.fields[f"pledge_{code}"] = _words(_("Pledge"), code, 400, rows=2)
            self.fields[f"indicator_{code}"] = _words(_("Indicator"), code, 200, rows=1)
        names = [f"{name}_{code}" for code in LANGUAGES for name in ("pledge", "indicator")]
        self.is_chosen = any(self[name].value() for name in ("theme", *names))

    @property
    def first_words(self) -> list[forms.BoundField]:
        """The pledge and the indicator in the organisation's own language."""
        return [self[f"{name}_{self.languages[0]}"] for name in ("pledge", "indicator")]

    @property
    def other_words(self) -> list[forms.BoundField]:
        return [self[f"{name}_{code}"] for code in self.languages[1:] for name in ("pledge", "indicator")]

    @property
    def measures(self) -> list[forms.BoundField]:
        return [self["unit"], self["horizon"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("theme") is None and "theme" not in self.errors:
            self.add_error("theme", _("Choose the theme of the goal."))
        pledges = [f"pledge_{code}" for code in self.languages]
        if not any(cleaned.get(name) or name in self.errors for name in pledges):
            self.add_error(pledges[0], _("Write what the organisation promises to do."))
        return cleaned

    def pick(self) -> Pick:
        cleaned = self.cleaned_data
        texts = {name: {code: cleaned[f"{name}_{code}"] for code in LANGUAGES} for name in ("pledge", "indicator")}
        unit = cleaned["unit"]
        return Pick(
            theme=cleaned["theme"],
            unit_id=unit.pk if unit else None,
            horizon=cleaned["horizon"],
            **texts,
            **self.values(),
        )


class GoalsForm:
    """All goals that a case offers, as one form: what was suggested, the rest of the library, and free words."""

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
        self.own = FreeGoalForm(data, first_language=first_language)
        self.is_bound = data is not None
        self.errors: list[str] = []

    @property
    def chosen(self) -> list[CandidateForm | LibraryForm | FreeGoalForm]:
        return [row for row in (*self.rows, self.library, self.own) if row.is_chosen]

    def is_valid(self) -> bool:
        if not self.chosen and not self.may_be_empty:
            self.errors.append(str(_("Choose at least one goal.")))
        valid = [row.is_valid() for row in self.chosen]
        return all(valid) and not self.errors

    @property
    def may_be_empty(self) -> bool:
        return False

    def picks(self) -> list[Pick]:
        return [row.pick() for row in self.chosen]


class EarlierGoalForm(forms.Form):
    """What becomes of a goal that the organisation has."""

    KEEP, REACH, REVISE, DROP = "keep", "reach", "revise", "drop"

    fate = forms.ChoiceField(
        label=_("What becomes of this goal?"),
        choices=[
            (KEEP, _("It goes on as it is")),
            (REACH, _("It has been reached")),
            (REVISE, _("It is revised: a new goal takes its place")),
            (DROP, _("It is dropped")),
        ],
        initial=KEEP,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, *, goal: Goal) -> None:
        super().__init__(data, prefix=f"earlier-{goal.pk}")
        self.goal = goal


class RenewalForm(GoalsForm):
    """An annex: what becomes of the earlier goals, and which are new."""

    def __init__(
        self, offered: list[Candidate], *, earlier: Sequence[Goal], data: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(offered, data=data, **kwargs)
        self.earlier = [EarlierGoalForm(data, goal=goal) for goal in earlier]

    def is_valid(self) -> bool:
        valid = [row.is_valid() for row in self.earlier]
        return super().is_valid() and all(valid)

    @property
    def may_be_empty(self) -> bool:
        """Goals under way may all go on as they are; the service says when none is left."""
        return True

    @property
    def fates(self) -> dict[str, list[Goal]]:
        """What becomes of the earlier goals, as `services.renew_commitment` takes it."""
        return {
            "reached": self._with(EarlierGoalForm.REACH),
            "replaced": self._with(EarlierGoalForm.REVISE),
            "dropped": self._with(EarlierGoalForm.DROP),
        }

    def _with(self, fate: str) -> list[Goal]:
        return [row.goal for row in self.earlier if row.cleaned_data["fate"] == fate]
