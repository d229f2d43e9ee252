"""Files that nobody needs are taken away, by the clock or with what they belonged to."""

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms import clock
from forms.models import Draft, Upload
from forms.services import drafts, uploads
from tests.forms.files.surveys import LATER, files_in, received, send

pytestmark = pytest.mark.django_db


def test_the_sweep_takes_what_is_old_and_unused(page, folder, django_capture_on_commit_callbacks):
    received(page)
    sent = received(page)
    send(page, plan=[str(sent.pk)])
    with time_machine.travel(timezone.now() + LATER):
        fresh = received(page)
        with django_capture_on_commit_callbacks(execute=True):
            uploads.sweep()
            uploads.sweep()
    assert set(Upload.objects.all()) == {sent, fresh}
    assert {path.name for path in files_in(folder)} == {sent.pk.hex, fresh.pk.hex}


def test_the_files_of_a_draft_that_is_gone_are_swept(page, folder, django_capture_on_commit_callbacks):
    upload = received(page)
    drafts.start(version=page.live_version, answers={"plan": [str(upload.pk)]}, steps_done=[])
    Draft.objects.all().delete()
    with time_machine.travel(timezone.now() + LATER), django_capture_on_commit_callbacks(execute=True):
        uploads.sweep()
    assert files_in(folder) == []


def test_the_files_of_a_submission_go_with_it(page, folder, django_capture_on_commit_callbacks):
    submission = send(page, plan=[str(received(page).pk)])
    with django_capture_on_commit_callbacks(execute=True):
        submission.delete()
    assert files_in(folder) == []


def test_a_file_stays_until_its_row_is_gone_for_certain(page, folder, django_capture_on_commit_callbacks):
    received(page)
    with time_machine.travel(timezone.now() + LATER), django_capture_on_commit_callbacks() as callbacks:
        uploads.sweep()
    assert len(files_in(folder)) == len(callbacks) == 1


def test_a_file_that_is_lost_already_does_not_stop_the_sweep(page, folder, django_capture_on_commit_callbacks):
    received(page)
    files_in(folder)[0].unlink()
    with time_machine.travel(timezone.now() + LATER), django_capture_on_commit_callbacks(execute=True):
        uploads.sweep()
    assert not Upload.objects.exists()


def test_the_clock_sweeps(page):
    received(page)
    with time_machine.travel(timezone.now() + LATER):
        call_command("tick")
    assert not Upload.objects.exists()


def test_a_job_that_fails_keeps_no_other_from_its_turn(monkeypatch, caplog):
    ran = []

    def fails():
        raise RuntimeError("demo")

    monkeypatch.setattr(clock, "_jobs", {"first": fails, "second": lambda: ran.append(True)})
    with pytest.raises(CommandError, match="first"):
        call_command("tick")
    assert ran
    assert "the clock's job first failed" in caplog.text


def test_the_clock_goes_on_until_it_is_stopped(monkeypatch):
    ran, pauses = [], []

    def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", pause)
    monkeypatch.setattr(clock, "_jobs", {"demo": lambda: ran.append(True)})
    with pytest.raises(KeyboardInterrupt):
        call_command("tick", every=300)
    assert (len(ran), pauses) == (3, [300, 300, 300])
