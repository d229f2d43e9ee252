"""A case from its first contact, and the award that crowns it."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from partners import services
from partners.lifecycle import Actor
from partners.models import Award, Partner, Task, TaskKind
from tests.factories.cases import CaseFactory
from tests.factories.partners import AwardFactory, PartnerFactory
from tests.partners.services.acts import letters_of

pytestmark = pytest.mark.django_db
MOTIVATION = {"sv": "För elen.", "fi": "Sähköstä.", "en": "For electricity."}
CONTACT = {"contact_name": "Demo Person", "contact_email": "person@demo.example", "contact_language": "fi"}


def test_a_first_contact_opens_a_case_with_a_receipt_in_its_language(admin):
    first, second = (services.open_contact(name="Demo Ab", **CONTACT, user=admin) for _ in range(2))
    assert (first.state, first.slug, second.slug, first.live) == ("contact", "demo-ab", "demo-ab-2", False)
    letter = first.letters.get()
    assert (letter.name, letter.language, letter.recipient) == ("welcome", "fi", "person@demo.example")
    assert ModelLogEntry.objects.for_instance(first).get().action == "partners.open_case"


@pytest.mark.parametrize("missing", CONTACT)
def test_a_contact_needs_a_name_an_address_and_a_language(missing, admin):
    with pytest.raises(ValidationError):
        services.open_contact(name="Demo Ab", **CONTACT | {missing: ""}, user=admin)
    assert not Partner.objects.exists()


def test_a_mapping_made_on_paper_is_noted_and_then_discussed(admin):
    partner = PartnerFactory()
    services.receive_mapping(partner=partner, user=admin)
    partner.refresh_from_db()
    assert (partner.state, Task.objects.open().get().kind) == ("mapping_received", "discuss_mapping")
    services.discuss_mapping(partner=partner, channel="meeting", note="Vi sågs", user=admin)
    partner.refresh_from_db()
    assert (partner.state, partner.attempts.get().note) == ("goals", "Vi sågs")
    assert not Task.objects.open().exists()
    assert letters_of(partner) == ["mapping_received", "suggested_goals"]


def test_someone_who_saw_the_case_earlier_is_told(admin):
    partner = CaseFactory(mapped=True)
    as_seen = Partner.objects.get()
    services.log_contact(partner=partner, channel="phone", outcome="reached", user=admin)
    with pytest.raises(ValidationError) as raised:
        services.discuss_mapping(partner=as_seen, channel="phone", user=admin)
    assert raised.value.code == "changed"


def test_an_award_is_given_and_published_at_once(admin):
    partner = PartnerFactory(active=True)
    award = services.give_award(partner=partner, year=2026, motivation=MOTIVATION, user=admin)
    assert list(Award.objects.public()) == [award]
    assert (award.motivation_fi, award.special_mention_fi) == ("Sähköstä.", "")
    assert ModelLogEntry.objects.for_instance(partner).get().action == "partners.give_award"


def test_there_is_one_award_a_year(admin):
    AwardFactory(year=2026)
    with pytest.raises(ValidationError, match="already an award"):
        services.give_award(partner=PartnerFactory(active=True), year=2026, motivation=MOTIVATION, user=admin)


def test_an_award_needs_a_motivation_in_every_language(admin):
    with pytest.raises(ValidationError) as raised:
        services.give_award(partner=PartnerFactory(active=True), year=2026, motivation={"sv": "Ja"}, user=admin)
    assert set(raised.value.message_dict) == {"motivation_fi", "motivation_en"}


def test_words_that_nobody_has_read_are_put_before_staff_when_a_partner_returns(admin):
    partner = CaseFactory(withdrawn=True)
    partner.description_sv = "Oläst."
    partner.save_revision()
    partner.refresh_from_db()
    services.reopen_case(partner=partner, actor=Actor.STAFF, user=admin)
    assert partner.tasks.open().filter(kind=TaskKind.APPROVE_WORDS).exists()
