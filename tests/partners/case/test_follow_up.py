"""The yearly follow-up: the form that the organisation and staff share, and the answers as staff write them down."""

import pytest
from django.http import QueryDict

from partners import services
from partners.follow_up_form import FollowUpForm, asked_goals
from partners.models import Channel, Continuation, FollowUp, Partner, SupportNeed, TaskKind
from partners.services import Report
from partners.states import GoalState, PartnerState
from tests.factories.partners import GoalFactory, PartnerFactory
from tests.partners.case.conftest import address, messages, post, press, refused, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState


def typed(goals, **changed):
    """What a browser posts: every goal on track, the goals stay, no support."""
    data = QueryDict(mutable=True)
    for goal in goals:
        data[f"goal-{goal.pk}-state"] = "on_track"
    data.update({"continuation": "keep", "support": "none"} | changed)
    return data


@pytest.fixture
def goal():
    return GoalFactory(partner=PartnerFactory(active=True))


def test_the_three_parts_are_enough(goal):
    form = FollowUpForm(asked_goals(goal.partner), typed([goal]))
    assert form.is_valid()
    answer = form.answer()
    assert answer.reports == [Report(goal, GoalState.ON_TRACK)]
    assert (answer.continuation, answer.support) == (Continuation.KEEP, SupportNeed.NONE)


def test_numbers_and_words_are_taken_along(goal):
    more = {
        f"goal-{goal.pk}-value": "1 200,5",
        f"goal-{goal.pk}-note": "Ny ugn",
        "wishes": "Sol",
        "support_note": "Råd",
    }
    form = FollowUpForm(asked_goals(goal.partner), typed([goal], **more))
    assert form.is_valid()
    report = form.answer().reports[0]
    assert (float(report.value), report.note) == (1200.5, "Ny ugn")
    assert (form.answer().wishes, form.answer().support_note) == ("Sol", "Råd")


def test_each_part_that_is_left_out_is_asked_for(goal):
    form = FollowUpForm(asked_goals(goal.partner), QueryDict(""))
    assert set(form.errors) == {f"goal-{goal.pk}-state", "continuation", "support"}


@pytest.mark.parametrize("value", ["mycket", "-3"])
def test_a_figure_that_is_none_is_marked(goal, value):
    form = FollowUpForm(asked_goals(goal.partner), typed([goal], **{f"goal-{goal.pk}-value": value}))
    assert list(form.errors) == [f"goal-{goal.pk}-value"]


@pytest.mark.parametrize("state", ["signed", "revised", "agreed", ""])
def test_a_follow_up_says_only_how_goals_are_going(goal, state):
    form = FollowUpForm(asked_goals(goal.partner), typed([goal], **{f"goal-{goal.pk}-state": state}))
    assert list(form.errors) == [f"goal-{goal.pk}-state"]


def test_only_goals_under_way_are_asked_about(goal):
    for state in (GoalState.REACHED, GoalState.DROPPED, GoalState.REVISED, GoalState.DRAFT):
        GoalFactory(partner=goal.partner, state=state)
    assert asked_goals(goal.partner) == [goal]


def test_what_was_said_last_time_is_filled_in(way):
    partner = way.to(S.FOLLOW_UP_DUE)
    goal = partner.goals.get()
    way.answer(partner, reports=[Report(goal, GoalState.BEHIND, value=1250, note="Sent")])
    row = FollowUpForm(asked_goals(partner)).rows[0]
    assert (row.state.value(), row.value.value(), row.last.note) == ("behind", "1\xa0250", "Sent")


def test_asking_costs_the_same_however_many_goals(goal, django_assert_num_queries):
    GoalFactory.create_batch(5, partner=goal.partner)
    with django_assert_num_queries(2):
        rows = FollowUpForm(asked_goals(goal.partner)).rows
    assert len(rows) == 6


def answer(client, partner, **changed):
    partner.refresh_from_db()
    fields = {"channel": "phone", "answered_by": "Demo Person"}
    data = {f"answer-{name}": value for name, value in (typed(partner.goals.all()).dict() | fields | changed).items()}
    return post(client, partner, data | {"answer": "1"})


@pytest.mark.parametrize("state", [S.FOLLOW_UP_DUE, S.NO_REPLY])
def test_staff_write_the_answers_down(as_admin, way, admin, state):
    partner = way.to(state)
    assert answer(as_admin, partner, support="city", support_note="Råd om sol").status_code == 302
    partner.refresh_from_db()
    follow_up = FollowUp.objects.get()
    assert partner.state == S.ACTIVE
    assert (follow_up.channel, follow_up.recorded_by, follow_up.answered_by) == (Channel.PHONE, admin, "Demo Person")
    assert partner.goals.get().state == GoalState.ON_TRACK
    assert partner.tasks.open().filter(kind=TaskKind.SUPPORT_CITY).exists()
    assert "Råd om sol" in shown(as_admin, partner)


def test_a_wish_for_change_opens_the_goals(as_admin, way):
    partner = way.to(S.FOLLOW_UP_DUE)
    answer(as_admin, partner, continuation="revise", wishes="Mera")
    partner.refresh_from_db()
    assert partner.state == S.REVISING


def test_what_is_left_out_is_marked_and_the_rest_stays(as_admin, way):
    partner = way.to(S.FOLLOW_UP_DUE)
    response = answer(as_admin, partner, support="", wishes="Lång önskan")
    assert list(response.context["do"]["answer"].form.errors) == ["support"]
    assert "Lång önskan" in response.content.decode()
    partner.refresh_from_db()
    assert partner.state == S.FOLLOW_UP_DUE


def test_an_answer_that_came_by_the_link_meanwhile_stands(as_admin, way):
    partner = way.to(S.FOLLOW_UP_DUE)
    seen = Partner.objects.get()
    goals = typed(partner.goals.all(), wishes="Från telefonen").dict()
    form = FollowUpForm(asked_goals(partner), typed(partner.goals.all()))
    assert form.is_valid()
    services.answer_follow_up(partner=partner, answer=form.answer(), channel=Channel.LINK)
    data = {f"answer-{name}": value for name, value in goals.items()} | {"answer-channel": "phone", "answer": "1"}
    response = post(as_admin, partner, data, version=seen.case_version)
    words = said("Someone else has changed the case since you opened it. Look at it again before you go on.")
    assert messages(response) == [words]
    assert "Från telefonen" in response.content.decode()
    assert FollowUp.objects.get().channel == Channel.LINK


def test_staff_without_the_right_to_change_partners_are_refused(made):
    assert refused(press(made("view_partner"), PartnerFactory(), "answer"))


def test_the_table_has_a_column_for_each_year(as_admin, way):
    partner = way.to(S.FOLLOW_UP_DUE)
    goal = partner.goals.get()
    way.answer(partner, reports=[Report(goal, GoalState.BEHIND, value=1250, note="Sent")])
    FollowUp.objects.update(due_on="2024-06-01")
    way.fall_due(partner)
    partner.refresh_from_db()
    way.answer(partner)
    table = as_admin.get(address(partner)).context["case"].follow_up_table
    assert table.follow_ups[0].due_on.year == 2024
    assert [(cell.state, cell.value) for cell in table.rows[0].cells] == [
        (said("Behind"), "1\xa0250"),
        (said("On track"), ""),
    ]
