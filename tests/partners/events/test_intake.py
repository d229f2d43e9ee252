"""A survey whose answers become sign-ups."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forms import handlers
from partners.event_intake import EventSignUpHandler
from partners.models import EventSignUp, SentLetter, SignUpState
from tests.factories.partners import EventFactory, EventSignUpFactory, PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrive():
    def handled(submission):
        EventSignUpHandler().handle(handlers.event_for(submission, {}))

    return handled


def test_editors_can_choose_it():
    assert "event_sign_up" in dict(handlers.choices())


def test_an_answer_becomes_a_sign_up_once(submitted, arrive):
    submission = submitted()
    event = EventFactory(survey=submission.survey)
    arrive(submission)
    arrive(submission)
    found = EventSignUp.objects.get()
    assert (found.event, found.submission, found.state) == (event, submission, SignUpState.COMING)
    assert (found.name, found.email, found.organisation, found.language) == (
        "Demo Person",
        "demo@butiken.example",
        "Demo Butiken Ab",
        "sv",
    )
    assert SentLetter.objects.count() == 1


def test_one_that_was_cancelled_is_not_signed_up_again_by_a_second_run(submitted, arrive):
    submission = submitted()
    EventFactory(survey=submission.survey)
    arrive(submission)
    EventSignUp.objects.update(state=SignUpState.CANCELLED)
    arrive(submission)
    assert EventSignUp.objects.count() == 1


def test_a_partners_contact_person_is_recognised(submitted, arrive):
    partner = PartnerFactory(active=True, contact_email="demo@butiken.example")
    submission = submitted()
    EventFactory(survey=submission.survey)
    arrive(submission)
    assert EventSignUp.objects.get().partner == partner


def test_when_the_event_is_full_the_person_waits(submitted, arrive):
    submission = submitted()
    EventSignUpFactory(event=EventFactory(survey=submission.survey, capacity=1))
    arrive(submission)
    assert EventSignUp.objects.get(submission=submission).state == SignUpState.WAITING


def test_the_same_person_answering_again_keeps_the_one_place(submitted, arrive):
    EventFactory(survey=submitted().survey)
    arrive(submitted())
    arrive(submitted())
    assert EventSignUp.objects.count() == 1


def test_a_survey_without_an_event_does_nothing(submitted, arrive):
    arrive(submitted())
    assert not EventSignUp.objects.exists()


def test_after_sign_up_is_over_the_delivery_fails_for_staff_to_see(submitted, arrive):
    submission = submitted()
    EventFactory(survey=submission.survey, sign_up_until=timezone.now())
    with pytest.raises(ValidationError):
        arrive(submission)
