"""Example answers: kept with what they come to, and told of when the survey makes something else of them."""

from copy import deepcopy
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from forms.engine.definition import Form
from forms.models import Example
from forms.services import examples
from tests.factories.surveys import ANSWERS, definition
from tests.forms.engine.small_forms import one_step, question, text

pytestmark = pytest.mark.django_db
KEY = uuid4()


def survey(**changes):
    return Form.model_validate(definition(**changes))


def save(form=None, answers=ANSWERS, name="Oljevärme"):
    return examples.save(translation_key=KEY, name=name, form=form or survey(), answers=answers, author=None)


def changes(form):
    with override("en"):
        (run,) = examples.run(form, KEY)
    return list(run.changes)


def with_questions(*others, without=()):
    steps = definition()["steps"]
    kept = [one for one in steps[0]["questions"] if one["key"] not in without]
    steps[0]["questions"] = [*kept, *others]
    return survey(steps=steps)


def test_an_example_remembers_what_its_answers_come_to():
    example = save()
    assert example.expected["visible"] == ["name", "email", "heating", "litres", "saving", "more"]
    assert example.expected["errors"] == []
    assert example.expected["percent"] == 100


def test_nothing_has_changed_on_the_same_survey():
    save()
    assert changes(survey()) == []


def test_answers_typed_in_one_language_mean_the_same_in_another():
    example = save(answers={**ANSWERS, "litres": "1 250,5"})
    assert example.answers["litres"] == 1250.5
    assert changes(survey(locale="en")) == []


def test_answers_that_cannot_be_read_are_kept_as_they_were_typed():
    example = save(answers={**ANSWERS, "litres": "många"})
    assert example.answers["litres"] == "många"
    assert example.expected["errors"] == [["number", "litres"]]
    assert changes(survey()) == []


def test_answers_to_questions_that_are_not_asked_wait_for_them():
    save(answers={**ANSWERS, "heating": "sun"})
    steps = definition()["steps"]
    del steps[0]["questions"][3]["show_if"]
    assert changes(survey(steps=steps)) == ["“Hur mycket olja?” is asked now."]


def test_what_no_database_can_keep_is_left_out():
    assert "name" not in save(answers={**ANSWERS, "name": "a\x00b"}).answers


def test_a_new_question_is_told_of():
    save()
    assert changes(with_questions(text("new"))) == ["“New” is asked now."]


def test_words_among_the_questions_are_no_question():
    save()
    assert changes(with_questions(question("section", "heading"))) == []


def test_a_question_that_is_gone_is_told_of_with_its_answer():
    save()
    assert changes(with_questions(without=["email"])) == [
        "“email” is not asked any more.",
        "No question reads the answer “email” any more.",
    ]


def test_a_new_error_is_told_of_in_words_and_so_is_one_that_is_gone():
    save(answers={key: value for key, value in ANSWERS.items() if key != "name"})
    assert changes(with_questions(text("new", required=True))) == [
        "“New” is asked now.",
        "New problem at “New”: Answer this question.",
    ]
    steps = definition()["steps"]
    steps[0]["questions"][0]["required"] = False
    assert changes(survey(steps=steps)) == ["No problem any more at “Namn”."]


def test_another_result_is_told_of():
    save()
    steps = deepcopy(definition()["steps"])
    steps[1]["questions"][0]["choices"][3]["score"] = 1
    steps[1]["questions"][0]["choices"][2]["score"] = 2
    assert changes(survey(steps=steps)) == ["The result is 50 % instead of 100 %."]
    assert changes(survey(scoring={})) != []


def test_a_row_is_told_of_by_its_group_and_number():
    people = question("group", "people", questions=[text("first")])
    save(one_step(text("a"), people), {"a": "x", "people": [{"first": "Demo"}, {"first": "Demo"}]})
    more = question("group", "people", questions=[text("first"), text("last", required=True)])
    found = changes(one_step(text("a"), more))
    assert "“People 2: Last” is asked now." in found
    assert "New problem at “People 2: Last”: Answer this question." in found


def test_new_expectations_are_accepted():
    example = save()
    form = with_questions(text("new"))
    examples.accept(example, form)
    assert changes(form) == []


def test_an_example_of_the_same_name_is_replaced():
    save()
    save(answers={**ANSWERS, "heating": "sun"})
    assert Example.objects.get().answers["heating"] == "sun"


@pytest.mark.parametrize("name", ["", "x" * 101])
def test_an_example_has_a_name(name):
    with pytest.raises(ValidationError):
        save(name=name)


def test_examples_belong_to_one_survey():
    save()
    assert examples.run(survey(), uuid4()) == []


def test_no_answers_at_all_are_an_example_too():
    assert ["required", "name"] in save(answers={}).expected["errors"]
