"""Uploaded files among answers: received, looked up, claimed by a submission, kept with a draft."""

import copy

import pytest
import time_machine
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from forms.files.refused import UploadRefused
from forms.models import Submission, Upload
from forms.services import drafts, uploads
from forms.services.refusals import AnswersRefused
from forms.services.submissions import submit
from tests.factories.surveys import publish
from tests.forms.files.making import image, pdf
from tests.forms.files.surveys import LATER, STEPS, facts, files_in, publish_with_files, received, send

pytestmark = pytest.mark.django_db

NOBODYS = "54668c32-7c5e-4470-93df-facaf7e054d3"


def with_facts(page, answers, **owner):
    return uploads.with_facts(page.live_version.form, page.survey_id, answers, **owner)


def test_a_file_is_kept_by_its_id_and_remembered_by_its_facts(page, folder):
    upload = received(page, name="C:\\plan\u202e.exe")
    assert (upload.name, upload.media_type, upload.question) == ("plan.exe.pdf", "application/pdf", "plan")
    (kept,) = files_in(folder)
    assert kept.name == upload.pk.hex
    assert kept.stat().st_size == upload.size
    assert len(upload.sha256) == 64


def test_the_file_that_is_kept_is_the_picture_drawn_anew(page, folder):
    upload = received(page, content=image(comment=b"where it was taken"))
    (kept,) = files_in(folder)
    assert b"taken" not in kept.read_bytes()
    assert kept.stat().st_size == upload.size


def test_a_refused_file_leaves_nothing(page, folder):
    with pytest.raises(UploadRefused, match="file_type"):
        received(page, "logo")
    assert not Upload.objects.exists()
    assert files_in(folder) == []


def test_a_disk_that_is_full_leaves_no_row(page, monkeypatch):
    def full(*args):
        raise OSError("no space left")

    monkeypatch.setattr(type(storages["private"]), "save", full)
    with pytest.raises(OSError, match="no space"):
        received(page)
    assert not Upload.objects.exists()


def test_files_that_were_never_sent_do_not_fill_the_disk(page, settings):
    settings.UPLOADS_UNSENT_MAX_COUNT = 2
    first = received(page)
    received(page)
    with pytest.raises(UploadRefused, match="uploads_busy"):
        received(page)
    send(page, plan=[str(first.pk)])
    assert received(page).pk


def test_bytes_that_were_never_sent_do_not_fill_the_disk(page, settings):
    settings.UPLOADS_UNSENT_MAX_SIZE = len(pdf()) + 10
    received(page)
    with pytest.raises(UploadRefused, match="uploads_busy"):
        received(page)
    assert Upload.objects.count() == 1


def test_an_id_gets_its_facts_from_the_database(page):
    upload = received(page)
    assert with_facts(page, {"plan": str(upload.pk), "name": "Demo"}) == {"plan": [facts(upload)], "name": "Demo"}


def test_facts_that_a_client_sends_are_not_believed(page):
    upload = received(page)
    lie = facts(upload) | {"name": "other.pdf", "size": 1, "type": "image/png"}
    assert with_facts(page, {"plan": [lie]}) == {"plan": [facts(upload)]}


@pytest.mark.parametrize(
    "made_up",
    [
        {"upload": NOBODYS, "name": "a.pdf", "size": 1, "type": "application/pdf"},
        {"upload": "x", "name": "a.pdf", "size": 1, "type": "application/pdf"},
        {"upload": 5, "name": "a.pdf", "size": 1, "type": "application/pdf"},
        {"name": "a.pdf", "size": 1, "type": "application/pdf"},
        NOBODYS,
        "' or 1=1",
        7,
        ["a"],
    ],
)
def test_a_file_that_is_not_there_is_unknown(page, made_up):
    for answers in ({"plan": [made_up]}, {"plan": made_up}, {"staff": [{"cv": [made_up]}]}):
        with pytest.raises(AnswersRefused) as refused:
            send(page, **answers)
        assert [error.code for error in refused.value.outcome.errors] == ["file_unknown"]
    assert not Submission.objects.exists()


def test_a_file_is_of_its_question_and_survey_only(page):
    other = publish_with_files("other-survey")
    logo, elsewhere = received(page, "logo", image()), received(other)
    assert with_facts(page, {"plan": [str(logo.pk), str(elsewhere.pk)]}) == {"plan": [str(logo.pk), str(elsewhere.pk)]}


def test_a_file_that_was_sent_is_no_longer_anybodys(page):
    upload = received(page)
    submission = send(page, plan=[str(upload.pk)])
    assert with_facts(page, {"plan": [str(upload.pk)]}) == {"plan": [str(upload.pk)]}
    assert with_facts(page, {"plan": [str(upload.pk)]}, submission=submission) == {"plan": [facts(upload)]}


def test_an_old_file_is_unknown(page):
    upload = received(page)
    with time_machine.travel(timezone.now() + LATER):
        assert with_facts(page, {"plan": [str(upload.pk)]}) == {"plan": [str(upload.pk)]}


def test_files_in_rows_get_their_facts(page):
    upload = received(page, "cv", b"Hej")
    rows = [{"who": "Demo", "cv": [str(upload.pk)]}, {"who": "Nobody"}, "x"]
    assert with_facts(page, {"staff": rows}) == {"staff": [{"who": "Demo", "cv": [facts(upload)]}, *rows[1:]]}


def test_one_file_named_twice_is_one_file(page):
    upload = received(page)
    assert with_facts(page, {"plan": [str(upload.pk), facts(upload)]}) == {"plan": [facts(upload)]}


def test_facts_take_one_query(page, django_assert_num_queries):
    given = {
        "plan": [str(received(page).pk), str(received(page).pk)],
        "staff": [{"cv": str(received(page, "cv", b"Hej").pk)} for _row in range(3)],
    }
    with django_assert_num_queries(1):
        with_facts(page, given)
    with django_assert_num_queries(0):
        with_facts(page, {"name": "Demo"})


def test_a_submission_holds_its_files(page):
    upload, row = received(page), received(page, "cv", b"Hej")
    submission = send(page, plan=[str(upload.pk)], staff=[{"who": "Demo", "cv": [str(row.pk)]}])
    assert submission.answers["plan"] == [facts(upload)]
    assert submission.answers["staff"][0]["cv"] == [facts(row)]
    assert set(submission.uploads.all()) == {upload, row}


def test_of_two_submissions_at_once_one_gets_the_file(page, monkeypatch):
    """The quicker one comes between the moment when the slower one looks the file up and that when it takes it."""
    upload = received(page)
    look_up = uploads.with_facts

    def overtaken(*args, **options):
        found = look_up(*args, **options)
        monkeypatch.setattr("forms.services.submissions.with_facts", look_up)
        send(page, name="The quicker one", plan=[str(upload.pk)])
        return found

    monkeypatch.setattr("forms.services.submissions.with_facts", overtaken)
    with pytest.raises(AnswersRefused) as refused:
        send(page, name="The slower one", plan=[str(upload.pk)])
    assert [(error.code, error.key) for error in refused.value.outcome.errors] == [("file_unknown", "plan")]
    assert Submission.objects.get().title == "The quicker one"


def test_a_claim_takes_every_file_or_fails(page):
    mine, taken = received(page), received(page)
    submission = send(page, plan=[str(taken.pk)])
    answers = {"plan": [facts(mine), facts(taken)]}
    with pytest.raises(uploads.UploadTaken), transaction.atomic():
        uploads.claim(Submission(survey=page.survey, version=submission.version), answers)


def test_a_file_of_a_question_that_is_not_asked_is_not_claimed(page):
    upload = received(page)
    asked_of_some = copy.deepcopy(STEPS)
    asked_of_some[0]["questions"][1]["show_if"] = {"==": [{"var": "name"}, "Demo"]}
    changed = publish({"steps": asked_of_some, "scoring": {}})
    submission = send(changed, name="Other", plan=[str(upload.pk)])
    assert "plan" not in submission.answers
    assert not submission.uploads.exists()


def test_the_same_request_again_gives_the_same_answer(page):
    upload = received(page)
    request = {
        "version": page.live_version,
        "answers": {"plan": [str(upload.pk)]},
        "door": Submission.Door.API,
        "idempotency_key": "k",
    }
    first, again = submit(**request), submit(**request)
    assert (again.submission, again.created) == (first.submission, False)
    assert again.outcome.cleaned == first.outcome.cleaned


def test_a_draft_keeps_its_files_for_as_long_as_it_lasts(page, folder):
    upload = received(page)
    draft, token = drafts.start(version=page.live_version, answers={"plan": [str(upload.pk)]}, steps_done=[])
    assert draft.answers["plan"] == [facts(upload)]
    with time_machine.travel(timezone.now() + LATER):
        uploads.sweep()
        assert with_facts(page, {"plan": [str(upload.pk)]}, draft=draft) == {"plan": [facts(upload)]}
        sent = drafts.send(drafts.find(token), version=page.live_version, mode="self").submission
    assert list(sent.uploads.all()) == [upload]
    assert len(files_in(folder)) == 1


def test_the_file_of_a_draft_is_no_other_drafts(page):
    upload = received(page)
    drafts.start(version=page.live_version, answers={"plan": [str(upload.pk)]}, steps_done=[])
    other, _token = drafts.start(version=page.live_version, answers={"plan": [str(upload.pk)]}, steps_done=[])
    assert other.answers["plan"] == [str(upload.pk)]
    with pytest.raises(AnswersRefused):
        send(page, plan=[str(upload.pk)])


def test_a_file_that_is_taken_back_is_swept(page, folder, django_capture_on_commit_callbacks):
    upload = received(page)
    draft, _token = drafts.start(version=page.live_version, answers={"plan": [str(upload.pk)]}, steps_done=[])
    step = page.live_version.form.steps[0]
    drafts.answer_step(draft, version=page.live_version, step=step, posted={"name": "Demo"})
    with time_machine.travel(timezone.now() + LATER), django_capture_on_commit_callbacks(execute=True):
        uploads.sweep()
    assert files_in(folder) == []


def test_a_file_that_is_named_again_in_time_is_kept_again(page):
    upload = received(page)
    draft, _token = drafts.start(version=page.live_version, answers={"plan": [str(upload.pk)]}, steps_done=[])
    step = page.live_version.form.steps[0]
    drafts.answer_step(draft, version=page.live_version, step=step, posted={})
    drafts.answer_step(draft, version=page.live_version, step=step, posted={"plan": [str(upload.pk)]})
    assert draft.answers["plan"] == [facts(upload)]
    assert draft.uploads.get() == upload
