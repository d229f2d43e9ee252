"""Taking in answers: what is stored, what is refused, what is not stored twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.models import Delivery, Submission
from forms.services.refusals import AnswersRefused, IdempotencyConflict, SurveyClosed
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db


def send(page, answers=ANSWERS, **options):
    return submit(version=page.live_version, answers=answers, door=Submission.Door.API, **options)


def test_answers_are_stored_with_their_version_and_score():
    page = publish()
    submission = send(page).submission
    submission.refresh_from_db()
    assert submission.version == page.live_version
    assert submission.answers == {**ANSWERS, "litres": 1200}
    assert submission.scores["themes"][0] == {"key": "energy", "label": "Energi", "percent": 100, "band": "Långt"}
    assert submission.title == "Demo Ab"


def test_answers_to_questions_that_are_not_asked_are_not_stored():
    received = send(publish(), {**ANSWERS, "heating": "sun"})
    assert "litres" not in received.submission.answers
    assert received.outcome.hidden == ("litres",)


def test_nothing_is_stored_when_an_answer_must_be_mended():
    page = publish()
    with pytest.raises(AnswersRefused) as refused:
        send(page, {**ANSWERS, "litres": "många"})
    assert [error.code for error in refused.value.outcome.errors] == ["number"]
    assert not Submission.objects.exists()


def test_a_closed_survey_takes_nothing():
    page = publish(closes_at=timezone.now() + timedelta(hours=1))
    type(page).objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(SurveyClosed):
        send(page)
    assert not Submission.objects.exists()


def test_an_unpublished_survey_takes_nothing():
    page = publish()
    version = page.live_version
    page.unpublish()
    with pytest.raises(SurveyClosed):
        submit(version=version, answers=ANSWERS, door=Submission.Door.API)


def test_the_same_key_twice_gives_the_same_submission():
    page = publish()
    first = send(page, idempotency_key="once")
    second = send(page, idempotency_key="once")
    assert first.created
    assert not second.created
    assert second.submission == first.submission
    assert Submission.objects.count() == 1


def test_the_same_key_for_other_answers_is_refused():
    page = publish()
    send(page, idempotency_key="once")
    with pytest.raises(IdempotencyConflict):
        send(page, {**ANSWERS, "name": "Annat Demo Ab"}, idempotency_key="once")


def test_the_page_can_be_deleted_and_the_answers_stay():
    page = publish()
    submission = send(page).submission
    page.delete()
    submission = Submission.objects.with_version().get(pk=submission.pk)
    assert submission.form.title == "Demoenkät"


def test_each_chosen_handler_gets_one_delivery():
    page = publish(
        handlers=[
            {"type": "handler", "value": {"handler": "staff_email", "to": "stab@borga.example"}},
            {"type": "handler", "value": {"handler": "confirmation", "to": ""}},
        ]
    )
    submission = send(page).submission
    assert set(submission.deliveries.values_list("handler", "state")) == {
        ("staff_email", Delivery.State.DONE),
        ("confirmation", Delivery.State.DONE),
    }
