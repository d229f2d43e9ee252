"""Asking for corrections and storing them: what changes, what stays, and what is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forms.models import Correction, Delivery, Submission, SurveyEmail
from forms.services import corrections
from forms.services.refusals import AnswersRefused
from forms.services.reviews import review
from tests.factories.surveys import ANSWERS
from tests.forms.files.making import pdf
from tests.forms.files.surveys import received, send


def answered(correction, **posted):
    return corrections.answer(correction, version=correction.submission.version, posted=posted)


def test_asking_returns_the_submission_and_writes_to_the_respondent(ask, submission):
    correction = ask("litres", "name", note="Kontrollera")
    submission.refresh_from_db()
    assert submission.state == Submission.State.RETURNED
    assert [marked["key"] for marked in correction.questions] == ["name", "litres"]
    email = SurveyEmail.objects.get(correction=correction)
    assert (email.kind, email.recipient, email.language) == ("correction", "demo@demo.example", "sv")


@pytest.mark.parametrize("keys", [(), ("nothing",), ("name", "nothing")])
def test_only_questions_that_were_asked_are_marked(ask, keys):
    with pytest.raises(ValidationError):
        ask(*keys)
    assert not Correction.objects.exists()


def test_one_request_at_a_time_until_it_has_expired(ask):
    first = ask("name")
    with pytest.raises(corrections.AlreadyAsked):
        ask("litres")
    Correction.objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    ask("litres")
    first.refresh_from_db()
    assert first.withdrawn_at is not None


def test_a_correction_changes_the_marked_answers_and_keeps_the_earlier_ones(ask, submission):
    correction = ask("litres", "saving")
    stored = answered(correction, litres="900", saving="started", name="Någon annan")
    assert stored.answers == {**ANSWERS, "litres": 900, "saving": "started"}
    assert (stored.revision, stored.state) == (2, Submission.State.IN_REVIEW)
    assert stored.scores["percent"] == 50
    revision = stored.revisions.get()
    assert (revision.number, revision.answers, revision.scores["percent"]) == (1, ANSWERS, 100)
    assert revision.given_at == submission.received_at
    assert SurveyEmail.objects.filter(kind="corrected", correction=correction, recipient="demo@demo.example").exists()


def test_the_name_in_the_inbox_follows_the_correction(ask):
    assert answered(ask("name"), name="Demo Oy").title == "Demo Oy"


def test_an_answer_that_is_not_asked_any_more_goes_and_stays_in_the_revision(ask):
    stored = answered(ask("heating"), heating="sun")
    assert "litres" not in stored.answers
    assert stored.revisions.get().answers["litres"] == 1200


def test_questions_that_the_correction_brings_up_are_asked_as_well(page, reviewer):
    bare = {key: value for key, value in ANSWERS.items() if key != "litres"} | {"heating": "sun"}
    submission = send(page, **bare)
    correction = corrections.ask(
        submission=submission, questions=[("heating", "")], message="", recipient="a@demo.example", user=reviewer
    )
    with pytest.raises(AnswersRefused) as refused:
        answered(correction, heating="oil")
    assert [error.question for error in refused.value.outcome.errors] == ["litres"]
    submission.refresh_from_db()
    assert (submission.revision, submission.answers) == (1, bare)
    assert answered(correction, heating="oil", litres="80").answers["litres"] == 80


def test_a_second_answer_finds_that_it_is_over(ask, submission):
    correction = ask("litres")
    answered(correction, litres="900")
    with pytest.raises(corrections.CorrectionOver):
        answered(correction, litres="901")
    submission.refresh_from_db()
    assert (submission.revision, submission.answers["litres"]) == (2, 900)
    assert submission.revisions.count() == 1


def test_a_withdrawn_request_takes_no_answers(ask, reviewer, submission):
    correction = ask("litres")
    corrections.withdraw(correction=correction, user=reviewer)
    submission.refresh_from_db()
    assert submission.state == Submission.State.IN_REVIEW
    with pytest.raises(corrections.CorrectionOver):
        answered(correction, litres="900")
    with pytest.raises(corrections.CorrectionOver):
        corrections.withdraw(correction=correction, user=reviewer)


def test_a_decision_withdraws_what_is_waited_for(ask, reviewer, submission):
    correction = ask("litres")
    review(submission=submission, state="returned", note="Ring", user=reviewer)
    correction.refresh_from_db()
    assert correction.is_open
    review(submission=submission, state="accepted", note="", user=reviewer)
    correction.refresh_from_db()
    assert not correction.is_open


def test_nobody_returns_a_submission_without_asking(reviewer, submission):
    assert review(submission=submission, state="returned", note="", user=reviewer).state == Submission.State.NEW


def test_each_revision_says_when_it_was_given(ask, submission):
    answered(ask("litres"), litres="900")
    stored = answered(ask("litres"), litres="800")
    first, second = stored.revisions.all()
    assert (second.number, second.answers["litres"]) == (2, 900)
    assert second.given_at == first.replaced_at
    assert stored.revision == 3


def test_handlers_that_care_for_corrections_get_a_delivery_of_their_own(
    ask, submission, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answered(ask("litres"), litres="900")
    assert list(Delivery.objects.filter(revision=2).values_list("handler", flat=True)) == ["staff_email"]


def test_files_stay_with_the_revision_that_named_them(page_with_files, reviewer):
    old = received(page_with_files)
    submission = send(page_with_files, name="Demo Ab", plan=[str(old.pk)])
    correction = corrections.ask(
        submission=submission,
        questions=[("plan", ""), ("name", "")],
        message="",
        recipient="a@demo.example",
        user=reviewer,
    )
    new = received(page_with_files, content=pdf(), name="ny.pdf")
    stored = answered(correction, name="Demo Ab", plan=[str(old.pk), str(new.pk)])
    assert [file["name"] for file in stored.answers["plan"]] == ["plan.pdf", "ny.pdf"]
    assert set(submission.uploads.all()) == {old, new}
    again = corrections.ask(
        submission=submission, questions=[("plan", "")], message="", recipient="a@demo.example", user=reviewer
    )
    stored = answered(again, plan=[str(new.pk)])
    assert [file["name"] for file in stored.answers["plan"]] == ["ny.pdf"]
    assert set(submission.uploads.all()) == {old, new}
