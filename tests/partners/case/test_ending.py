"""How a case ends, begins again, and who may do it."""

import pytest

from partners.models import EndingGround, EndingNotice, Letter
from partners.states import PartnerState
from tests.partners.case.conftest import address, messages, offered, post, press, refused, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState
SURE = {"is_sure": "on"}


def state_of(partner):
    partner.refresh_from_db()
    return partner.state


@pytest.mark.parametrize("state", [S.CONTACT, S.MAPPING_RECEIVED, S.GOALS, S.READY, S.SCHEDULED])
def test_a_case_is_closed_with_a_reason_before_signing(as_admin, way, state):
    partner = way.to(state)
    press(as_admin, partner, "close", reason="Inte nu")
    assert state_of(partner) == S.CLOSED
    assert "Inte nu" in shown(as_admin, partner)


@pytest.mark.parametrize("state", [S.ACTIVE, S.FOLLOW_UP_DUE, S.NO_REPLY, S.REVISING])
def test_an_organisation_leaves_at_its_own_wish(as_admin, way, state):
    partner = way.to(state)
    press(as_admin, partner, "withdraw", reason="Flyttar", **SURE)
    assert state_of(partner) == S.WITHDRAWN
    assert partner.commitments.get().ending_ground == EndingGround.OWN_WISH
    assert Letter.WITHDRAWN in partner.letters.values_list("name", flat=True)


def test_what_a_leave_does_and_sends_is_said_before(as_admin, way):
    page = shown(as_admin, way.to(S.ACTIVE))
    assert said("Confirmation of leaving") in page
    assert said("I have read what happens, and I am sure") in page


@pytest.mark.parametrize("button", ["give_notice", "withdraw"])
def test_nothing_ends_without_being_sure(as_admin, way, button):
    partner = way.to(S.NO_REPLY)
    response = press(as_admin, partner, button, reason="Skrivet")
    assert list(response.context["do"][button].form.errors) == ["is_sure"]
    assert state_of(partner) == S.NO_REPLY
    assert not EndingNotice.objects.exists()


@pytest.mark.parametrize(
    ("state", "ground"), [(S.NO_REPLY, EndingGround.NO_ANSWER), (S.REVISING, EndingGround.NOT_INTERESTED)]
)
def test_notice_is_given_on_the_ground_of_the_state(as_admin, way, state, ground):
    partner = way.to(state)
    press(as_admin, partner, "give_notice", **SURE)
    notice = EndingNotice.objects.get()
    assert notice.ground == ground
    assert state_of(partner) == state
    assert as_admin.get(address(partner)).context["case"].next_step.on == notice.ends_on
    assert "give_notice" not in offered(as_admin, partner)


def test_the_commitment_ends_after_the_notice(as_admin, way):
    partner = way.to(S.NO_REPLY)
    way.notice(partner)
    press(as_admin, partner, "end_commitment", **SURE)
    assert state_of(partner) == S.TERMINATED
    assert Letter.ENDED in partner.letters.values_list("name", flat=True)


def test_what_an_ending_waits_for_is_said(as_admin, way):
    partner = way.to(S.NO_REPLY)
    press(as_admin, partner, "give_notice", **SURE)
    response = press(as_admin, partner, "end_commitment", **SURE)
    missing = as_admin.get(address(partner)).context["do"]["end_commitment"].missing
    assert len(missing) == 2
    assert all(words in messages(response)[-1] for words in missing)
    assert all(words in shown(as_admin, partner) for words in missing)
    assert state_of(partner) == S.NO_REPLY


def test_a_goal_that_was_missed_ends_nothing(as_admin, way):
    partner = way.to(S.ACTIVE)
    assert not {"give_notice", "end_commitment"} & offered(as_admin, partner)
    press(as_admin, partner, "give_notice", **SURE)
    press(as_admin, partner, "end_commitment", **SURE)
    assert state_of(partner) == S.ACTIVE
    assert not EndingNotice.objects.exists()


@pytest.mark.parametrize("button", ["give_notice", "end_commitment"])
def test_only_those_with_the_right_end_commitments(made, way, button):
    partner = way.to(S.NO_REPLY)
    if button == "end_commitment":
        way.notice(partner)
    client = made("change_partner", "publish_partner")
    assert button not in offered(client, partner)
    assert refused(press(client, partner, button, **SURE))
    assert state_of(partner) == S.NO_REPLY


def test_those_with_the_right_to_end_are_offered_it(made, way):
    partner = way.to(S.NO_REPLY)
    assert "give_notice" in offered(made("change_partner", "end_commitment"), partner)


@pytest.mark.parametrize("state", [S.CLOSED, S.WITHDRAWN, S.TERMINATED])
def test_an_ended_case_is_taken_up_again(as_admin, way, state):
    partner = way.to(state)
    press(as_admin, partner, "reopen")
    assert state_of(partner) == S.CONTACT


@pytest.mark.parametrize("button", ["withdraw", "give_notice", "end_commitment"])
def test_the_later_of_two_ends_nothing(as_admin, way, button):
    partner = way.to(S.NO_REPLY)
    data = {button: "1", f"{button}-is_sure": "on", f"{button}-reason": "Skäl"}
    response = post(as_admin, partner, data, version=partner.case_version - 1)
    words = said("Someone else has changed the case since you opened it. Look at it again before you go on.")
    assert messages(response) == [words]
    assert state_of(partner) == S.NO_REPLY


@pytest.mark.parametrize("button", ["close", "withdraw", "reopen"])
def test_staff_without_the_right_to_change_partners_are_refused(made, way, button):
    partner = way.to(S.CONTACT)
    assert refused(press(made("view_partner"), partner, button, **SURE))
    assert state_of(partner) == S.CONTACT
