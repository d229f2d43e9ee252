"""What Hypothesis makes for the engine: any JSON, any rule, any form that can be published, any answers to it."""

from hypothesis import strategies as st

from forms.engine.definition import Form
from tests.forms.engine.small_forms import LADDER, Definition, form, question

KEYS = ("a", "b", "c", "d", "e")
THEMES = ("energy", "travel")
VALUES = ("yes", "no", "other")
CHOICES = [
    {"value": "yes", "label": "Yes", "score": 2},
    {"value": "no", "label": "No", "score": 0, "exclusive": True},
    {"value": "other", "label": "Other", "free_text": True},
]

any_text = st.text(st.characters(exclude_categories=()), max_size=12)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | any_text
odd_scalars = scalars | st.sampled_from(
    ["0", "1", "", " ", "1,5", "1 234", "−3", "a@b.example", "0123456-2", "in_place", *VALUES, 10**400, -(10**20), 1e-7]
)
any_json = st.recursive(
    odd_scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=12,
)
answer_values = odd_scalars | st.lists(odd_scalars, max_size=4)

_OPERANDS = {
    **dict.fromkeys(("==", "!=", ">", ">=", "in", "/"), (2, 2)),
    **dict.fromkeys(("<", "<="), (2, 3)),
    **dict.fromkeys(("and", "or", "+", "*"), (1, 4)),
    **dict.fromkeys(("!", "!!"), (1, 1)),
    "-": (1, 2),
}


plain = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "0", "1", *VALUES])


def rules(keys: tuple[str, ...], literals: st.SearchStrategy[object] = plain) -> st.SearchStrategy[object]:
    """Rules that compile, reading `keys`."""
    leaves = literals | st.lists(literals, max_size=3)
    if keys:
        leaves = leaves | st.sampled_from(keys).map(lambda key: {"var": key})

    def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
        return st.sampled_from(sorted(_OPERANDS)).flatmap(
            lambda operator: st.lists(inner, min_size=_OPERANDS[operator][0], max_size=_OPERANDS[operator][1]).map(
                lambda operands: {operator: operands}
            )
        )

    return st.recursive(leaves, nested, max_leaves=6)


def conditions(keys: tuple[str, ...]) -> st.SearchStrategy[Definition | None]:
    """A condition that reads `keys`, or none."""
    if not keys:
        return st.none()
    compared = st.tuples(st.sampled_from(keys), st.sampled_from(VALUES))
    return (
        st.none()
        | compared.map(lambda pair: {"==": [{"var": pair[0]}, pair[1]]})
        | rules(keys).map(lambda rule: {"!!": [rule]})
    )


def questions(key: str, earlier: tuple[str, ...]) -> st.SearchStrategy[Definition]:
    """A question that depends on `earlier` ones at most."""
    readable = (*earlier, *(f"{name}:other" for name in earlier))
    common = {
        "show_if": conditions(readable),
        "required": st.booleans(),
        "required_if": conditions(readable),
    }
    bound = st.none() | st.integers(0, 2)
    scored = {
        "theme": st.none() | st.sampled_from(THEMES),
        "weight": st.integers(0, 3),
        "effort": st.integers(1, 3),
        "weight_by": st.none()
        if not earlier
        else st.none()
        | st.builds(
            lambda name, weights: {"question": name, "weights": weights},
            st.sampled_from(earlier),
            st.dictionaries(st.sampled_from(VALUES), st.integers(0, 3)),
        ),
    }
    kinds: dict[str, dict[str, st.SearchStrategy[object]]] = {
        "text": {"max_length": st.integers(1, 8)},
        "long_text": {"max_length": st.integers(1, 8)},
        "email": {},
        "business_id_fi": {},
        "number": {"min": bound, "max": st.none() | st.floats(2, 9), "decimals": bound},
        "single_choice": {"choices": st.just(CHOICES), **scored},
        "multiple_choice": {"choices": st.just(CHOICES), "min_selected": bound, "max_selected": st.none() | st.just(2)},
        "scale": {"choices": st.just(LADDER), **scored},
    }
    return st.sampled_from(sorted(kinds)).flatmap(
        lambda kind: st.fixed_dictionaries({**common, **kinds[kind]}).map(lambda fields: question(kind, key, **fields))
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of two steps. Questions depend on each other without a circle, in an order that is not the form's."""
    keys = draw(st.permutations(KEYS))[: draw(st.integers(1, len(KEYS)))]
    made = [draw(questions(key, tuple(keys[:index]))) for index, key in enumerate(keys)]
    first, second = made[: len(made) // 2], made[len(made) // 2 :]
    steps = [
        {"key": "one", "title": "One", "questions": draw(st.permutations(second))},
        {
            "key": "two",
            "title": "Two",
            "questions": draw(st.permutations(first)),
        },
    ]
    scoring = {
        "themes": [{"key": key, "label": key.capitalize()} for key in THEMES],
        "bands": [{"min": 0, "max": 50, "label": "low"}, {"min": 51, "max": 100, "label": "high"}],
    }
    return form(*steps, scoring=scoring, locale=draw(st.sampled_from(["sv", "fi", "en"])))


likely = st.sampled_from([*VALUES, "in_place", "started", "not_relevant", "1", "2", 1, 2.5, "1,5", "a@b.example", "Å"])
answers = st.dictionaries(
    st.sampled_from([*KEYS, *(f"{key}:other" for key in KEYS)]) | any_text,
    likely | st.lists(likely, max_size=3) | answer_values | any_json,
    max_size=8,
)
