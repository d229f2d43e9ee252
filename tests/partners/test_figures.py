"""The programme in figures, counted by hand over two years."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from partners import figures
from partners.models import Commitment, Goal
from partners.states import GoalState
from tests.factories.partners import (
    AnnexFactory,
    AwardFactory,
    CommitmentFactory,
    EventFactory,
    EventSignUpFactory,
    FollowUpFactory,
    GoalFactory,
    GoalReportFactory,
    PartnerFactory,
    ThemeFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = date(2026, 9, 1)


def signed(name: str, day: date, *, ended: date | None = None, ground: str = "own_wish", **goal: object) -> Commitment:
    """A partner that signed on `day` with one goal, and perhaps left."""
    partner = PartnerFactory(**{"withdrawn" if ended else "active": True}, name=name, signed_on=day)
    values = {"theme": ThemeFactory(), "unit": UnitFactory(), "direction": "decrease", **goal}
    GoalFactory(partner=partner, **values)
    ending = {"state": "ended", "ended_on": ended, "ending_ground": ground} if ended else {"state": "in_force"}
    return CommitmentFactory(partner=partner, signed=True, organisation_signed_on=day, city_signed_on=day, **ending)


def answered(commitment: Commitment, due: date, value: str | None, state: str = "on_track", support: str = "none"):
    follow_up = FollowUpFactory(
        answered=True,
        partner=commitment.partner,
        due_on=due,
        answered_at=datetime(due.year, due.month, due.day, 9, tzinfo=UTC),
        support=support,
    )
    goal = Goal.objects.get(partner=commitment.partner)
    number = None if value is None else Decimal(value)
    return GoalReportFactory(follow_up=follow_up, goal=goal, state=state, value=number)


@pytest.fixture
def programme() -> dict[str, Commitment]:
    """Five signed in 2025 and one in 2026; one left in 2025, one in 2026."""
    water = ThemeFactory(key="water", order=9, name_en="Water")
    made = {
        "a": signed("Demo A", date(2025, 2, 1)),
        "b": signed("Demo B", date(2025, 2, 1)),
        "c": signed("Demo C", date(2025, 3, 1), theme=water),
        "left_2025": signed("Demo D", date(2025, 3, 1), ended=date(2025, 10, 1)),
        "left_2026": signed("Demo E", date(2025, 4, 1), ended=date(2026, 5, 1), ground="no_answer"),
        "f": signed("Demo F", date(2026, 1, 15)),
    }
    answered(made["a"], date(2026, 2, 1), "100.50", support="city")
    answered(made["b"], date(2026, 2, 1), "200")
    answered(made["c"], date(2026, 3, 1), "50", state="reached")
    FollowUpFactory(
        partner=made["left_2026"].partner, due_on=date(2026, 4, 1), closed_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    PartnerFactory(mapped=True, name="Demo Not Yet")
    return made


def counts(shares):
    return {share.key: (share.count, share.of) for share in shares}


def test_partners_come_and_go(programme):
    history = figures.load(TODAY)
    assert history.years == [2026, 2025]
    first, second = history.year(2025), history.year(2026)
    assert (first.at_start, first.joined, first.left, first.partners) == (0, 5, 1, 4)
    assert (second.at_start, second.joined, second.left, second.partners) == (4, 1, 1, 4)
    assert (first.as_of, first.is_over) == (date(2025, 12, 31), True)
    assert (second.as_of, second.is_over) == (TODAY, False)


def test_grounds_of_leaving_are_told_only_where_enough_have_left(programme):
    assert figures.load(TODAY).year(2026).left_by_ground == ()
    signed("Demo G", date(2025, 5, 1), ended=date(2026, 6, 1))
    signed("Demo H", date(2025, 5, 1), ended=date(2026, 6, 1))
    assert counts(figures.load(TODAY).year(2026).left_by_ground) == {"no_answer": (1, 3), "own_wish": (2, 3)}


def test_who_signs_again_in_the_same_year_has_not_left(programme):
    again = programme["left_2026"].partner
    CommitmentFactory(
        partner=again, in_force=True, organisation_signed_on=date(2026, 8, 1), city_signed_on=date(2026, 8, 2)
    )
    year = figures.load(TODAY).year(2026)
    assert (year.joined, year.left, year.partners) == (1, 0, 5)


def test_goals_are_those_of_the_partners_of_the_day(programme):
    first = figures.load(TODAY).year(2025)
    assert (first.goals, first.partners_with_goals) == (4, 4)
    assert counts(first.by_theme) == {"energy": (3, 4), "water": (1, 4)}
    assert counts(first.by_state) == {"signed": (4, 4)}


def test_this_year_the_goals_themselves_say_how_they_are_going(programme):
    Goal.objects.filter(partner=programme["c"].partner).update(state=GoalState.REACHED)
    assert counts(figures.load(TODAY).year(2026).by_state) == {"signed": (3, 4), "reached": (1, 4)}


def test_a_past_year_keeps_what_was_reported_by_its_end(programme):
    history = figures.load(date(2027, 1, 10))
    assert counts(history.year(2026).by_state) == {"signed": (1, 4), "on_track": (2, 4), "reached": (1, 4)}
    assert counts(history.year(2025).by_state) == {"signed": (4, 4)}


def test_an_annex_brings_goals_and_settles_earlier_ones(programme):
    commitment = programme["f"]
    old = Goal.objects.get(partner=commitment.partner)
    new = GoalFactory(partner=commitment.partner)
    AnnexFactory(
        commitment=commitment,
        agreed_on=date(2026, 6, 1),
        goals=[{"goal": new.pk, "theme": "energy"}],
        replaced=[{"goal": old.pk, "theme": "energy", "state": "revised"}],
    )
    year = figures.load(date(2027, 1, 10)).year(2026)
    assert year.goals == 5
    assert counts(year.by_state)["revised"] == (1, 5)


def test_a_sum_says_of_how_many(programme):
    (total,) = figures.load(TODAY).year(2026).totals
    assert (total.unit, total.direction) == ("kwh_a", "decrease")
    assert (total.total, total.reported, total.of) == (Decimal("350.50"), 3, 4)
    assert figures.load(TODAY).year(2025).totals == ()


def test_a_sum_of_fewer_than_three_is_not_shown(programme):
    programme["c"].partner.follow_ups.get().reports.update(value=None)
    (total,) = figures.load(TODAY).year(2026).totals
    assert (total.total, total.reported, total.of) == (None, 2, 4)


def test_three_numbers_of_one_organisation_are_no_sum(programme):
    follow_up = programme["a"].partner.follow_ups.get()
    for _ in range(3):
        goal = GoalFactory(
            partner=programme["a"].partner, unit=UnitFactory(code="kg", label_en="kg"), direction="decrease"
        )
        GoalReportFactory(follow_up=follow_up, goal=goal, value=5)
    total = next(total for total in figures.load(TODAY).year(2026).totals if total.unit == "kg")
    assert (total.total, total.reported) == (None, 1)


def test_per_cents_are_not_added_up(programme):
    Goal.objects.update(unit=UnitFactory(code="pct"))
    assert figures.load(TODAY).year(2026).totals == ()


def test_follow_ups_and_support_say_of_how_many(programme):
    year = figures.load(TODAY).year(2026)
    assert (year.follow_ups_answered, year.follow_ups_due, year.answered.percent) == (3, 4, 75)
    assert counts(year.support) == {"none": (2, 3), "city": (1, 3), "business": (0, 3)}
    assert figures.load(TODAY).year(2025).follow_ups_due == 0


def test_support_is_not_told_where_fewer_than_three_answered(programme):
    programme["a"].partner.follow_ups.all().delete()
    assert figures.load(TODAY).year(2026).support == ()


def test_participants_are_counted_where_someone_noted_them(programme):
    when = {"starts_at": datetime(2026, 3, 1, 9, tzinfo=UTC), "ends_at": datetime(2026, 3, 1, 11, tzinfo=UTC)}
    noted, _not_noted = EventFactory(**when), EventFactory(**when)
    EventSignUpFactory(event=noted, attended=True)
    EventSignUpFactory(event=noted, attended=True)
    EventSignUpFactory(event=noted, attended=False)
    (kind,) = figures.load(TODAY).year(2026).events
    assert (kind.kind, kind.events, kind.counted, kind.participants) == ("meeting", 2, 1, 2)


def test_the_years_award_is_named_when_it_is_public(programme):
    AwardFactory(year=2026, partner=programme["a"].partner)
    AwardFactory(year=2025, partner=programme["a"].partner, live=False)
    history = figures.load(TODAY)
    assert [award.year for award in history.year(2026).awards] == [2026]
    assert history.year(2025).awards == ()


def test_everything_is_read_in_the_same_few_queries(programme, django_assert_num_queries):
    with django_assert_num_queries(8):
        history = figures.load(TODAY)
        for year in history.years:
            history.year(year)


def test_before_the_first_signing_there_are_no_years(db):
    assert figures.load(TODAY).years == []
