"""The same request twice at the same moment, with one key: one thing is made, and both get the same answer."""

from django.test import Client

from forms.models import Draft, Submission, Upload
from tests import at_once
from tests.at_once import alone, in_threads
from tests.factories.surveys import ANSWERS, publish
from tests.forms.api.test_repeats import SURVEY, begin, post, upload, with_file

shared = at_once.shared


def test_two_who_begin_with_one_key_at_once_get_one_draft(shared):
    alone(publish)
    answers = in_threads(*[lambda: begin(Client()).json()] * 4)
    assert {answer["token"] for answer in answers} == {answers[0]["token"]}
    assert alone(Draft.objects.count) == 1


def test_two_files_at_once_with_one_key_are_one(shared):
    alone(with_file)
    answers = in_threads(*[lambda: upload(Client()).json()] * 2)
    assert answers[0] == answers[1]
    assert alone(Upload.objects.count) == 1


def test_two_submissions_at_once_with_one_key_are_one(shared):
    alone(publish)
    answers = in_threads(*[lambda: post(Client(), f"{SURVEY}submissions/", {"answers": ANSWERS}).json()] * 2)
    assert answers[0] == answers[1]
    assert alone(Submission.objects.count) == 1
