"""Contact with an organisation: a new case, the mapping, attempts and tasks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners import services
from partners.models import ContactChannel, ContactOutcome, Letter, Partner, TaskKind
from partners.states import PartnerState
from tests.factories.partners import PartnerFactory
from tests.partners.case.conftest import address, messages, offered, post, press, refused, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState
NEW = "/admin/partners/case/new/"
FIRST_CONTACT = {
    "name": "Demo Bageriet Ab",
    "contact_name": "Demo Person",
    "contact_email": "person@bageriet.example",
    "contact_language": "fi",
}


def test_a_new_case_begins_with_a_receipt(as_admin):
    response = as_admin.post(NEW, FIRST_CONTACT)
    partner = Partner.objects.get()
    assert response.url == address(partner)
    letter = partner.letters.get()
    assert (letter.name, letter.language, partner.state) == (Letter.WELCOME, "fi", S.CONTACT)


def test_a_name_like_anothers_is_pointed_out_once(as_admin):
    other = PartnerFactory(name="Bageriet Demo Oy")
    response = as_admin.post(NEW, FIRST_CONTACT)
    assert response.context["form"].alike == [other]
    assert address(other) in response.content.decode()
    as_admin.post(NEW, FIRST_CONTACT | {"is_another": "on"})
    assert Partner.objects.count() == 2


def test_an_address_that_is_none_is_marked(as_admin):
    response = as_admin.post(NEW, FIRST_CONTACT | {"contact_email": "person"})
    assert list(response.context["form"].errors) == ["contact_email"]
    assert not Partner.objects.exists()


def test_only_those_who_may_add_partners_open_cases(made):
    client = made("change_partner")
    assert refused(client.get(NEW))
    assert refused(client.post(NEW, FIRST_CONTACT))


def test_a_mapping_made_on_paper_is_noted(as_admin):
    partner = PartnerFactory()
    press(as_admin, partner, "receive")
    partner.refresh_from_db()
    assert partner.state == S.MAPPING_RECEIVED
    assert "receive" not in offered(as_admin, partner)


def test_a_mapping_is_noted_as_discussed(as_admin, way):
    partner = way.to(S.MAPPING_RECEIVED)
    press(as_admin, partner, "discuss", channel="meeting", note="Vid kaffet")
    partner.refresh_from_db()
    assert partner.state == S.GOALS
    assert partner.attempts.get().note == "Vid kaffet"
    assert Letter.SUGGESTED_GOALS in partner.letters.values_list("name", flat=True)


def test_a_discussion_needs_a_channel(as_admin, way):
    partner = way.to(S.MAPPING_RECEIVED)
    response = press(as_admin, partner, "discuss", channel="smoke", note="Rök")
    assert list(response.context["do"]["discuss"].form.errors) == ["channel"]
    assert "Rök" in response.content.decode()


def test_an_attempt_is_logged_and_listed(as_admin, way):
    partner = way.to(S.ACTIVE)
    press(as_admin, partner, "log_contact", channel="phone", outcome="message_left", note="På svararen")
    assert partner.attempts.get().outcome == ContactOutcome.MESSAGE_LEFT
    assert "På svararen" in shown(as_admin, partner)


def test_the_later_of_two_is_told_and_keeps_what_was_typed(as_admin, admin):
    partner = PartnerFactory()
    services.log_contact(
        partner=partner, channel=ContactChannel.PHONE, outcome=ContactOutcome.REACHED, note="Först", user=admin
    )
    data = {"log_contact": "1", "log_contact-channel": "phone", "log_contact-outcome": "reached"}
    response = post(as_admin, partner, data | {"log_contact-note": "Sedan"}, version=0)
    words = said("Someone else has changed the case since you opened it. Look at it again before you go on.")
    assert messages(response) == [words]
    assert "Sedan" in response.content.decode()
    assert partner.attempts.count() == 1
    assert 'name="case_version" value="1"' in response.content.decode()


def test_what_was_typed_for_a_step_that_someone_else_took_is_shown(as_admin, way):
    partner = way.to(S.MAPPING_RECEIVED)
    seen = partner.case_version
    way.close(partner)
    data = {"discuss": "1", "discuss-channel": "phone", "discuss-note": "Lång förklaring"}
    response = post(as_admin, partner, data, version=seen)
    assert "Lång förklaring" in response.content.decode()
    assert said("What you wrote was not saved") in response.content.decode()
    partner.refresh_from_db()
    assert partner.state == S.CLOSED


def test_a_task_is_added_and_done(as_admin):
    partner = PartnerFactory()
    day = timezone.localdate() + timedelta(days=3)
    press(as_admin, partner, "add_task", note="Skicka broschyren", due_on=str(day))
    task = partner.tasks.get()
    assert (task.kind, task.note, task.due_on) == (TaskKind.OTHER, "Skicka broschyren", day)
    press(as_admin, partner, "finish_task", str(task.pk))
    task.refresh_from_db()
    assert task.done_at is not None
    assert "finish_task" not in offered(as_admin, partner)


def test_a_task_needs_words_and_a_day(as_admin):
    response = press(as_admin, PartnerFactory(), "add_task", note="", due_on="i morgon")
    assert set(response.context["do"]["add_task"].form.errors) == {"note", "due_on"}


@pytest.mark.parametrize("key", ["0", "abc", ""])
def test_a_task_of_another_case_cannot_be_done_here(as_admin, way, key):
    other = way.to(S.MAPPING_RECEIVED)
    value = str(other.tasks.get().pk) if key == "0" else key
    assert press(as_admin, PartnerFactory(), "finish_task", value).status_code == 404
    assert other.tasks.get().done_at is None


@pytest.mark.parametrize("button", ["receive", "discuss", "log_contact", "add_task", "finish_task"])
def test_staff_without_the_right_to_change_partners_are_refused(made, button):
    partner = PartnerFactory()
    client = made("view_partner", "change_goal")
    assert refused(client.get(address(partner)))
    assert refused(press(client, partner, button))
    partner.refresh_from_db()
    assert (partner.state, partner.case_version) == (S.CONTACT, 0)


def test_the_list_of_partners_leads_to_a_new_case(as_admin):
    assert NEW in as_admin.get("/admin/snippets/partners/partner/").content.decode()


def test_those_who_may_not_add_partners_are_not_led_there(made):
    assert NEW not in made("change_partner").get("/admin/snippets/partners/partner/").content.decode()
