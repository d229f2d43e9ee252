"""What questions are drawn from, and what of the drawing is remembered: nothing that a respondent gave."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.template.loader import get_template
from django.utils.translation import override

from forms.engine.cache import RecentlyUsed
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.base import BaseQuestion
from forms.fields import building, logic_of, step_fields
from forms.fields.names import numbered, target
from tests.factories.question_types import CHOICES, FIGURES, ROWS, STEPS, every_type


@pytest.fixture
def form() -> Form:
    return Form.model_validate(every_type())


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """The names of the fields that are drawn, in the order in which they are."""
    names: list[str] = []
    draw = building._draw
    monkeypatch.setattr(building, "_draw", lambda field: (names.append(field.name), draw(field))[1])
    monkeypatch.setattr(building, "_drawn", RecentlyUsed(100))
    return names


def draw_step(form: Form, number: int, answers=None, **options):
    answers = answers or {}
    return step_fields(form, form.steps[number], answers, evaluate(form, answers), **options)


def html(form: Form, number: int, answers=None, **options) -> str:
    return "".join(field.html for field in draw_step(form, number, answers, **options).fields)


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_every_type_has_the_template_of_its_name(name):
    assert get_template(f"forms/questions/{name}.html")


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_what_is_remembered_is_what_would_be_drawn(form, drawn, number):
    fresh = html(form, number, remember=False)
    assert html(form, number) == html(form, number) == fresh


def test_a_blank_field_is_drawn_once(form, drawn):
    html(form, 0)
    first = list(drawn)
    html(form, 0)
    assert drawn == first
    assert len(first) == len(STEPS[0]["questions"])


def test_a_field_that_was_answered_is_never_remembered(form, drawn):
    secret = "Hemliga Ab"
    assert secret in html(form, 0, {"name": secret})
    assert secret not in html(form, 0)
    assert drawn.count("name") == 2
    assert not any(secret in kept for _form, kept in building._drawn._values.values())


@pytest.mark.parametrize("blank", ["\u2003", "", [" "], {"street": "\t"}])
def test_a_blank_that_was_typed_is_not_remembered_either(form, drawn, blank):
    fresh = html(form, 0, remember=False)
    assert html(form, 0, {"name": blank, "story": blank, "address": blank}) == html(form, 0) == fresh


@pytest.mark.parametrize("answers", [{"name": ""}, {"email": "fel"}])
def test_an_error_is_never_remembered(form, drawn, answers):
    wrong = html(form, 0, answers, errors=True)
    assert "question-error" in wrong
    assert "question-error" not in html(form, 0)


def test_figures_that_follow_from_answers_are_never_remembered(form, drawn):
    assert "100 kWh" in html(form, 1, {"area": "120", "power": "12000"})
    assert "100 kWh" not in html(form, 1)


def test_each_language_of_the_page_is_remembered_apart(form, drawn):
    with override("en"):
        english = html(form, 0)
    with override("sv"):
        assert "(frivilligt)" in html(form, 0)
    assert "(optional)" in english


def test_conditions_are_remembered_apart(form, drawn):
    assert 'data-choice="own" hidden' in html(form, 2)
    assert 'data-choice="own" hidden' not in html(form, 2, {"owns": "true"})
    assert 'data-choice="own" hidden' in html(form, 2)


def test_a_question_that_is_not_asked_yet_says_what_it_will_want(form):
    since = html(form, 3).split('id="q-staff-0-since"')[1]
    assert "data-optional hidden" in since.split("</label>")[0]


def test_a_form_of_the_same_words_is_another_form(drawn):
    one, other = (Form.model_validate(every_type(title=title)) for title in ("Ett", "Två"))
    html(one, 0)
    html(other, 0)
    assert drawn.count("email") == 2


def test_what_is_remembered_is_bounded(form, monkeypatch):
    monkeypatch.setattr(building, "_drawn", RecentlyUsed(5))
    for number in range(len(STEPS)):
        html(form, number)
    assert len(building._drawn._values) == 5


def test_many_threads_draw_the_same(form, drawn):
    with ThreadPoolExecutor(8) as pool:
        pages = set(pool.map(lambda _number: html(form, 0), range(32)))
    assert len(pages) == 1


def test_rows_that_are_filled_in_leave_their_blank_questions_remembered(form, drawn):
    html(form, 3, {"staff": [{"person": "Anna"}]})
    drawn.clear()
    html(form, 3, {"staff": [{"person": "Anna"}]})
    assert drawn == ["staff:0:person", "staff"]


def test_rows_of_any_shape_can_be_drawn(form):
    for rows in ("x", 5, [5], [{"person": 5}, "x"], {"person": "x"}, [{"role": ["lead"]}]):
        assert 'id="row-staff-0"' in html(form, 3, {"staff": rows}, errors=True)


@pytest.mark.parametrize("value", ["x", 5, ["x", 5], {"x": {}}, [{}], True, [[]], {"date": [], "price": True}])
def test_answers_of_any_shape_can_be_drawn(form, value):
    for number, step in enumerate(STEPS):
        answers = {asked["key"]: value for asked in step["questions"]}
        assert html(form, number, answers, errors=True)


def test_the_first_that_is_offered_has_the_id_of_the_whole():
    assert numbered("id-q", ["a", "b", "c"], {"a"}) == {"b": "id-q", "c": "id-q-2", "a": "id-q-3"}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("name", "id-name"),
        ("address", "id-address"),
        ("address:city", "id-address-3"),
        ("heating:other", "id-heating-other-text"),
        ("staff", "q-staff"),
        ("staff:2:person", "id-staff-2-person"),
        ("staff:2:role:other", "id-staff-2-role-other-text"),
        ("staff:2:nothing", "q-staff"),
    ],
)
def test_an_error_leads_to_its_control(form, name, place):
    assert target(form, name, {}) == place


def test_logic_has_no_words_and_all_rules(form):
    logic = logic_of(form, form.steps[2])
    definition = json.loads(logic.script)
    heating = definition["steps"][0]["questions"][1]
    assert heating["choices"][1] == {"value": "own", "show_if": CHOICES[1]["choices"][1]["show_if"]}
    assert "Hur" not in logic.script
    assert logic_of(form, form.steps[2]) is logic
    figures = json.loads(logic_of(form, form.steps[1]).script)["steps"][0]["questions"]
    assert figures[2] == {"key": "per_metre", "type": "calculated", "formula": FIGURES[2]["formula"], "decimals": 1}
    staff = json.loads(logic_of(form, form.steps[3]).script)["steps"][0]["questions"][0]
    assert staff["questions"][3]["show_if"] == ROWS[0]["questions"][3]["show_if"]


def test_logic_gives_only_those_other_answers_that_are_read():
    read = {"type": "text", "key": "b", "label": "B", "show_if": {"==": [{"var": "a:other"}, {"var": "c"}]}}
    steps = [
        {"key": "one", "title": "1", "questions": [{"type": "text", "key": key, "label": key} for key in ("a", "d")]},
        {"key": "two", "title": "2", "questions": [read, {"type": "text", "key": "c", "label": "C"}]},
    ]
    form = Form.model_validate(every_type(steps=steps))
    answers = {"a": "x", "a:other": "y", "c": "z", "d": "hemligt"}
    assert logic_of(form, form.steps[1]).elsewhere(answers) == {"a": "x", "a:other": "y"}


def test_a_word_cannot_end_the_logics_element():
    rule = {"==": [{"var": "a"}, "</script><script>alert(1)</script>"]}
    asked = [{"type": "text", "key": "a", "label": "A"}, {"type": "text", "key": "b", "label": "B", "show_if": rule}]
    form = Form.model_validate(every_type(steps=[{"key": "one", "title": "1", "questions": asked}]))
    script = logic_of(form, form.steps[0]).script
    assert "<" not in script
    assert json.loads(script)["steps"][0]["questions"][1]["show_if"] == rule


def test_who_gives_an_answer_is_for_the_question_to_say():
    nobody = {name for name, question in QUESTION_TYPES.items() if not question.by_hand}
    assert nobody == {"statement", "section", "calculated", "hidden"}
    assert {name for name, question in QUESTION_TYPES.items() if not question.asks} == {"statement", "section"}


def part_values(form: Form, key: str, value) -> dict[str, str]:
    question: BaseQuestion = form.by_key[key]
    return question.typed_parts(value, form.locale)


@pytest.mark.parametrize(
    ("key", "value", "typed"),
    [
        (
            "address",
            {"street": "Ågatan 1", "city": 5, "other": "x"},
            {"street": "Ågatan 1", "postal_code": "", "city": ""},
        ),
        ("meeting", "2026-11-24T13:05", {"date": "24.11.2026", "time": "13:05"}),
        ("meeting", {"date": "24.11", "time": "kl 13"}, {"date": "24.11", "time": "kl 13"}),
        ("meeting", "", {"date": "", "time": ""}),
        ("ranking", ["image", "price", 5], {"price": "2", "climate": "", "image": "1"}),
        ("ranking", {"price": 2, "climate": "x"}, {"price": "2", "climate": "x", "image": ""}),
        ("name", "Demo", {}),
    ],
)
def test_an_answer_in_parts_is_typed_part_by_part(form, key, value, typed):
    assert part_values(form, key, value) == typed
