"""What a case's page shows in each state: the next step with its day, one button that stands out, and no more."""

import pytest
from django.utils import timezone

from partners.states import PartnerState
from tests.factories.partners import PartnerFactory
from tests.partners.case.conftest import address, offered, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState
QUERIES = 60

ALWAYS = {"log_contact", "add_task", "send_link"}
BUTTONS = {
    S.CONTACT: {"receive", "close"},
    S.MAPPING_RECEIVED: {"discuss", "agree", "close"},
    S.GOALS: {"agree", "draw_up", "close"},
    S.READY: {"change_goals", "schedule", "sign_organisation", "sign_city", "close"},
    S.SCHEDULED: {"postpone", "activate", "sign_organisation", "sign_city", "close"},
    S.ACTIVE: {"revise", "withdraw", "award", "keep_scan"},
    S.FOLLOW_UP_DUE: {"answer", "revise", "withdraw", "award", "keep_scan"},
    S.NO_REPLY: {"answer", "give_notice", "withdraw", "award", "keep_scan"},
    S.REVISING: {"renew", "give_notice", "withdraw", "award", "keep_scan"},
    S.TERMINATED: {"reopen"},
    S.WITHDRAWN: {"reopen"},
    S.CLOSED: {"reopen"},
}
ONLY_SOMETIMES = {"finish_task", "send_again", "revoke_links"}


@pytest.mark.parametrize("state", PartnerState)
def test_every_state_offers_its_own_buttons(as_admin, way, state):
    assert offered(as_admin, way.to(state)) - ALWAYS - ONLY_SOMETIMES == BUTTONS[state]


@pytest.mark.parametrize("state", PartnerState)
def test_at_most_one_button_stands_out(as_admin, way, state):
    page = as_admin.get(address(way.to(state))).content.decode()
    assert page.count('class="button" name=') <= 1


@pytest.mark.parametrize("state", PartnerState)
def test_the_page_costs_the_same_however_much_has_happened(
    as_admin, way, state, django_assert_max_num_queries, django_assert_num_queries
):
    partner = way.to(state)
    as_admin.get(address(partner))
    with django_assert_max_num_queries(QUERIES) as counted:
        as_admin.get(address(partner))
    before = len(counted)
    more_of_everything(partner)
    with django_assert_num_queries(before):
        as_admin.get(address(partner))


def more_of_everything(partner):
    for model in (partner.tasks, partner.attempts, partner.letters, partner.goals):
        for row in list(model.all()):
            row.pk = None
            if hasattr(row, "kind"):
                row.kind = "other"
            row.save()


def test_the_next_step_has_its_day(as_admin, way):
    partner = way.to(S.ACTIVE)
    step = as_admin.get(address(partner)).context["case"].next_step
    assert step.on == partner.follow_up_on


@pytest.mark.parametrize("state", [S.SCHEDULED, S.MAPPING_RECEIVED, S.FOLLOW_UP_DUE, S.NO_REPLY, S.WITHDRAWN])
def test_states_with_something_to_do_say_by_when(as_admin, way, state):
    step = as_admin.get(address(way.to(state))).context["case"].next_step
    assert step.on is not None
    assert step.why


def test_the_time_of_notice_is_the_day_to_wait_for(as_admin, way):
    partner = way.to(S.NO_REPLY)
    way.notice(partner)
    step = as_admin.get(address(partner)).context["case"].next_step
    assert (step.on, step.is_late) == (timezone.localdate(), False)


def test_the_case_says_what_is_missing(as_admin, way):
    page = shown(as_admin, way.to(S.SCHEDULED))
    assert said("Record the organisation's signature.") in page
    assert said("Record the city's signature.") in page


def test_a_letter_is_announced_before_it_is_sent(as_admin, way):
    page = shown(as_admin, way.to(S.READY, contact_email="vem@demo.example"))
    assert said("Invitation to sign") in page
    assert "vem@demo.example" in page


def test_a_post_without_a_button_is_refused(as_admin):
    assert as_admin.post(address(PartnerFactory()), {"case_version": 0}).status_code == 400


def test_a_post_without_the_version_of_the_case_is_refused(as_admin):
    assert as_admin.post(address(PartnerFactory()), {"receive": "1"}).status_code == 400


def test_visitors_are_sent_to_sign_in(client):
    assert client.get(address(PartnerFactory())).status_code == 302


def test_earlier_follow_ups_stand_in_a_table(as_admin, way):
    partner = way.to(S.FOLLOW_UP_DUE)
    way.answer(partner, wishes="Mera sol")
    page = shown(as_admin, partner)
    assert "Mera sol" in page
    table = as_admin.get(address(partner)).context["case"].follow_up_table
    assert [cell.state for cell in table.rows[0].cells] == [said("On track")]
