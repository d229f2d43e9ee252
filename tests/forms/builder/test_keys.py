"""Keys: made from the label once, never empty, never twice the same."""

import pytest

from forms.builder.content import Content
from forms.builder.keys import fill_keys, make_key, make_value, slug


@pytest.mark.parametrize(
    ("label", "made"),
    [
        ("Organisationens namn", "organisationens_namn"),
        ("Hur värmer ni? (välj en)", "hur_varmer_ni_valj_en"),
        ("Ympäristötyö", "ymparistotyo"),
        ("Smørebrød & æbler", "smorebrod_aebler"),
        ("  ", ""),
        ("Имя", ""),
    ],
)
def test_a_slug_has_only_plain_letters_and_digits(label, made):
    assert slug(label) == made


def test_a_label_without_a_letter_gives_a_numbered_key():
    assert make_key("?!", set(), "question", 3) == "question_3"


def test_a_key_begins_with_a_letter():
    assert make_key("10 frågor", set(), "question", 1) == "question_10_fragor"


def test_a_key_that_is_taken_gets_a_number():
    assert make_key("Namn", {"namn", "namn_2"}, "question", 1) == "namn_3"


def test_a_choice_may_be_kept_as_a_number():
    assert make_value("10+", set(), 1) == "10"
    assert make_value("–", set(), 4) == "choice_4"


def test_a_long_label_gives_a_key_that_the_engine_accepts():
    assert len(make_key("a" * 300, {"a" * 48}, "question", 1)) <= 64


def question(key, label):
    return {"type": "text", "id": "1", "value": {"key": key, "label": label}}


def step(*questions):
    return {"type": "step", "id": "2", "value": {"key": "", "title": "Ni", "questions": list(questions)}}


def test_only_missing_keys_are_filled():
    content = Content("survey", "sv", "Enkät", steps=[step(question("kept", "Något annat"), question("", "Kept"))])
    (filled,) = fill_keys(content).steps
    assert filled["value"]["key"] == "ni"
    assert [item["value"]["key"] for item in filled["value"]["questions"]] == ["kept", "kept_2"]


def test_questions_of_different_steps_never_share_a_key():
    content = Content("survey", "sv", "Enkät", steps=[step(question("", "Namn")), step(question("", "Namn"))])
    filled = fill_keys(content).steps
    assert [item["value"]["questions"][0]["value"]["key"] for item in filled] == ["namn", "namn_2"]


def test_a_content_with_all_its_keys_comes_back_as_it_is():
    content = Content("survey", "sv", "Enkät")
    assert fill_keys(content) is content
