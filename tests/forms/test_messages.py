"""Every code that can be raised has words in every language, and the words fit what comes with the code."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest

from forms import messages
from forms.engine.errors import AnswerError, Problem
from forms.engine.questions import QUESTION_TYPES
from forms.services import refusals

ROOT = Path(__file__).parents[2]
LANGUAGES = ("sv", "fi", "en")
SOURCES = [*(ROOT / "forms").rglob("*.py")]
TABLES = {"ANSWERS": messages.ANSWERS, "PROBLEMS": messages.PROBLEMS, "REFUSALS": messages.REFUSALS}

# what raises a code → the table of its words, and where the code stands among the arguments
RAISERS = {
    "InvalidAnswer": ("ANSWERS", 0),
    "AnswerError": ("ANSWERS", 0),
    "InvalidRule": ("PROBLEMS", 0),
    "UploadRefused": ("ANSWERS", 0),
    "Problem": ("PROBLEMS", 0),
    "ProblemItem": ("ANSWERS", 0),
    "declined": ("REFUSALS", 1),
    "refusal": ("REFUSALS", 0),
}


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def code_of(call: ast.Call, position: int) -> str | None:
    """The code that `call` names as a literal; where another value passes a code on, there is none to find."""
    given = [*call.args[position : position + 1], *(word.value for word in call.keywords if word.arg == "code")]
    return next((node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)), None)


def params_of(call: ast.Call) -> set[str]:
    """The names of the parameters that `call` gives with its code: keywords, or the keys of a dict."""
    keywords = {word.arg for word in call.keywords if word.arg} - {"code", "pointer", "detail"}
    dicts = [node for node in call.args if isinstance(node, ast.Dict)]
    return keywords | {key.value for node in dicts for key in node.keys if isinstance(key, ast.Constant)}


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Table, code and parameters of everything that can be raised."""
    for path in SOURCES:
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            if name_of(call) in RAISERS:
                table, position = RAISERS[name_of(call)]
                code = code_of(call, position)
                if code is not None:
                    yield table, code, frozenset(params_of(call))


RAISED = sorted(set(raised()), key=str)
UNANSWERED = {question_type.unanswered for question_type in QUESTION_TYPES.values()}
REFUSED = [kind.code for kind in refusals.Refused.__subclasses__()]
WORDED = [(table, code) for table, words in TABLES.items() for code in words]


def placeholders(text: str) -> set[str]:
    return set(Template(text).get_identifiers())


def test_the_search_finds_what_is_raised() -> None:
    found = {code for _, code, _ in RAISED}
    assert {"too_long", "choices_max", "unknown_key", "mode_unknown", "rule_cycle", "rule_shape"} <= found
    assert {"survey_unknown", "answers_invalid", "file_empty"} <= found
    assert len(RAISED) > 30


@pytest.mark.parametrize(("table", "code", "params"), RAISED)
def test_what_can_be_raised_has_words_that_fit_its_parameters(table: str, code: str, params: frozenset[str]) -> None:
    words = TABLES[table][code]
    assert [placeholders(words[language]) - params for language in LANGUAGES] == [set(), set(), set()]


@pytest.mark.parametrize("code", REFUSED)
def test_every_refusal_of_a_service_has_words(code: str) -> None:
    assert set(messages.REFUSALS[code]) == set(LANGUAGES)


@pytest.mark.parametrize(("table", "code"), WORDED)
def test_words_are_there_in_every_language_with_the_same_placeholders(table: str, code: str) -> None:
    words = TABLES[table][code]
    assert set(words) == set(LANGUAGES)
    assert all(text.strip() == text and text for text in words.values())
    assert len({frozenset(placeholders(text)) for text in words.values()}) == 1
    assert all(Template(text).is_valid() for text in words.values())
    assert len(set(words.values())) == len(LANGUAGES)


@pytest.mark.parametrize(("table", "code"), WORDED)
def test_no_words_are_left_over(table: str, code: str) -> None:
    raised_by_name = {(found, name) for found, name, _ in RAISED}
    told = {("REFUSALS", name) for name in REFUSED} | {("ANSWERS", name) for name in UNANSWERED}
    assert (table, code) in raised_by_name | told


@pytest.mark.parametrize("code", sorted(UNANSWERED))
def test_every_type_has_words_for_an_answer_that_is_missing(code: str) -> None:
    assert set(messages.ANSWERS[code]) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("sv", "Texten är 1\u00a0234 tecken lång. Korta den till högst 500 tecken."),
        ("fi", "Tekstissä on 1\u00a0234 merkkiä. Lyhentäkää se enintään 500 merkkiin."),
        ("en", "The text has 1,234 characters. Shorten it to at most 500 characters."),
        ("de", "The text has 1.234 characters. Shorten it to at most 500 characters."),
    ],
)
def test_figures_are_written_the_way_of_the_language(locale: str, words: str) -> None:
    error = AnswerError("too_long", ("q",), {"max": 500, "length": 1234})
    assert messages.answer_error(error, locale) == words


@pytest.mark.parametrize(("minimum", "written"), [(0.5, "0,5"), (0.00005, "0,00005"), (1000, "1\u00a0000"), (-1, "-1")])
def test_a_bound_is_written_in_full(minimum: float, written: str) -> None:
    error = AnswerError("number_min", ("q",), {"min": minimum})
    assert messages.answer_error(error, "sv") == f"Ange minst {written}."


def test_words_from_a_form_are_put_in_as_they_are() -> None:
    error = AnswerError("choice_exclusive", ("q",), {"choice": "$money & <b>"})
    assert messages.answer_error(error, "en").startswith("“$money & <b>” does not")


def test_a_problem_and_a_refusal_are_put_into_words() -> None:
    assert messages.problem(Problem("duplicate_step", "/steps", {"key": "a"}), "en") == "Two steps have the key “a”."
    assert "version 7" in messages.refusal("version_stale", "sv", current=7)
