"""What Hypothesis makes to compare two engines: forms of every kind of question, and answers that people could give."""

from collections.abc import Iterable
from functools import cache

from hypothesis import strategies as st

from forms.engine.rules import OPERATORS
from tests.forms.engine.small_forms import LADDER, Definition, question

Strategy = st.SearchStrategy

KEYS = ("a", "b", "c", "d", "e")
ROW_KEYS = ("x", "y", "z")
VALUES = ("yes", "no", "other", "1.5")
RANKED = [{"value": value, "label": value} for value in VALUES]
CHOICES = [
    {"value": "yes", "label": "Yes", "score": 3},
    {"value": "no", "label": "No", "score": 0},
    {"value": "other", "label": "Other", "free_text": True},
    {"value": "1.5", "label": "Half", "score": 1, "exclusive": True},
]
ROWS = [{"key": "r", "label": "R"}, {"key": "s", "label": "S"}]
PARTS = ("yes", "no", "0", "1", "r", "city", "date", "accepted", "0.x", "1.y")

texts = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs", "Cn"]), max_size=6)
odd_numbers = st.sampled_from([1e15, -1e15, 1e16, 1e-7, 0.1, 0.3, 1.005, 2.5])
numbers = st.integers(-20, 20) | st.floats(-1000, 1000) | odd_numbers
words = st.sampled_from(["", "0", "1", "yes", "no", "2026-11-24", "in_place"])
plain = st.none() | st.booleans() | st.integers(-2, 3) | words
written = st.sampled_from(
    [
        *VALUES,
        *("in_place", "not_relevant", "true", "false", "on", "", " ", "1", "2", "03", "-1", "1,5", "1.5", "1 250,5"),
        *("1,234", "−3", "0,3", "0,35", "5 kg", "1e3", "24.11.2026", "1/2/2026", "2026-11-24", "31.4.2026", "13:05"),
        *("kl 9", "klo 9.30", "1.05 pm", "25:00", "2026-11-24T13:05", "24.11.2026 9", "info@firm.example", "info@"),
        *("040 123 4567", "+358401234567", "1234567-1", "1234567-2", "06100", "FI-06 100", "Aino Exempel", "A\u030a"),
        *("firm.example", "https://firm.example/a", "a\u0000b", "\ufeff", "\u0085", " \u2003x\u001f", "constructor"),
    ]
)
scalars = st.none() | st.booleans() | numbers | written | texts
facts = st.fixed_dictionaries(
    {"upload": st.just("u1"), "name": st.just("plan.pdf"), "size": st.just(2000), "type": st.just("application/pdf")}
)


def objects(keys: Iterable[str], values: Strategy[object]) -> Strategy[dict[str, object]]:
    return st.dictionaries(st.sampled_from([*keys]), values, max_size=4)


anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | objects(("yes", "r", "date", "x", "z:other"), inner),
    max_leaves=8,
)


@cache
def rules(keys: tuple[str, ...], literals: Strategy[object] = plain) -> Strategy[object]:
    """Rules that compile, of every operator; they read `keys`, what is written beside choices, and parts of answers."""
    leaves = literals | st.lists(literals, max_size=2)
    if keys:
        named = st.sampled_from(keys)
        variables = named | named.map("{}:other".format) | st.builds("{}.{}".format, named, st.sampled_from(PARTS))
        leaves |= variables.map(lambda name: {"var": name}) | st.builds(lambda *of: {"var": [*of]}, variables, plain)

    def nested(inner: Strategy[object]) -> Strategy[object]:
        def of(operator: str) -> Strategy[object]:
            least, most, _ = OPERATORS[operator]
            arguments = st.lists(inner, min_size=least, max_size=min(most, 4))
            return arguments.map(lambda given: {operator: given})

        return st.sampled_from(sorted(OPERATORS)).flatmap(of)

    return st.recursive(leaves, nested, max_leaves=5)


@cache
def conditions(keys: tuple[str, ...]) -> Strategy[Definition | None]:
    """A condition on `keys`, or none."""
    any_rule = st.none() | st.none() | rules(keys).map(lambda rule: {"!!": [rule]})
    if not keys:
        return any_rule
    var = st.sampled_from(keys).map(lambda key: {"var": key})
    compared = st.builds(lambda read, value: {"==": [read, value]}, var, st.sampled_from(["yes", "no"]))
    return any_rule | compared | var | var.map(lambda read: {"!": [read]})


@st.composite
def offered(draw: st.DrawFn, keys: tuple[str, ...], choices: list[Definition]) -> list[Definition]:
    """`choices`, some of them, or once in a while all, under a condition."""
    if draw(st.booleans()):
        return choices
    rule = draw(conditions(keys))
    same_for_all = draw(st.integers(0, 3)) == 0
    return [choice | {"show_if": rule if same_for_all else draw(conditions(keys))} for choice in choices]


@st.composite
def scoring(draw: st.DrawFn, keys: tuple[str, ...]) -> Definition:
    fields: Definition = {"theme": draw(st.sampled_from([None, "energy", "travel"])), "weight": draw(st.integers(0, 3))}
    if keys and draw(st.booleans()):
        weights = draw(st.dictionaries(st.sampled_from(VALUES), st.integers(0, 3)))
        fields["weight_by"] = {"question": draw(st.sampled_from(keys)), "weights": weights}
    return fields


optional = st.none() | st.integers(0, 3)
BARE_KINDS = (
    *("email", "phone", "url", "time", "yes_no", "business_id_fi", "postal_code", "address", "signature_name", "file"),
    *("statement", "section"),
)
PLAIN_KINDS: dict[str, dict[str, Strategy[object]]] = {
    "text": {"max_length": st.integers(1, 12)},
    "long_text": {"max_length": st.integers(1, 12)},
    "hidden": {"max_length": st.integers(1, 12), "prefill": st.just("from")},
    "number": {
        "min": st.none() | st.sampled_from([-1.5, 0, 0.1, 2]),
        "max": st.none() | st.sampled_from([3, 1000.5]),
        "step": st.none() | st.sampled_from([0.1, 0.25, 2, 1e-20]),
        "decimals": optional,
    },
    "date": {"earliest": st.sampled_from([None, "2026-11-24"]), "latest": st.sampled_from([None, "2026-11-24"])},
    "datetime": {"earliest": st.sampled_from([None, "2026-11-25"])},
    "rating": {"max": st.integers(2, 10)},
    "consent": {"statement": st.just("Yes.")},
    "acknowledgement": {"statement": st.just("Read."), "document": st.just("Rules"), "document_version": st.just("2")},
}
CHOOSING_KINDS: dict[str, tuple[list[Definition], dict[str, Strategy[object]]]] = {
    "single_choice": (CHOICES, {}),
    "multiple_choice": (CHOICES, {"min_selected": optional, "max_selected": st.sampled_from([None, 1, 2])}),
    "scale": (LADDER, {}),
    "matrix": (LADDER, {"rows": st.just(ROWS)}),
    "ranking": (RANKED, {"most": st.sampled_from([None, 1, 2])}),
}
SCORED_KINDS = ("single_choice", "scale", "matrix")
KINDS = (*BARE_KINDS, *PLAIN_KINDS, *CHOOSING_KINDS, "calculated")


@st.composite
def questions(draw: st.DrawFn, key: str, earlier: tuple[str, ...], kind: str) -> Definition:
    """A question of `kind` that depends on `earlier` ones at most."""
    fields: Definition = {
        "show_if": draw(conditions(earlier)),
        "required": draw(st.booleans()),
        "required_if": draw(conditions(earlier)),
    }
    drawn = PLAIN_KINDS.get(kind, {})
    if kind in CHOOSING_KINDS:
        choices, drawn = CHOOSING_KINDS[kind]
        fields["choices"] = draw(offered(earlier, choices))
    if kind in SCORED_KINDS:
        fields |= draw(scoring(earlier))
    if kind == "calculated":
        fields |= {"formula": {"+": [draw(rules(earlier))]}, "decimals": draw(st.integers(0, 6))}
    if kind == "group":
        fields |= draw(groups(earlier))
    return question(kind, key, **fields, **{name: draw(value) for name, value in drawn.items()})


@st.composite
def groups(draw: st.DrawFn, earlier: tuple[str, ...]) -> Definition:
    """The fields of a group whose questions depend on each other without a circle, and on the form around."""
    order = draw(st.permutations(ROW_KEYS))
    inner = [
        draw(questions(key, (*earlier, *sorted(order[:index])), draw(st.sampled_from(KINDS))))
        for index, key in enumerate(order)
    ]
    return {
        "questions": draw(st.permutations(inner)),
        "min_rows": draw(st.sampled_from([0, 2])),
        "max_rows": draw(st.sampled_from([1, 2, 20])),
    }


@st.composite
def forms(draw: st.DrawFn) -> Definition:
    """The definition of a form of two steps. Its questions depend on each other in an order that is not the form's."""
    order = draw(st.permutations(KEYS))
    kinds = st.sampled_from([*KINDS, *["group"] * 6])
    made = [draw(questions(key, tuple(sorted(order[:index])), draw(kinds))) for index, key in enumerate(order)]
    half = len(made) // 2
    condition = draw(conditions(tuple(sorted(order[:half]))))
    steps = [
        {"key": "one", "title": "One", "questions": draw(st.permutations(made[:half]))},
        {"key": "two", "title": "Two", "show_if": condition, "questions": draw(st.permutations(made[half:]))},
    ]
    bands = [{"min": 0, "max": 50, "label": "low"}, {"min": 50, "max": 99, "label": "high"}]
    themes = [{"key": key, "label": key.capitalize()} for key in ("energy", "travel")]
    return {
        "key": "small",
        "locale": draw(st.sampled_from(["sv", "fi", "en"])),
        "title": "Small",
        "steps": draw(st.permutations(steps)),
        "scoring": {"themes": draw(st.sampled_from([[], themes, themes])), "bands": bands},
    }


points = st.sampled_from([choice["value"] for choice in LADDER])
chosen = st.sampled_from(VALUES)
LIKELY: dict[str, Strategy[object]] = {
    "single_choice": chosen,
    "scale": points,
    "multiple_choice": st.lists(chosen, min_size=1, max_size=3),
    "matrix": objects(("r", "s", "t"), points | written),
    "ranking": st.permutations(VALUES).map(list)
    | st.lists(chosen, max_size=2)
    | objects(VALUES, st.sampled_from([1, 2, "1", "2", "3", "4", " "])),
    "address": objects(("street", "postal_code", "city"), st.sampled_from(["06100", "Borgå", " "])),
    "datetime": objects(("date", "time"), st.sampled_from(["24.11.2026", "2026-11-25", "13:05", "kl 9", "1 pm", ""])),
    "date": st.sampled_from(["24.11.2026", "2026-11-23", "25/11/2026", "31.11.2026", "2028-2-29"]),
    "time": st.sampled_from(["13:05", "9.30", "kl 7", "12.15 am", "1 pm", "24:00"]),
    "file": st.lists(facts, max_size=2),
    "yes_no": st.booleans(),
    "number": numbers | written,
    "rating": st.integers(0, 6),
    "consent": st.booleans() | objects(("accepted", "text"), st.booleans() | written),
    "acknowledgement": st.booleans(),
}
"""Answers that are right, or nearly; of other types all that is `written`."""


@st.composite
def answers(draw: st.DrawFn, asked: list[Definition]) -> dict[str, object]:
    """Answers to some of the questions `asked`, most of them likely; own words beside choices; a stranger's key."""
    given: dict[str, object] = {}
    for one in asked:
        kind, key = one["type"], one["key"]
        how = draw(st.integers(0, 9))
        if kind == "group" and how > 1:
            given[key] = [draw(answers(one["questions"])) for _ in range(draw(st.integers(0, 3)))]
        elif how > 2 or (kind == "file" and how > 0):
            given[key] = draw(LIKELY.get(kind, written))
        elif how > 0:
            given[key] = draw(anything)
        if one.get("choices") and draw(st.booleans()):
            given[f"{key}:other"] = draw(written | anything)
    if draw(st.integers(0, 9)) == 0:
        given["stranger"] = draw(anything)
    return given
