"""Goals that an organisation chooses on its result page, on their way into its case."""

import pytest
from wagtail.models import ModelLogEntry

from forms import handlers
from forms.models import Delivery, Submission, Survey, SurveyVersion
from forms.services import chosen_goals
from partners.demo.loader import load_goal_library
from partners.demo.mapping import to_survey
from partners.models import Goal, Mapping, Partner, TaskKind
from partners.services import agree_goals
from partners.services.goals import Pick
from partners.states import GoalState, PartnerState
from tests.at_once import alone, in_threads, shared  # noqa: F401  (a fixture)
from tests.factories.partners import GoalFactory, PartnerFactory
from tests.partners.case.conftest import said, shown
from tests.partners.conftest import mapping_answers

BOTH = {"en_efficiency": "not_started", "en_monitor": "started"}
"""Answers that suggest EN-01 and EN-05."""


def sent(submitted):
    """A submission of a survey whose answers open a case, before the worker has come to it."""
    found = submitted(**BOTH)
    Delivery.objects.create(submission=found, handler="partner_case")
    return found


def hand_in(submission):
    handlers.get("partner_case").handle(handlers.event_for(submission, {}))
    return Mapping.objects.get(submission=submission).partner


def drafts():
    return sorted(Goal.objects.filter(state=GoalState.DRAFT).values_list("template__code", flat=True))


def choose(submission, code="EN-01"):
    chosen_goals.choose(submission, key=code)


def logged(partner):
    entries = ModelLogEntry.objects.for_instance(partner).order_by("pk")
    return [entry.action.removeprefix("partners.") for entry in entries if "choose" in entry.action]


@pytest.mark.django_db
class TestChoosing:
    def test_a_choice_after_the_case_becomes_a_draft_in_three_languages(self, library, submitted):
        submission = sent(submitted)
        partner = hand_in(submission)
        choose(submission)
        choose(submission)
        goal = Goal.objects.get()
        assert (goal.partner, goal.state, goal.template.code) == (partner, GoalState.DRAFT, "EN-01")
        assert all((goal.pledge_sv, goal.pledge_fi, goal.pledge_en, goal.target_year))
        assert logged(partner) == ["choose_goal"]

    def test_a_choice_before_the_case_is_taken_in_once(self, library, submitted):
        submission = sent(submitted)
        choose(submission)
        assert Goal.objects.count() == 0
        partner = hand_in(submission)
        hand_in(submission)
        assert drafts() == ["EN-01"]
        assert logged(partner) == ["choose_goal"]

    def test_undoing_takes_back_only_its_own_draft(self, library, submitted):
        submission = sent(submitted)
        partner = hand_in(submission)
        choose(submission, "EN-01")
        choose(submission, "EN-05")
        chosen_goals.withdraw(submission, key="EN-01")
        assert drafts() == ["EN-05"]
        assert logged(partner) == ["choose_goal", "choose_goal", "unchoose_goal"]

    def test_a_draft_that_staff_have_worked_on_stays(self, library, submitted):
        submission = sent(submitted)
        hand_in(submission)
        choose(submission)
        Goal.objects.update(effect_sv="Vi talade om det.")
        chosen_goals.withdraw(submission, key="EN-01")
        assert drafts() == ["EN-01"]

    def test_a_draft_that_was_there_before_is_neither_doubled_nor_taken_back(self, library, submitted):
        submission = sent(submitted)
        partner = hand_in(submission)
        choose(submission)
        Goal.objects.update(chosen_in=None)
        chosen_goals.withdraw(submission, key="EN-01")
        choose(submission)
        assert partner.goals.count() == 1
        chosen_goals.withdraw(submission, key="EN-01")
        assert partner.goals.count() == 1

    def test_an_agreed_goal_is_never_taken_back(self, library, submitted, admin):
        submission = sent(submitted)
        partner = hand_in(submission)
        choose(submission)
        goal = Goal.objects.get()
        partner.refresh_from_db()
        numbers = {name: getattr(goal, name) for name in ("target", "target_year", "baseline_year")}
        agree_goals(partner=partner, picks=[Pick(goal=goal, effect={"sv": "Elen."}, **numbers)], user=admin)
        chosen_goals.withdraw(submission, key="EN-01")
        goal.refresh_from_db()
        assert goal.state == GoalState.AGREED

    @pytest.mark.parametrize("trait", ["with_goals_agreed", "ready", "active"])
    def test_where_goals_are_agreed_staff_are_asked_and_nothing_is_added(self, library, submitted, trait):
        partner = PartnerFactory(business_id="0000001-9", **{trait: True})
        GoalFactory(partner=partner, state=GoalState.AGREED)
        before = partner.goals.count()
        submission = sent(submitted)
        hand_in(submission)
        choose(submission, "EN-01")
        choose(submission, "EN-05")
        assert partner.goals.count() == before
        note = partner.tasks.get(kind=TaskKind.NEW_GOALS).note
        assert ("EN-01" in note, "EN-05" in note) == (True, True)

    def test_an_ended_case_is_left_alone(self, library, submitted):
        submission = sent(submitted)
        partner = hand_in(submission)
        Partner.objects.update(state=PartnerState.CLOSED)
        choose(submission)
        assert (Goal.objects.count(), partner.tasks.filter(kind=TaskKind.NEW_GOALS).count()) == (0, 0)

    def test_a_survey_that_opens_no_case_has_nothing_to_choose(self, library, submitted):
        submission = submitted(**BOTH)
        assert not chosen_goals.can_be_chosen(submission)
        with pytest.raises(chosen_goals.CannotBeChosen):
            choose(submission)

    def test_the_case_shows_what_the_organisation_chose(self, library, submitted, client, admin):
        submission = sent(submitted)
        partner = hand_in(submission)
        words = said("Chosen by the organisation on its result page")
        client.force_login(admin)
        assert words not in shown(client, partner)
        choose(submission)
        assert shown(client, partner).count(words) == 1


@pytest.mark.usefixtures("shared")
def test_a_choice_and_the_opening_of_the_case_at_once_lose_nothing(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    def made():
        load_goal_library()
        survey = Survey.objects.create(key="initial-mapping")
        version = SurveyVersion.objects.create(
            survey=survey, number=1, locale="sv", definition=to_survey("sv"), sha256="at-once"
        )
        found = Submission.objects.create(
            survey=survey, version=version, answers=mapping_answers(**BOTH), door=Submission.Door.PAGE
        )
        Delivery.objects.create(submission=found, handler="partner_case")
        return found

    submission = alone(made)
    in_threads(
        lambda: choose(submission),
        lambda: hand_in(Submission.objects.get()),
        lambda: choose(Submission.objects.get(), "EN-05"),
    )
    assert alone(drafts) == ["EN-01", "EN-05"]
    assert alone(lambda: sorted(Submission.objects.get().chosen_goals)) == ["EN-01", "EN-05"]
