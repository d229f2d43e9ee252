"""The browser's engine gives what the server's gives: on the published vectors, on rules and forms of every kind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route

from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.engine.rules import compile_rule
from tests.forms.engine import whole_forms
from tests.forms.engine.vectors import READING, RULES, WHOLE, Case, as_case, same, unordered

STATIC = Path(__file__).parents[3] / "static" / "forms"
ORIGIN = "http://engine.example"
APPLY = "cases => cases.map(({rule, answers}) => engine.apply(rule, answers))"
EVALUATE = """cases => cases.map(({form, answers, locale, elsewhere}) =>
    engine.evaluate(form, answers, locale, elsewhere))"""

COMPARED = ("visible", "steps", "required", "withheld", "values", "scores")

numbers = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["", " ", "0", "1", "-1", "1e3", "1,2", "0x1", "Infinity", "nan", "1_0", "\ufeff1", "٣", "true", "null"]
)
scalars = st.none() | st.booleans() | numbers | texts
parts = st.dictionaries(st.sampled_from(whole_forms.PARTS) | texts, scalars, max_size=2)
given_answers = st.dictionaries(
    st.sampled_from(["a", "b", "a:other"]), scalars | st.lists(scalars | parts, max_size=3) | parts
)
slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def engine(chromium: Browser) -> Iterator[Page]:
    """A page that holds the browser's engine as `engine`."""

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        if name:
            route.fulfill(body=(STATIC / name).read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Engine</title>", content_type="text/html")

    context = chromium.new_context()
    context.route("**/*", serve)
    page = context.new_page()
    page.goto(f"{ORIGIN}/")
    page.evaluate(
        """async () => {
            window.engine = {...await import("/rules.js"), ...await import("/evaluate.js")};
        }"""
    )
    yield page
    context.close()


def differences(found: Case, expected: Case) -> Case:
    """What the browser found otherwise; what is wrong with an answer is for the server to say."""
    found = {**found, "withheld": unordered(found["withheld"])}
    return {key: [found[key], expected[key]] for key in COMPARED if not same(found[key], expected[key])}


def test_the_browser_gives_the_value_of_every_rule(engine: Page) -> None:
    values = engine.evaluate(APPLY, RULES)
    wrong = [
        json.dumps({**vector, "browser": value})
        for vector, value in zip(RULES, values, strict=True)
        if not same(value, vector["value"])
    ]
    assert wrong == []


def test_the_browser_reads_every_answer(engine: Page) -> None:
    cases = [{**case, "answers": {"q": case["raw"]}} for case in READING if not case.get("server")]
    found = engine.evaluate(EVALUATE, cases)
    wrong = {
        case["name"]: outcome["values"]
        for case, outcome in zip(cases, found, strict=True)
        if not same(outcome["values"].get("q"), case["value"])
    }
    assert wrong == {}


def test_the_browser_finds_the_outcome_of_every_form(engine: Page) -> None:
    found = engine.evaluate(EVALUATE, WHOLE)
    wrong = {}
    for case, outcome in zip(WHOLE, found, strict=True):
        if differs := differences(outcome, {**case, "withheld": unordered(case["withheld"])}):
            wrong[case["name"]] = differs
    assert wrong == {}


@settings(slowly, max_examples=25)
@given(cases=st.lists(st.tuples(whole_forms.rules(("a", "b"), scalars), given_answers), min_size=10, max_size=20))
def test_browser_and_server_give_rules_the_same_values(engine: Page, cases: list[tuple[object, object]]) -> None:
    values = engine.evaluate(APPLY, [{"rule": rule, "answers": answers} for rule, answers in cases])
    for (rule, answers), value in zip(cases, values, strict=True):
        assert same(compile_rule(rule)(answers), value), (rule, answers, value)


@settings(slowly, max_examples=100)
@given(data=st.data())
def test_browser_and_server_find_the_same_outcome(engine: Page, data: st.DataObject) -> None:
    form = data.draw(whole_forms.forms())
    asked = [question for step in form["steps"] for question in step["questions"]]
    cases = [{"form": form, "answers": data.draw(whole_forms.answers(asked))} for _ in range(4)]
    made = Form.model_validate(form)
    for case, found in zip(cases, engine.evaluate(EVALUATE, cases), strict=True):
        assert differences(found, as_case(evaluate(made, case["answers"]))) == {}


def question(key: str, **fields: object) -> dict[str, object]:
    return {"type": "text", "key": key, "label": key, **fields}


def outcome(engine: Page, *questions: object, answers: object = None, **case: object) -> Case:
    form = {"locale": "sv", "steps": [{"key": "one", "questions": [*questions]}]}
    (found,) = engine.evaluate(EVALUATE, [{"form": form, "answers": answers or {}, **case}])
    return found


def test_rules_read_answers_to_other_steps(engine: Page) -> None:
    asked = question("b", show_if={"==": [{"var": "a"}, "yes"]})
    assert outcome(engine, asked, elsewhere={"a": "yes"})["visible"] == ["b"]
    assert outcome(engine, asked, elsewhere={})["visible"] == []


def test_answers_to_other_steps_are_no_answers_to_these(engine: Page) -> None:
    found = outcome(engine, question("a"), question("b", show_if={"var": "a"}), elsewhere={"a": "yes", "z": "x"})
    assert (found["visible"], found["values"]) == (["a"], {})


def test_what_is_calculated_in_a_row_that_is_not_kept_is_told(engine: Page) -> None:
    cost = {"type": "calculated", "key": "cost", "label": "Cost", "formula": {"+": [{"var": ["km", 1]}, 1]}}
    group = {"type": "group", "key": "g", "label": "G", "questions": [question("km", type="number"), cost]}
    found = outcome(engine, group, answers={"g": [{}, {"km": "2,5"}]})
    assert found["calculated"] == {"g:0:cost": 2, "g:1:cost": 3.5}
    assert found["values"] == {"g": [{"km": 2.5, "cost": 3.5}]}


@pytest.mark.parametrize("type", ["toString", "unheard_of", "__proto__", None])
def test_a_question_of_an_unknown_type_is_shown_and_has_no_answer(engine: Page, type: object) -> None:
    found = outcome(engine, question("a", type=type), answers={"a": "x"})
    assert (found["visible"], found["values"]) == (["a"], {})


UNPUBLISHABLE = [
    {"cat": ["a"]},
    {"toString": []},
    {"__proto__": 1},
    {},
    {"var": None},
    {"var": []},
    {"+": []},
    {"in": [1]},
]


@pytest.mark.parametrize("rule", UNPUBLISHABLE, ids=json.dumps)
def test_a_rule_that_could_not_be_published_does_not_break_the_page(engine: Page, rule: object) -> None:
    assert outcome(engine, question("a"), question("b", show_if=rule))["visible"][0] == "a"


def test_questions_that_wait_for_each_other_come_to_an_end(engine: Page) -> None:
    first = question("a", show_if={"var": "b"})
    second = question("b", show_if={"!": {"var": "a"}})
    alone = question("c", show_if={"!": {"var": "c"}})
    found = outcome(engine, first, second, alone, question("d"), answers={"a": "x", "b": "y", "d": "z"})
    assert found["visible"] == ["b", "c", "d"]


def test_a_long_chain_the_wrong_way_round_is_decided(engine: Page) -> None:
    chain = [question(f"q{number}", show_if={"var": f"q{number + 1}"}) for number in range(2000)]
    answers = {f"q{number}": "yes" for number in range(2001)}
    assert len(outcome(engine, *chain, question("q2000"), answers=answers)["visible"]) == 2001
