"""What Hypothesis makes for the builder: forms of every question type, with every field that an editor can set.

The forms need not make sense: rules may ask for anything of any question. They are what the format allows.
"""

from datetime import date
from functools import cache

from hypothesis import strategies as st

from forms.engine.definition import Form
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.upload import MEDIA_TYPES
from tests.forms.engine.small_forms import Definition, form
from tests.forms.engine.strategies import rules

KEYS = ("q0", "q1", "q2", "q0_0")
VALUES = ("yes", "no", "10+", "a.b")
TAGS = ("EN-01", "EN-05", "x_1")
Made = st.SearchStrategy[object]

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
some_words = words.filter(lambda text: text.strip())
html = st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "text", "<script>", "&amp;", "<li>"]), max_size=6).map(
    "".join
)
days = st.dates(date(1990, 1, 1), date(2050, 1, 1)).map(str)
whole = st.integers(1, 9)
number = st.integers(-5, 5) | st.floats(-9, 9)
values = st.sampled_from(VALUES)
tags = st.lists(st.sampled_from(TAGS), max_size=3)


@cache
def conditions(keys: tuple[str, ...]) -> Made:
    """A rule, of the shapes that rows have as often as of any other; or none."""
    variable = st.sampled_from(keys).map(lambda key: {"var": key})
    literal = values | number | days | st.booleans() | st.none() | words
    compared = st.builds(
        lambda operator, left, right: {operator: [left, right]},
        st.sampled_from(["==", "!=", ">=", "<=", ">", "<"]),
        variable,
        literal,
    )
    chosen = st.builds(lambda left, right: {"in": [left, right]}, variable, st.lists(values, min_size=1, max_size=3))
    included = st.builds(lambda left, right: {"in": [left, right]}, values, variable)
    answered = st.builds(lambda operator, left: {operator: left}, st.sampled_from(["!", "!!"]), variable)
    one = compared | chosen | included | answered | chosen.map(lambda rule: {"!": rule})
    several = st.builds(
        lambda operator, parts: {operator: parts}, st.sampled_from(["and", "or"]), st.lists(one, min_size=1, max_size=3)
    )
    return st.none() | one | several | rules(keys).map(lambda rule: {"!!": [rule]})


@cache
def formulas(keys: tuple[str, ...]) -> Made:
    """What a number may be calculated from."""
    leaves = st.sampled_from(keys).map(lambda key: {"var": key}) | number

    def nested(inner: Made) -> Made:
        pair = st.lists(inner, min_size=2, max_size=2)
        some = st.lists(inner, min_size=1, max_size=3)
        return st.builds(lambda operator, parts: {operator: parts}, st.sampled_from(["-", "/", "%"]), pair) | st.builds(
            lambda operator, parts: {operator: parts}, st.sampled_from(["+", "*", "min", "max"]), some
        )

    return st.recursive(leaves, nested, max_leaves=6).map(
        lambda rule: rule if isinstance(rule, dict) else {"+": [rule]}
    )


def options(keys: tuple[str, ...], **fields: Made) -> Made:
    option = st.fixed_dictionaries({"value": values, "label": words, "show_if": conditions(keys), **fields})
    return st.lists(option, min_size=2, max_size=4, unique_by=lambda option: option["value"])


@cache
def own_fields(keys: tuple[str, ...]) -> dict[str, dict[str, Made]]:
    """What each type has besides what every question has."""
    score = st.none() | st.integers(0, 9)
    flags = {"exclusive": st.booleans(), "free_text": st.booleans()}
    list_name = st.sampled_from(["", "ladder", "other"])
    choices = {"choices": options(keys, score=score, **flags), "choice_list": list_name}
    by = st.fixed_dictionaries({"question": st.sampled_from(keys), "weights": st.dictionaries(values, whole)})
    scored = {
        "theme": st.none() | st.just("energy"),
        "weight": whole,
        "effort": st.integers(1, 3),
        "more_tags": tags,
        "weight_by": st.none() | by,
    }
    told = {"strength": words, "improvement": words}
    row = st.fixed_dictionaries({"key": st.sampled_from(["one", "two", "three"]), "label": words, **told})
    span = {"earliest": st.none() | days, "latest": st.none() | days}
    maybe = st.none() | whole
    return {
        "text": {"max_length": whole},
        "long_text": {"max_length": whole},
        "number": {
            "min": st.none() | number,
            "max": st.none() | number,
            "step": st.none() | st.floats(0.5, 9),
            "decimals": st.none() | st.integers(0, 6),
            "unit": words,
        },
        "date": span,
        "datetime": span,
        "single_choice": choices | scored | told | {"display_as": st.sampled_from(["radio", "select"])},
        "multiple_choice": choices | {"min_selected": maybe, "max_selected": maybe},
        "scale": choices | scored | told,
        "matrix": choices | scored | {"rows": st.lists(row, min_size=1, max_size=3, unique_by=lambda row: row["key"])},
        "ranking": {"choices": options(keys), "choice_list": list_name, "most": maybe},
        "rating": {"max": st.integers(2, 10), "low": words, "high": words},
        "file": {
            "accept": st.lists(st.sampled_from(sorted(MEDIA_TYPES)), min_size=1, max_size=3),
            "max_size_mb": whole,
            "max_files": whole,
        },
        "consent": {"statement": some_words},
        "acknowledgement": {
            "statement": some_words,
            "document": some_words,
            "document_version": some_words,
            "document_url": st.sampled_from(["", "/terms/", "https://demo.example/terms.pdf"]),
        },
        "calculated": {"formula": formulas(keys), "decimals": st.integers(0, 6), "unit": words},
        "hidden": {"prefill": st.sampled_from(["source", "utm-1"]), "max_length": whole},
        "statement": {"body": html},
        "group": {
            "min_rows": st.integers(0, 3),
            "max_rows": whole,
            "row_label": words,
        },
    }


@cache
def questions(kind: str) -> st.SearchStrategy[Definition]:
    """A question of the type `kind`, which has no key yet and may refer to any of `KEYS`."""
    common: dict[str, Made] = {
        "type": st.just(kind),
        "label": words,
        "help": words,
        "required": st.booleans(),
        "show_if": conditions(KEYS),
        "required_if": conditions(KEYS),
        "follow_up_of": st.none() | st.sampled_from(KEYS),
        "maps_to": words,
        "autocomplete": words,
        "prefill": st.sampled_from(["", "source"]),
        "tags": tags,
        "data": st.fixed_dictionaries({"personal": st.booleans(), "confidential": st.booleans()}),
    }
    fields = common | own_fields(KEYS).get(kind, {})
    if kind == "group":
        singles = st.sampled_from(sorted(set(QUESTION_TYPES) - {"group"}))
        fields["questions"] = st.lists(singles.flatmap(questions), min_size=1, max_size=2)
    return st.fixed_dictionaries(fields)


def keyed(asked: list[Definition], prefix: str = "q") -> list[Definition]:
    """The questions with keys, those of rows too."""
    for number, question in enumerate(asked):
        question["key"] = f"{prefix}{number}"
        keyed(question.get("questions", []), f"{prefix}{number}_")  # type: ignore[arg-type]  # a list of questions
    return asked


@st.composite
def forms(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(QUESTION_TYPES)) -> Form:
    """A form of two steps with up to three questions of any of `kinds`."""
    asked = keyed(draw(st.lists(st.sampled_from(kinds).flatmap(questions), min_size=1, max_size=3)))
    half = len(asked) // 2
    steps = [
        {"key": "one", "title": draw(words), "questions": asked[:half], "intro": draw(html)},
        {"key": "two", "title": draw(words), "questions": asked[half:], "show_if": draw(conditions(KEYS))},
    ]
    themes = [{"key": "energy", "label": draw(words)}]
    return form(*steps, scoring={"themes": themes}, intro=draw(html), privacy=draw(html))
