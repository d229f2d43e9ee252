"""What moves a case: each service, what it refuses, and what it leaves in the audit log."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from partners import services
from partners.models import Award, Goal, Partner
from partners.services import Pick
from partners.states import GoalState, PartnerState
from tests.factories.partners import AwardFactory, GoalFactory, GoalTemplateFactory, PartnerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
MOTIVATION = {"sv": "För elen.", "fi": "Sähköstä.", "en": "For electricity."}


def logged(partner):
    return list(ModelLogEntry.objects.for_instance(partner).order_by("pk").values_list("action", flat=True))


def pick(**changed):
    values = {"target": 10, "target_year": 2027, "baseline_year": 2025, "effect": {"sv": "Elen är dyr."}}
    return Pick(**values | {"template": GoalTemplateFactory()} | changed)


def test_agreed_goals_become_the_partners_own(admin):
    partner = PartnerFactory(mapped=True)
    [goal] = services.agree_goals(partner=partner, picks=[pick(target=Decimal("7.5"), baseline=1200)], user=admin)
    partner.refresh_from_db()
    goal.refresh_from_db()
    assert partner.state == PartnerState.GOALS
    assert goal.state == GoalState.AGREED
    assert goal.pledge_sv == "Vi minskar med 7,5 % från 2025 senast 2027."
    assert (goal.effect_sv, goal.effect_fi, goal.baseline) == ("Elen är dyr.", "", 1200)


def test_agreeing_is_logged_with_its_goals(admin):
    partner = PartnerFactory(mapped=True)
    services.agree_goals(partner=partner, picks=[pick()], user=admin)
    entry = ModelLogEntry.objects.for_instance(partner).get()
    assert (entry.action, entry.user) == ("partners.agree_goals", admin)
    assert entry.data["goals"] == ["We will cut 10% from 2025 by 2027."]
    assert entry.message == "Goals agreed"


def test_agreeing_on_a_template_takes_up_its_draft(admin):
    template = GoalTemplateFactory()
    partner = PartnerFactory(mapped=True)
    draft = Goal(
        partner=partner, template=template, target=5, target_year=2026, baseline_year=2024, pledge_fi="Omat sanat."
    )
    draft.full_clean()
    draft.save()
    services.agree_goals(partner=partner, picks=[pick(template=template, target=20)], user=admin)
    goal = partner.goals.get()
    assert goal.pledge_sv == "Vi minskar med 20 % från 2025 senast 2027."
    assert goal.pledge_fi == "Omat sanat."


def test_agreeing_on_a_goal_in_own_words_keeps_them(admin):
    partner = PartnerFactory(mapped=True)
    draft = GoalFactory(partner=partner, state=GoalState.DRAFT)
    services.agree_goals(partner=partner, picks=[Pick(goal=draft, target_year=2028)], user=admin)
    draft.refresh_from_db()
    assert (draft.state, draft.target_year, draft.pledge_sv) == ("agreed", 2028, "Vi minskar elen.")


def test_agreeing_on_nothing_is_refused(admin):
    partner = PartnerFactory(mapped=True)
    with pytest.raises(ValidationError, match="at least one goal"):
        services.agree_goals(partner=partner, picks=[], user=admin)
    partner.refresh_from_db()
    assert (partner.state, logged(partner)) == (PartnerState.MAPPING_RECEIVED, [])


def test_one_goal_that_cannot_be_kept_keeps_none(admin):
    partner = PartnerFactory(mapped=True)
    with pytest.raises(ValidationError):
        services.agree_goals(partner=partner, picks=[pick(), pick(target_year=1900)], user=admin)
    assert partner.goals.count() == 0


def test_goals_are_not_agreed_on_before_the_mapping(admin):
    with pytest.raises(ValidationError, match="Contact"):
        services.agree_goals(partner=PartnerFactory(), picks=[pick()], user=admin)


@pytest.fixture
def ready(db):
    """A case that waits for its signing only."""
    partner = PartnerFactory(with_goals_agreed=True)
    GoalFactory(partner=partner, state=GoalState.AGREED, effect_sv="Elen är dyr.")
    return partner


def test_activation_publishes_the_partner_at_once(ready, admin):
    services.activate_partner(partner=ready, signed_on=date(2026, 3, 1), user=admin)
    partner = Partner.objects.public().with_goals().get()
    assert (partner.state, partner.signed_on) == (PartnerState.ACTIVE, date(2026, 3, 1))
    assert [goal.state for goal in partner.public_goals] == [GoalState.SIGNED]
    assert "partners.activate" in logged(partner)


def test_activation_publishes_what_lies_in_the_draft(ready, admin):
    ready.live = True
    ready.save()
    ready.description_sv = "Nytt"
    ready.save_revision()
    services.activate_partner(partner=ready, signed_on=date(2026, 3, 1), user=admin)
    partner = Partner.objects.public().get()
    assert (partner.description_sv, partner.has_unpublished_changes) == ("Nytt", False)


@pytest.mark.parametrize(
    ("signed_on", "words"),
    [(None, "Give the date"), (timezone.localdate() + timedelta(days=2), "cannot be in the future")],
)
def test_activation_needs_the_day_of_signing(ready, admin, signed_on, words):
    with pytest.raises(ValidationError, match=words):
        services.activate_partner(partner=ready, signed_on=signed_on, user=admin)


def test_activation_leaves_drafts_and_old_goals_alone(ready, admin):
    draft = GoalFactory(partner=ready, state=GoalState.DRAFT)
    services.activate_partner(partner=ready, signed_on=date(2026, 3, 1), user=admin)
    draft.refresh_from_db()
    assert draft.state == GoalState.DRAFT


def test_someone_who_may_not_publish_activates_nothing(ready, staff):
    with pytest.raises(PermissionDenied):
        services.activate_partner(partner=ready, signed_on=date(2026, 3, 1), user=staff("change_partner"))
    ready.refresh_from_db()
    assert (ready.state, ready.live) == (PartnerState.GOALS, False)


def test_a_partnership_that_ends_leaves_the_directory_and_keeps_its_history(admin):
    partner = AwardFactory(partner=PartnerFactory(active=True)).partner
    GoalFactory(partner=partner)
    services.end_case(partner=partner, user=admin, reason="Flyttar bort")
    partner.refresh_from_db()
    assert partner.state == PartnerState.WITHDRAWN
    assert not Partner.objects.public().exists()
    assert (partner.goals.count(), Award.objects.public().count()) == (1, 1)
    assert ModelLogEntry.objects.for_instance(partner).get().comment == "Flyttar bort"


def test_a_case_is_closed_before_signing_and_taken_up_again(admin):
    partner = PartnerFactory(mapped=True)
    services.end_case(partner=partner, user=admin)
    partner.refresh_from_db()
    assert partner.state == PartnerState.CLOSED
    services.reopen_case(partner=partner, user=admin)
    partner.refresh_from_db()
    assert partner.state == PartnerState.CONTACT
    assert logged(partner) == ["partners.close", "partners.reopen"]


def test_a_mapping_made_on_paper_is_noted(admin):
    partner = PartnerFactory()
    services.receive_mapping(partner=partner, user=admin)
    partner.refresh_from_db()
    assert partner.state == PartnerState.MAPPING_RECEIVED


def test_an_award_is_given_and_published_at_once(admin):
    partner = PartnerFactory(active=True)
    award = services.give_award(partner=partner, year=2026, motivation=MOTIVATION, user=admin)
    assert list(Award.objects.public()) == [award]
    assert (award.motivation_fi, award.special_mention_fi) == ("Sähköstä.", "")
    assert logged(partner) == ["partners.give_award"]


def test_there_is_one_award_a_year(admin):
    AwardFactory(year=2026)
    with pytest.raises(ValidationError, match="already an award"):
        services.give_award(partner=PartnerFactory(active=True), year=2026, motivation=MOTIVATION, user=admin)


def test_an_award_needs_a_motivation_in_every_language(admin):
    with pytest.raises(ValidationError) as raised:
        services.give_award(partner=PartnerFactory(active=True), year=2026, motivation={"sv": "Ja"}, user=admin)
    assert set(raised.value.message_dict) == {"motivation_fi", "motivation_en"}


@pytest.mark.parametrize("trait", ["mapped", "withdrawn"])
def test_an_award_goes_to_an_active_partner(admin, trait):
    with pytest.raises(ValidationError, match="active partner"):
        services.give_award(partner=PartnerFactory(**{trait: True}), year=2026, motivation=MOTIVATION, user=admin)
