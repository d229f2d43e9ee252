"""What a case's page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.models import BaseLogEntry

from cms.models import User
from cms.translated import LANGUAGES, in_language
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Submission
from partners import step_marks, suggestions, wording
from partners.case.candidates import Candidate, candidates
from partners.case.next_step import NextStep, next_step
from partners.case.records import Records
from partners.follow_up_form import asked_goals
from partners.models import Award, Goal, Mapping, Partner, SuggestedGoal, TargetMode
from partners.states import PUBLIC_GOAL_STATES, UNDER_WAY, GoalState, PartnerState

HISTORY = 30
ORGANISATION_WORDS = ("case.goal_idea", "case.support_needs")
"""What the organisation said that staff want before them when goals are discussed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label with what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal of the organisation, and what could make its wording better while it can still be changed."""

    goal: Goal
    advice: list[str]


class Case(Records):
    """One partner's case."""

    def __init__(self, partner: Partner, user: User) -> None:
        self.partner, self.user = partner, user
        self.words: Partner = partner.get_latest_revision_as_object()
        self.this_year = timezone.localdate().year

    @cached_property
    def goals(self) -> list[Goal]:
        return list(self.partner.goals.all())

    @cached_property
    def settled_goals(self) -> list[Goal]:
        return [goal for goal in self.goals if goal.state != GoalState.DRAFT]

    @property
    def goals_under_way(self) -> list[Goal]:
        return [goal for goal in self.goals if goal.state in UNDER_WAY]

    @property
    def reached_goals(self) -> list[Goal]:
        return [goal for goal in self.goals if goal.state == GoalState.REACHED]

    @property
    def shown_goals(self) -> list[ShownGoal]:
        """The goals that have been agreed on, with advice on those that have not been signed."""
        return [ShownGoal(goal, self._advice(goal)) for goal in self.settled_goals]

    def _advice(self, goal: Goal) -> list[str]:
        if goal.state != GoalState.AGREED:
            return []
        order = (self.partner.contact_language, *LANGUAGES)
        language = next((code for code in order if getattr(goal, f"pledge_{code}")), order[0])
        found = wording.advise(
            pledge=getattr(goal, f"pledge_{language}"),
            language=language,
            has_target=goal.target is not None or goal.target_mode == TargetMode.BOOLEAN,
            has_year=goal.target_year is not None,
            has_indicator=bool(goal.indicator),
        )
        return [str(advice.words) for advice in found]

    @cached_property
    def asked_goals(self) -> list[Goal]:
        """Those that the follow-up asks about, with what was said of them before."""
        return asked_goals(self.partner)

    @cached_property
    def mappings(self) -> list[Mapping]:
        return list(self.partner.mappings.select_related("submission__version", "submission__survey"))

    @property
    def mapping(self) -> Mapping | None:
        return self.mappings[0] if self.mappings else None

    @cached_property
    def may_read_answers(self) -> bool:
        """Handling a case shows what the answers add up to; reading them is a right apart, given for each survey."""
        if self.mapping is None:
            return False
        return Submission.objects.readable_by(self.user).filter(pk=self.mapping.submission_id).exists()

    @cached_property
    def outcome(self) -> Outcome | None:
        """The answers; None to those who may not read them."""
        if self.mapping is None or not self.may_read_answers:
            return None
        return evaluate(self.mapping.submission.form, self.mapping.submission.answers)

    @property
    def path(self) -> list[dict[str, str]]:
        return step_marks.path_for(self.partner)

    @property
    def is_mapped(self) -> bool:
        return self.partner.state != PartnerState.CONTACT

    @cached_property
    def next_step(self) -> NextStep:
        return next_step(self)

    @property
    def primary(self) -> str:
        """The one button that stands out."""
        return self.next_step.button

    @property
    def organisation(self) -> list[Row]:
        words = self.words
        rows = [
            Row(_("Business ID"), words.business_id),
            Row(_("Type of organisation"), words.get_organisation_type_display()),
            Row(_("Sector"), str(words.sector or "")),
            Row(_("People in the city"), words.get_staff_band_display()),
            Row(_("Contact person"), words.contact_name),
            Row(_("Contact language"), str(words.get_contact_language_display())),
        ]
        return [row for row in rows if row.value]

    @property
    def organisation_said(self) -> list[Row]:
        if self.mapping is None or self.outcome is None:
            return []
        form = self.mapping.submission.form
        return [
            Row(question.label, ", ".join(question.display(self.outcome.cleaned, form.locale)))
            for question in form.questions()
            if question.maps_to in ORGANISATION_WORDS and question.key in self.outcome.cleaned
        ]

    def offered(self, language: str) -> list[Candidate]:
        """The goals to agree on, in the reader's `language`."""
        suggested: list[SuggestedGoal] = []
        figures: dict[str, int | float] = {}
        if self.mapping is not None:
            suggested = list(self.mapping.suggestions.select_related("template__theme", "template__unit"))
        if self.mapping is not None and self.outcome is not None:
            figures = suggestions.baselines(self.mapping.submission.form, self.outcome)
        chosen = self.mapping.submission.chosen_goals if self.mapping else ()
        return candidates(self.goals, suggested, figures, language, self.this_year, chosen)

    @property
    def taken(self) -> set[int]:
        """The goals of the library that the organisation already has."""
        return {goal.template_id for goal in self.goals if goal.template_id}

    @property
    def award_of_the_year(self) -> Award | None:
        return Award.objects.filter(year=self.this_year).select_related("partner").first()

    @property
    def motivation(self) -> dict[str, str]:
        """A motivation to begin with in each language: what the organisation has pledged, and why it matters."""
        goal = next((goal for goal in self.goals if goal.state in PUBLIC_GOAL_STATES), None)
        if goal is None:
            return {}
        texts = {code: (in_language(goal, "pledge", code), in_language(goal, "effect", code)) for code in LANGUAGES}
        return {f"motivation_{code}": " ".join(text for text in found if text) for code, found in texts.items()}

    @property
    def history(self) -> list[BaseLogEntry]:
        """What has happened, newest first."""
        return list(registry.get_logs_for_instance(self.partner).select_related("user")[:HISTORY])
