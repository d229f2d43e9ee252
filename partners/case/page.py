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
from partners import lifecycle, step_marks, suggestions
from partners.case.candidates import Candidate, candidates
from partners.models import Award, Goal, Mapping, Partner, SuggestedGoal
from partners.states import PUBLIC_GOAL_STATES, GoalState

HISTORY = 30
ORGANISATION_WORDS = ("case.goal_idea", "case.support_needs")
"""What the organisation said that staff want before them when goals are discussed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A label with what stands beside it."""

    label: str
    value: str


class Case:
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

    @cached_property
    def next_step(self) -> lifecycle.Transition | None:
        return lifecycle.next_step(self.partner)

    @property
    def missing(self) -> list[str]:
        """What the next step waits for, in words."""
        return self.next_step.guard(self.partner) if self.next_step else []

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
        return candidates(self.goals, suggested, figures, language, self.this_year)

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
