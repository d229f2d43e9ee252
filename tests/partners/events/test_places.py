"""Who gets a place at an event, who waits, and who moves up."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import EventSignUp, Letter, SentLetter, SignUpState
from partners.services import cancel_sign_up, fill_places, record_attendance, sign_up
from tests.at_once import alone, in_threads, shared  # noqa: F401  (a fixture)
from tests.factories.partners import EventFactory, PartnerFactory

ROUNDS = 3


@pytest.fixture
def no_e_mail(monkeypatch):
    """Letters are put in the queue and stay there."""
    monkeypatch.setattr("cms.outbox.enqueue", lambda row, after=None: None)


def letters_to(email):
    return list(SentLetter.objects.filter(recipient=email).order_by("pk").values_list("name", flat=True))


@pytest.mark.django_db
def test_a_place_is_confirmed_in_the_persons_language(come):
    partner = PartnerFactory(active=True)
    found = come(EventFactory(capacity=1), "anna", language="fi", organisation="Demo Oy", partner=partner)
    assert (found.state, found.organisation) == (SignUpState.COMING, "Demo Oy")
    [letter] = SentLetter.objects.all()
    assert (letter.name, letter.language, letter.recipient) == (Letter.SIGNED_UP, "fi", "anna@demo.example")
    assert (letter.partner, letter.context) == (partner, {"sign_up": found.pk})


@pytest.mark.django_db
def test_when_all_places_are_taken_one_waits(come):
    event = EventFactory(capacity=1)
    come(event, "anna")
    assert come(event, "bo").state == SignUpState.WAITING
    assert letters_to("bo@demo.example") == [Letter.WAITING_LIST]


@pytest.mark.django_db
def test_without_a_limit_everyone_comes(come):
    event = EventFactory(capacity=None)
    assert {come(event, who).state for who in ("anna", "bo", "cia")} == {SignUpState.COMING}


@pytest.mark.django_db
def test_the_same_address_signs_up_once_however_it_is_written(come):
    event = EventFactory()
    come(event, "anna")
    with pytest.raises(ValidationError) as refused:
        come(event, "anna", email=" ANNA@demo.example ")
    assert refused.value.code == "twice"
    assert EventSignUp.objects.count() == SentLetter.objects.count() == 1


@pytest.mark.django_db
def test_whoever_cancelled_can_sign_up_again(come):
    event = EventFactory()
    cancel_sign_up(sign_up=come(event, "anna"))
    assert come(event, "anna").state == SignUpState.COMING


@pytest.mark.django_db
@pytest.mark.parametrize("changed", ["sign_up_until", "starts_at"])
def test_after_the_last_moment_nobody_signs_up(come, changed):
    past = timezone.now() - timedelta(minutes=1)
    event = EventFactory(**{changed: past})
    with pytest.raises(ValidationError, match=r".+"):
        come(event, "anna")
    assert not EventSignUp.objects.exists()
    assert not SentLetter.objects.exists()


@pytest.mark.django_db
def test_the_first_one_waiting_gets_the_place_that_is_given_up(come):
    event = EventFactory(capacity=1)
    anna, bo, cia = (come(event, who) for who in ("anna", "bo", "cia"))
    cancel_sign_up(sign_up=anna)
    states = dict(event.sign_ups.values_list("name", "state"))
    assert states == {"Anna": SignUpState.CANCELLED, "Bo": SignUpState.COMING, "Cia": SignUpState.WAITING}
    assert letters_to(bo.email) == [Letter.WAITING_LIST, Letter.PLACE_FREE]
    assert letters_to(cia.email) == [Letter.WAITING_LIST]


@pytest.mark.django_db
def test_giving_up_a_place_on_the_waiting_list_moves_nobody(come):
    event = EventFactory(capacity=1)
    _anna, bo, cia = (come(event, who) for who in ("anna", "bo", "cia"))
    cancel_sign_up(sign_up=bo)
    assert letters_to(cia.email) == [Letter.WAITING_LIST]


@pytest.mark.django_db
def test_a_place_is_given_up_once(come):
    found = come(EventFactory(), "anna")
    stale = EventSignUp.objects.get(pk=found.pk)
    cancel_sign_up(sign_up=found)
    with pytest.raises(ValidationError):
        cancel_sign_up(sign_up=stale)


@pytest.mark.django_db
def test_more_places_are_given_to_those_who_wait(come):
    event = EventFactory(capacity=1)
    for who in ("anna", "bo", "cia"):
        come(event, who)
    event.capacity = 2
    event.save()
    assert fill_places(event=event) == 1
    assert event.sign_ups.get(name="Bo").state == SignUpState.COMING


@pytest.mark.django_db
def test_once_the_event_has_begun_nobody_moves_up(come):
    event = EventFactory(capacity=1)
    anna, bo = come(event, "anna"), come(event, "bo")
    event.starts_at = timezone.now() - timedelta(minutes=5)
    event.save()
    cancel_sign_up(sign_up=anna)
    bo.refresh_from_db()
    assert bo.state == SignUpState.WAITING


@pytest.mark.django_db
def test_who_was_there_is_noted_and_can_be_corrected(come, admin):
    event = EventFactory(capacity=2)
    anna, bo, cia = (come(event, who) for who in ("anna", "bo", "cia"))
    with pytest.raises(ValidationError):
        record_attendance(event=event, present=[anna], user=admin)
    event.starts_at = timezone.now() - timedelta(hours=1)
    event.save()
    record_attendance(event=event, present=[anna, cia], user=admin)
    assert dict(event.sign_ups.values_list("name", "attended")) == {"Anna": True, "Bo": False, "Cia": True}
    record_attendance(event=event, present=[bo], user=admin)
    assert dict(event.sign_ups.values_list("name", "attended")) == {"Anna": False, "Bo": True, "Cia": None}


@pytest.mark.django_db
def test_nobody_from_another_event_is_noted(come, admin):
    event = EventFactory(starts_at=timezone.now() - timedelta(hours=1))
    other = come(EventFactory(), "anna")
    with pytest.raises(ValidationError) as refused:
        record_attendance(event=event, present=[other], user=admin)
    assert refused.value.code == "changed"


def made(event, who):
    return sign_up(event=event, name=who, email=f"{who}@demo.example", language="sv")


@pytest.mark.usefixtures("shared", "no_e_mail")
def test_the_last_place_is_given_to_one_of_two():
    for _round in range(ROUNDS):
        event = alone(lambda: EventFactory(capacity=1))
        anna, bo = in_threads(lambda event=event: made(event, "anna"), lambda event=event: made(event, "bo"))
        assert sorted((anna.state, bo.state)) == [SignUpState.COMING, SignUpState.WAITING]


@pytest.mark.usefixtures("shared", "no_e_mail")
def test_two_who_cancel_at_once_free_two_places():
    def full():
        event = EventFactory(capacity=2)
        return event, [made(event, who) for who in "abcde"]

    event, (a, b, *_waiting) = alone(full)
    in_threads(lambda: cancel_sign_up(sign_up=a), lambda: cancel_sign_up(sign_up=b))

    def outcome():
        coming = event.sign_ups.filter(state=SignUpState.COMING).order_by("name")
        return [found.name for found in coming], SentLetter.objects.filter(name=Letter.PLACE_FREE).count()

    assert alone(outcome) == (["c", "d"], 2)
