"""The browser's rules give what the server's give: on the vectors, on rules of every kind, and in what is shown."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route

from forms.engine.evaluate import evaluate
from forms.engine.rules import compile_rule
from tests.forms.engine.small_forms import one_step, text
from tests.forms.engine.strategies import conditions, rules
from tests.forms.engine.test_vectors import VECTORS

MODULE = Path(__file__).parents[3] / "static" / "forms" / "rules.js"
ORIGIN = "http://rules.example"
APPLY = "cases => cases.map(({rule, answers}) => rules.apply(rule, answers))"
VISIBLE = """([questions, given]) => [...rules.visible(
    questions.map(({key, showIf}) => ({key, showIf, value: () => given[key] ?? null})), {}
)]"""
KEYS = ("a", "b", "c", "d")

numbers = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["", " ", "0", "1", "-1", "1e3", "1,2", "0x1", "Infinity", "nan", "1_0", "\ufeff1", "٣", "true", "null"]
)
scalars = st.none() | st.booleans() | numbers | texts
given_answers = st.dictionaries(st.sampled_from(["a", "b"]), scalars | st.lists(scalars, max_size=3))


@pytest.fixture(scope="module")
def rules_page(chromium: Browser) -> Iterator[Page]:
    """A page that holds `rules.js` as `rules`."""

    def serve(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=MODULE.read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Rules</title>", content_type="text/html")

    context = chromium.new_context()
    context.route("**/*", serve)
    page = context.new_page()
    page.goto(f"{ORIGIN}/")
    page.evaluate("async () => { window.rules = await import('/rules.js'); }")
    yield page
    context.close()


def same(left: object, right: object) -> bool:
    """Equality of JSON: a truth is no number, and whole numbers are the same however they are held."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return float(left) == float(right) and math.isfinite(left)
    return left == right


def test_the_browser_gives_the_value_of_every_vector(rules_page: Page) -> None:
    values = rules_page.evaluate(APPLY, VECTORS)
    wrong = [
        json.dumps({**vector, "browser": value})
        for vector, value in zip(VECTORS, values, strict=True)
        if not same(value, vector["value"])
    ]
    assert wrong == []


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(cases=st.lists(st.tuples(rules(("a", "b"), scalars), given_answers), min_size=10, max_size=20))
def test_browser_and_server_give_the_same_values(rules_page: Page, cases: list[tuple[object, object]]) -> None:
    values = rules_page.evaluate(APPLY, [{"rule": rule, "answers": answers} for rule, answers in cases])
    for (rule, answers), value in zip(cases, values, strict=True):
        assert same(compile_rule(rule)(answers), value), (rule, answers, value)


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_browser_and_server_show_the_same_questions(rules_page: Page, data: st.DataObject) -> None:
    order = data.draw(st.permutations(KEYS))
    definitions = [text(key, show_if=data.draw(conditions(tuple(order[:index])))) for index, key in enumerate(order)]
    definitions = data.draw(st.permutations(definitions))
    answers = data.draw(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["yes", "no", "1"])))
    questions = [{"key": asked["key"], "showIf": asked["show_if"]} for asked in definitions]
    shown = rules_page.evaluate(VISIBLE, [questions, answers])
    assert tuple(shown) == evaluate(one_step(*definitions), answers).visible


@pytest.mark.parametrize(
    ("answers", "shown"),
    [({"a": "yes", "b": "yes"}, ["a", "b", "c"]), ({"a": "no", "b": "yes"}, ["a"]), ({"b": "yes"}, ["a"])],
)
def test_a_hidden_questions_answer_shows_nothing(rules_page: Page, answers: dict[str, str], shown: list[str]) -> None:
    chain = [
        {"key": "a", "showIf": None},
        {"key": "b", "showIf": {"==": [{"var": "a"}, "yes"]}},
        {"key": "c", "showIf": {"==": [{"var": "b"}, "yes"]}},
    ]
    assert rules_page.evaluate(VISIBLE, [chain, answers]) == shown


def test_answers_of_other_steps_count(rules_page: Page) -> None:
    shown = rules_page.evaluate(
        """() => [...rules.visible(
            [{key: "b", showIf: {"==": [{var: "a"}, "yes"]}, value: () => null}], {a: "yes"}
        )]"""
    )
    assert shown == ["b"]
