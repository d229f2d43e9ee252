"""What waits for staff, on the admin's front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.models import Submission
from partners import today
from partners.models import ProgrammeSettings
from partners.states import GoalState
from tests.factories.partners import (
    CommitmentFactory,
    EndingNoticeFactory,
    FollowUpFactory,
    GoalFactory,
    PartnerFactory,
    SigningInvitationFactory,
    SigningOccasionFactory,
    TaskFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)


def found(user):
    return {group.heading: group for group in today.groups(user)}


def lines(group):
    return [(item.title, item.what, item.when, item.is_late) for item in group.items]


def in_days(days):
    return timezone.localdate() + days * DAY


def test_nothing_waits(admin):
    assert today.groups(admin) == []


def test_tasks_come_by_their_day_and_those_of_later_weeks_not_yet(admin):
    TaskFactory(partner__name="Demo A", kind="new_goals", note="", due_on=in_days(0))
    TaskFactory(partner__name="Demo B", due_on=in_days(-2))
    TaskFactory(partner__name="Demo C", due_on=in_days(8))
    TaskFactory(partner__name="Demo D", due_on=in_days(-9), done_at=timezone.now())
    assert lines(found(admin)["To do"]) == [
        ("Demo B", "Other. Ring", "2 days late", True),
        ("Demo A", "Agree on new goals with the organisation", "today", False),
    ]


def test_only_five_of_a_kind_are_shown_and_the_rest_counted(admin):
    TaskFactory.create_batch(7)
    group = found(admin)["To do"]
    assert (group.count, len(group.shown), group.more) == (7, 5, 2)


def test_the_silent_are_named_with_notices_first(admin):
    FollowUpFactory(partner__name="Demo Waiting")
    FollowUpFactory(
        partner__name="Demo One", due_on=in_days(-15), first_reminder_at=timezone.now(), second_reminder_at=None
    )
    FollowUpFactory(reminded=True, partner__name="Demo Two")
    over = EndingNoticeFactory(run_out=True, commitment__partner__name="Demo Over").commitment.partner
    FollowUpFactory(reminded=True, partner=over)
    EndingNoticeFactory(withdrawn_on=in_days(0), commitment__partner__name="Demo Answered")
    assert lines(found(admin)["No reply yet"]) == [
        ("Demo Over", "The time of notice is over. Decide whether the commitment ends.", "43 days waited", True),
        ("Demo Two", "2 reminders sent", "43 days waited", False),
        ("Demo One", "1 reminder sent", "15 days waited", False),
    ]


def test_the_next_signing_says_what_each_case_lacks(admin):
    occasion = SigningOccasionFactory()
    GoalFactory(partner=(coming := PartnerFactory(scheduled=True, name="Demo A")))
    SigningInvitationFactory(occasion=occasion, partner=coming, state="coming")
    CommitmentFactory(partner=coming, signed=True, city_signed_on=None)
    SigningInvitationFactory(occasion=occasion, partner__name="Demo B")
    GoalFactory(partner=(whole := PartnerFactory(scheduled=True, name="Demo C")))
    SigningInvitationFactory(occasion=occasion, partner=whole, state="coming")
    CommitmentFactory(partner=whole, signed=True)
    GoalFactory(partner=(unsigned := PartnerFactory(scheduled=True, name="Demo E")))
    SigningInvitationFactory(occasion=occasion, partner=unsigned, state="coming")
    CommitmentFactory(partner=unsigned)
    PartnerFactory(ready=True, name="Demo D")
    (group,) = today.groups(admin)
    assert group.heading.startswith("Next signing on")
    assert group.heading.endswith("4 invited")
    assert [(item.title, item.what) for item in group.items] == [
        ("Demo A", "The city's signature is missing."),
        ("Demo B", "Has not said whether it comes. The commitment has no goals."),
        ("Demo D", "Invite to the signing."),
    ]


def test_cases_wait_for_an_occasion_where_there_is_none(admin):
    PartnerFactory(ready=True, name="Demo D")
    assert lines(found(admin)["Waiting for a signing occasion"]) == [
        ("Demo D", "Decide on a signing occasion.", "", False)
    ]


def test_answers_of_the_last_two_weeks(admin):
    FollowUpFactory(answered=True, partner__name="Demo New", continuation="revise", support="city")
    FollowUpFactory(answered=True, partner__name="Demo Old", answered_at=timezone.now() - 15 * DAY)
    (item,) = found(admin)["Follow-ups answered in the last two weeks"].items
    assert (item.title, item.what) == (
        "Demo New",
        "The goals need revising, or new ones setting. Support from the city",
    )


def test_goals_whose_year_is_now_or_has_gone(admin):
    year = timezone.localdate().year
    partner = PartnerFactory(active=True, name="Demo A")
    GoalFactory(partner=partner, target_year=year)
    GoalFactory(partner=partner, target_year=year - 1)
    GoalFactory(partner=partner, target_year=year, state=GoalState.REACHED)
    GoalFactory(partner=partner, target_year=year + 1)
    GoalFactory(partner=PartnerFactory(withdrawn=True), target_year=year)
    assert lines(found(admin)["Goals with their target year now"]) == [
        ("Demo A", "We cut electricity.", str(year - 1), True),
        ("Demo A", "We cut electricity.", str(year), False),
    ]


@pytest.fixture
def feedback(submitted):
    """The mapping's survey stands for one of feedback; makes feedback that came so many days ago."""

    def make(days, **values):
        submission = submitted()
        ProgrammeSettings.objects.update_or_create(defaults={"feedback_survey": submission.survey})
        values = {"received_at": timezone.now() - days * DAY, **values}
        Submission.objects.filter(pk=submission.pk).update(**values)

    return make


def test_feedback_says_how_long_there_is_to_answer(admin, feedback):
    feedback(10, title="Later")
    feedback(16, title="Late", state="in_review")
    feedback(3, title="Done", state="accepted")
    assert lines(found(admin)["Feedback on the site"]) == [
        ("Late", "In review", "2 days late", True),
        ("Later", "New", "4 days left to answer", False),
    ]


def test_feedback_is_shown_to_those_who_may_read_it(staff, feedback):
    feedback(1)
    assert today.groups(staff("change_partner")) == []


def test_the_panel_costs_the_same_however_much_waits(admin, feedback, django_assert_max_num_queries):
    def fill():
        TaskFactory()
        FollowUpFactory(reminded=True)
        FollowUpFactory(answered=True)
        EndingNoticeFactory()
        SigningInvitationFactory(occasion=SigningOccasionFactory())
        GoalFactory(partner=PartnerFactory(active=True), target_year=2025)
        feedback(1)

    fill()
    today.groups(admin)
    with django_assert_max_num_queries(14) as before:
        today.groups(admin)
    fill()
    fill()
    with django_assert_max_num_queries(len(before)):
        today.groups(admin)


def test_the_front_page_shows_the_panel_with_ways_to_the_cases(client, admin):
    task = TaskFactory(partner__name="Demo A", due_on=in_days(-1))
    client.force_login(admin)
    content = client.get("/admin/").content.decode()
    assert 'id="programme-today' in content
    assert f'href="/admin/partners/case/{task.partner_id}/"' in content
    assert 'href="/admin/partners/case/new/"' in content


def test_the_front_page_is_calm_when_nothing_waits(client, admin):
    client.force_login(admin)
    assert "Nothing waits for you today" in client.get("/admin/", headers={"accept-language": "en"}).content.decode()


def test_the_panel_is_for_those_who_work_with_cases(client, staff):
    TaskFactory(partner__name="Demo A")
    client.force_login(staff())
    assert "Demo A" not in client.get("/admin/").content.decode()
