"""What answers come to: counted by question, with small groups hidden."""

import json

import pytest

from forms.models import Submission
from forms.services.results import results
from tests.factories.surveys import SCALE, definition, publish
from tests.forms.api.staff import bearer, reader_of

pytestmark = pytest.mark.django_db

RESULTS = "/api/v1/surveys/results-survey/results/"
CHOICES = [{"value": value, "label": value.capitalize()} for value in ("a", "b", "c", "d")]
QUESTIONS = [
    {"key": "secret", "type": "text", "label": "Namn", "data": {"personal": True}},
    {"key": "quiet", "type": "single_choice", "label": "Tyst", "choices": CHOICES, "data": {"confidential": True}},
    {"key": "words", "type": "long_text", "label": "Ord"},
    {"key": "one", "type": "single_choice", "label": "En", "choices": CHOICES},
    {"key": "some", "type": "multiple_choice", "label": "Några", "choices": CHOICES},
    {"key": "truth", "type": "yes_no", "label": "Ja?"},
    {"key": "number", "type": "number", "label": "Tal"},
    {"key": "stars", "type": "rating", "label": "Stjärnor", "max": 3},
    {"key": "order", "type": "ranking", "label": "Ordning", "choices": CHOICES[:2]},
    {
        "key": "judged",
        "type": "matrix",
        "label": "Bedöm",
        "choices": SCALE,
        "rows": [{"key": "light", "label": "Ljus"}],
    },
]


def survey(questions=QUESTIONS, **changes):
    steps = [{"key": "step", "title": "Steg", "questions": questions}]
    return publish({"key": "results-survey", "steps": steps, "scoring": {}, "result": {}, **changes})


def store(page, *answers, times=1, **fields):
    version = page.live_version
    Submission.objects.bulk_create(
        Submission(survey=page.survey, version=version, answers=each, door="page", **fields)
        for each in answers
        for _time in range(times)
    )


def found(page, language="sv"):
    return results(page.survey, Submission.objects.filter(survey=page.survey), language)


def question(page, key, language="sv"):
    return next(one for one in found(page, language).questions if one.key == key)


def counts(shown):
    return {choice.value: choice.count for choice in shown.choices}


def one(**times):
    return [{"one": value} for value, count in times.items() for _time in range(count)]


def test_choices_numbers_and_rows_are_counted():
    page = survey()
    answers = {
        "words": "Hemligt",
        "some": ["a", "b"],
        "truth": False,
        "stars": 3,
        "order": ["b", "a"],
        "judged": {"light": "started"},
    }
    store(page, *({**answers, "number": number} for number in (1, 2, 3, 4, 10.5)))
    shown = {one.key: one for one in found(page).questions}
    assert found(page).count == 5
    assert counts(shown["some"]) == {"a": 5, "b": 5, "c": 0, "d": 0}
    assert [(choice.label, choice.count) for choice in shown["truth"].choices] == [("Ja", 0), ("Nej", 5)]
    assert counts(shown["stars"]) == {"1": 0, "2": 0, "3": 5}
    assert counts(shown["order"]) == {"a": 0, "b": 5}
    (row,) = shown["judged"].rows
    assert (row.label, row.answered, counts(row)["started"]) == ("Ljus", 5, 5)
    figures = shown["number"].figures
    assert (figures.mean, figures.sum, figures.minimum, figures.maximum) == (4.1, 20.5, 1, 10.5)
    assert (shown["one"].answered, shown["one"].hidden) == (0, False)
    assert (shown["words"].answered, shown["words"].choices) == (5, ())


def test_texts_and_what_is_personal_or_confidential_are_not_there(client):
    page = survey()
    store(page, {"secret": "Demo Person", "quiet": "a", "words": "Hemligt"}, times=6)
    response = client.get(RESULTS, headers=bearer(reader_of(page)))
    body = response.content.decode()
    assert "Demo Person" not in body
    assert "Hemligt" not in body
    assert {"secret", "quiet"}.isdisjoint(one["key"] for one in response.json()["questions"])


def test_what_was_confidential_in_any_version_stays_so():
    page = survey()
    store(page, {"quiet": "a"}, times=6)
    open_now = [{**each, "data": {}} if each["key"] == "quiet" else each for each in QUESTIONS]
    page = survey(open_now)
    store(page, {"quiet": "b"}, times=6)
    assert "quiet" not in {one.key for one in found(page).questions}


def test_fewer_than_five_answers_are_hidden_whatever_they_say(client):
    page = survey()
    store(page, {"one": "a", "number": 5, "judged": {"light": "started"}}, times=4)
    body = client.get(RESULTS, headers=bearer(reader_of(page))).json()
    assert (body["count"], body["hidden"]) == (None, True)
    shown = {one["key"]: one for one in body["questions"]}
    assert (shown["one"]["answered"], shown["one"]["hidden"]) == (None, True)
    assert all(choice["count"] is None and choice["hidden"] for choice in shown["one"]["choices"])
    assert shown["number"]["figures"] is None
    (row,) = shown["judged"]["rows"]
    assert (row["answered"], row["hidden"]) == (None, True)
    assert all(choice["count"] is None for choice in row["choices"])


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"a": 6, "b": 5}, {"a": 6, "b": 5, "c": 0, "d": 0}),
        # One small group would be what the others leave over.
        ({"a": 9, "b": 6, "c": 2}, {"a": 9, "b": None, "c": None, "d": 0}),
        # Two of them would be less than five together.
        ({"a": 9, "b": 6, "c": 2, "d": 1}, {"a": 9, "b": None, "c": None, "d": None}),
        # Together they are five, and nobody can tell them apart.
        ({"a": 9, "b": 6, "c": 4, "d": 1}, {"a": 9, "b": 6, "c": None, "d": None}),
        ({"a": 6, "b": 1}, {"a": None, "b": None, "c": 0, "d": 0}),
    ],
)
def test_a_small_group_is_not_told_by_what_is_left_over(given, shown):
    page = survey()
    store(page, *one(**given))
    assert counts(question(page, "one")) == shown


def test_several_choices_do_not_add_up_so_only_the_small_are_hidden():
    page = survey()
    store(page, {"some": ["a", "b"]}, times=6)
    store(page, {"some": ["a", "c"]}, times=2)
    assert counts(question(page, "some")) == {"a": 8, "b": 6, "c": None, "d": 0}


def test_versions_and_languages_are_counted_together_in_the_readers_words():
    page = survey()
    store(page, {"one": "a", "words": "x"}, times=3)
    translated = [{**each, "label": "Yksi"} if each["key"] == "one" else each for each in QUESTIONS]
    finnish = survey(translated, locale="fi", title="Demokysely")
    store(finnish, {"one": "a"}, times=3)
    assert question(page, "one").answered == question(page, "one", "fi").answered == 6
    assert (question(page, "one").label, question(page, "one", "fi").label) == ("En", "Yksi")
    fewer = [each for each in QUESTIONS if each["key"] not in ("words", "number")]
    page = survey([*fewer, {"key": "number", "type": "text", "label": "Tal i ord"}])
    store(page, {"number": "två"}, times=5)
    shown = {(one.key, one.type): one for one in found(page).questions}
    assert not shown["words", "long_text"].current
    assert (shown["number", "text"].answered, shown["number", "text"].current) == (5, True)
    assert shown["one", "single_choice"].answered == 6
    assert ("number", "number") not in shown or shown["number", "number"].answered == 0


def test_filters_narrow_what_is_counted(client):
    page = survey()
    store(page, {"one": "a"}, times=6, state="accepted")
    store(page, {"one": "b"}, times=7, state="rejected")
    headers = bearer(reader_of(page))
    body = client.get(RESULTS, {"state": "accepted"}, headers=headers).json()
    assert body["count"] == 6
    shown = next(one for one in body["questions"] if one["key"] == "one")
    assert {choice["value"]: choice["count"] for choice in shown["choices"]} == {"a": 6, "b": 0, "c": 0, "d": 0}
    assert client.get(RESULTS, {"sate": "x"}, headers=headers).status_code == 422


def test_any_number_of_submissions_takes_the_same_queries(client, django_assert_num_queries):
    page = survey()
    store(page, {"one": "a"}, times=6)
    headers = bearer(reader_of(page))
    client.get(RESULTS, headers=headers)
    with django_assert_num_queries(7) as few:
        client.get(RESULTS, headers=headers)
    store(page, {"one": "a"}, times=600)
    with django_assert_num_queries(len(few)):
        client.get(RESULTS, headers=headers)


def test_a_survey_without_answers_has_its_questions():
    page = publish(definition())
    shown = found(page)
    assert (shown.count, shown.hidden) == (0, False)
    assert {one.answered for one in shown.questions} == {0}
    assert json.dumps([one.key for one in shown.questions])
