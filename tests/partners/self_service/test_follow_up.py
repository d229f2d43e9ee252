"""The yearly follow-up by link."""

import pytest
from django.utils import timezone, translation

from partners.models import FollowUp, GoalReport, Letter, SentLetter, Task, TaskKind
from partners.states import GoalState, PartnerState
from tests.factories.partners import GoalFactory, PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def goal(due):
    return GoalFactory(partner=due.partner, pledge_en="We cut electricity.", state=GoalState.SIGNED)


def answer(goal, **changed):
    said = {f"goal-{goal.pk}-state": "on_track", "continuation": "keep", "support": "none"}
    return {**said, **changed}


def post(own, data):
    return own.client.post(own.url("follow_up"), data)


def test_it_has_exactly_three_parts_and_asks_for_no_number(due, goal):
    text = due.get("follow_up").text
    assert text.count('class="own-part"') == 3
    form = due.get("follow_up").context["form"]
    assert [name for name, field in form.fields.items() if field.required] == [
        f"goal-{goal.pk}-state",
        "continuation",
        "support",
    ]


def test_three_taps_answer_it(due, goal):
    response = post(due, answer(goal))
    assert response.status_code == 303
    assert due.again().state == PartnerState.ACTIVE
    answered = FollowUp.objects.get()
    assert (answered.channel, answered.answered_by) == ("link", "Demo Person")
    assert GoalReport.objects.get().state == "on_track"
    assert SentLetter.objects.filter(name=Letter.THANKS).exists()
    page = due.client.get(response["Location"])
    assert "Thank you for your answer" in page.text
    assert "We cut electricity." in page.text


def test_what_is_missing_is_said_in_a_summary_with_links_and_nothing_is_lost(due, goal):
    response = post(due, {f"goal-{goal.pk}-note": "Nya lampor", "support": "city", "support_note": "Med avfallet"})
    assert response.status_code == 422
    summary = response.context["errors"]
    assert [error["href"] for error in summary] == [f"#id_goal-{goal.pk}-state_0", "#id_continuation_0"]
    for error in summary:
        assert f'id="{error["href"][1:]}"' in response.text
    assert "Nya lampor" in response.text
    assert "Med avfallet" in response.text
    assert response.text.count('class="question-error"') == 2
    assert due.again().state == PartnerState.FOLLOW_UP_DUE


def test_answering_twice_says_so(due, goal):
    post(due, answer(goal))
    again = post(due, answer(goal, continuation="revise"))
    assert again.status_code == 200
    assert "has been answered" in again.text
    assert FollowUp.objects.get().continuation == "keep"


def test_support_and_a_goal_behind_become_offers_never_an_ending(due, goal):
    data = answer(goal, support="city", support_note="Avfallet", **{f"goal-{goal.pk}-state": "behind"})
    page = due.client.get(post(due, data)["Location"])
    kinds = set(Task.objects.open().values_list("kind", flat=True))
    assert {TaskKind.SUPPORT_CITY, TaskKind.OFFER_SUPPORT} <= kinds
    assert "no problem" in page.text
    assert due.again().state == PartnerState.ACTIVE


def test_who_does_not_want_to_go_on_is_told_that_nothing_has_ended(due, goal):
    page = due.client.get(post(due, answer(goal, continuation="not_interested"))["Location"])
    assert "Nothing has ended yet" in page.text
    assert due.again().state == PartnerState.REVISING


def test_a_colleague_answers_by_the_address_that_the_link_was_sent_to(due, goal):
    due.partner.__class__.objects.update(contact_email="nagon.annan@demo.example")
    post(due, answer(goal))
    assert FollowUp.objects.get().answered_by == "person@demo.example"


def test_another_partners_goal_is_not_asked_about(due, goal):
    other = GoalFactory(partner=PartnerFactory(active=True))
    response = post(due, answer(other))
    assert response.status_code == 422
    assert not GoalReport.objects.filter(goal=other).exists()


def test_when_nothing_waits_the_page_says_so_and_leads_to_the_own_page(own):
    response = own.get("follow_up")
    assert response.status_code == 200
    assert own.url() in response.text
    assert "own-part" not in response.text


def test_a_partner_that_has_not_replied_can_still_answer(due, goal):
    due.partner.__class__.objects.update(state=PartnerState.NO_REPLY)
    assert post(due, answer(goal)).status_code == 303
    assert due.again().follow_up_on > timezone.localdate()
