"""What holds for a question of any type: how it reads, keeps, types, posts, shows and exports its answer."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.base import BaseQuestion, is_empty
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import MINIMAL, minimal, one_step, parsed
from tests.forms.engine.test_question_schemas import fits

LOCALES = ("sv", "fi", "en")
KINDS = sorted(QUESTION_TYPES)
SINGLE = [kind for kind in KINDS if kind != "group"]
FILE = {"upload": "u-1", "name": "plan.pdf", "size": 2000, "type": "application/pdf"}

ANSWERED: dict[str, list[tuple[Json, Json]]] = {
    "text": [("  Aino  Exempel ", "Aino Exempel")],
    "long_text": [("Ett\r\ntvå ", "Ett\ntvå")],
    "email": [(" info@firm.example", "info@firm.example")],
    "phone": [("040 123 4567", "0401234567"), ("+358 (0)40", "+358040"), ("00358-40.12/3", "+35840123")],
    "url": [("firm.example", "https://firm.example"), ("HTTP://firm.example/a?b=1", "HTTP://firm.example/a?b=1")],
    "number": [("1 250,5", 1250.5), (7, 7), (7.0, 7)],
    "date": [("24.11.2026", "2026-11-24"), ("1/2/2026", "2026-02-01"), ("2026-1-2", "2026-01-02")],
    "time": [("13:05", "13:05"), ("9", "09:00"), ("kl. 9.30", "09:30"), ("klo 7.05", "07:05")],
    "datetime": [
        ("24.11.2026 9.30", "2026-11-24T09:30"),
        ("2026-11-24T13:05", "2026-11-24T13:05"),
        ({"date": "24.11.2026", "time": "9"}, "2026-11-24T09:00"),
    ],
    "yes_no": [(True, True), ("false", False), ("true", True), (False, False)],
    "single_choice": [("x", "x")],
    "multiple_choice": [(["y", "x"], ["x", "y"]), ("y", ["y"])],
    "scale": [("started", "started")],
    "matrix": [({"light": "started"}, {"light": "started"}), ({"heat": "in_place", "light": ""}, {"heat": "in_place"})],
    "ranking": [(["z", "x", "y"], ["z", "x", "y"]), ({"x": "2", "y": 3, "z": "1"}, ["z", "x", "y"])],
    "rating": [("4", 4), (5.0, 5)],
    "file": [([FILE], [FILE]), (FILE, [FILE])],
    "business_id_fi": [("123456-2", "0123456-2")],
    "postal_code": [("FI-06 100", "06100")],
    "address": [
        (
            {"street": " Ån 1 ", "postal_code": "06 100", "city": "Borgå"},
            {"street": "Ån 1", "postal_code": "06100", "city": "Borgå"},
        )
    ],
    "consent": [
        (True, {"accepted": True, "text": "You may write to us."}),
        ("on", {"accepted": True, "text": "You may write to us."}),
        ({"accepted": True, "text": "Something else."}, {"accepted": True, "text": "You may write to us."}),
    ],
    "acknowledgement": [("1", {"accepted": True, "document": "Rules", "version": "2"})],
    "signature_name": [("Aino  Exempel", "Aino Exempel")],
    "hidden": [(" fair ", "fair")],
}
"""For each type what may be given, in Swedish or as JSON, and what is kept of it."""
NOT_GIVEN = {"calculated", "statement", "section", "group"}

GIVEN = [(kind, raw, kept) for kind, answers in ANSWERED.items() for raw, kept in answers]


def everywhere(*lines: str) -> dict[str, list[str]]:
    return {locale: [*lines] for locale in LOCALES}


SHOWN: dict[str, dict[str, list[str]]] = {
    "text": everywhere("Aino Exempel"),
    "long_text": everywhere("Ett\ntvå"),
    "email": everywhere("info@firm.example"),
    "phone": everywhere("0401234567"),
    "url": everywhere("https://firm.example"),
    "number": {"sv": ["1\u00a0250,5"], "fi": ["1\u00a0250,5"], "en": ["1,250.5"]},
    "date": {"sv": ["24.11.2026"], "fi": ["24.11.2026"], "en": ["24 November 2026"]},
    "time": {"sv": ["13:05"], "fi": ["13.05"], "en": ["13:05"]},
    "datetime": {"sv": ["24.11.2026 09:30"], "fi": ["24.11.2026 9.30"], "en": ["24 November 2026 09:30"]},
    "yes_no": {"sv": ["Ja"], "fi": ["Kyllä"], "en": ["Yes"]},
    "single_choice": everywhere("X"),
    "multiple_choice": everywhere("X", "Y"),
    "scale": everywhere("Started"),
    "matrix": everywhere("Light: Started"),
    "ranking": everywhere("1. Z", "2. X", "3. Y"),
    "rating": everywhere("4 / 5"),
    "file": everywhere("plan.pdf"),
    "business_id_fi": everywhere("0123456-2"),
    "postal_code": everywhere("06100"),
    "address": everywhere("Ån 1, 06100 Borgå"),
    "consent": everywhere("You may write to us."),
    "acknowledgement": everywhere("We have read it. (Rules, 2)"),
    "signature_name": everywhere("Aino Exempel"),
    "hidden": everywhere("fair"),
    "calculated": {"sv": ["1\u00a0250,5"], "fi": ["1\u00a0250,5"], "en": ["1,250.5"]},
    "group": everywhere("Name: Aino; Role: X", "Name: Bo"),
}
KEPT: dict[str, Json] = {kind: answers[0][1] for kind, answers in ANSWERED.items()} | {
    "calculated": 1250.5,
    "group": [{"name": "Aino", "role": "x"}, {"name": "Bo"}],
}

EXPORTED: dict[str, tuple[list[str], tuple[Json, ...]]] = {
    **{kind: (["q"], (KEPT[kind],)) for kind in ("text", "long_text", "email", "phone", "url", "number", "calculated")},
    **{kind: (["q"], (KEPT[kind],)) for kind in ("date", "time", "datetime", "yes_no", "scale", "rating", "hidden")},
    **{kind: (["q"], (KEPT[kind],)) for kind in ("business_id_fi", "postal_code", "signature_name")},
    "single_choice": (["q", "q:y"], ("x", None)),
    "multiple_choice": (["q.x", "q.y", "q:y"], (True, True, None)),
    "matrix": (["q.light", "q.heat"], ("started", None)),
    "ranking": (["q.x", "q.y", "q.z"], (2, 3, 1)),
    "file": (["q"], ("plan.pdf",)),
    "address": (["q.street", "q.postal_code", "q.city"], ("Ån 1", "06100", "Borgå")),
    "consent": (["q"], ("You may write to us.",)),
    "acknowledgement": (["q"], ("We have read it. (Rules, 2)",)),
    "statement": ([], ()),
    "section": ([], ()),
    "group": (["q.name", "q.role"], ("Aino\nBo", "x\n")),
}


def asked(kind: str) -> BaseQuestion:
    return parsed(minimal(kind))


def test_the_tables_know_every_type() -> None:
    assert sorted(MINIMAL) == sorted(EXPORTED) == KINDS
    assert sorted([*ANSWERED, *NOT_GIVEN]) == KINDS
    assert sorted([*SHOWN, "statement", "section"]) == KINDS


@pytest.mark.parametrize(("kind", "raw", "kept"), GIVEN)
def test_an_answer_is_kept_in_one_form(kind: str, raw: Json, kept: Json) -> None:
    question = asked(kind)
    reading = question.read({"q": raw}, "sv")
    assert (dict(reading.values), reading.errors) == ({"q": kept}, ())
    assert fits(kept, question.json_schema())
    assert json.loads(json.dumps(kept)) == kept


@pytest.mark.parametrize(("kind", "raw", "kept"), GIVEN)
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_kept_is_read_again_as_it_is_in_every_language(kind: str, raw: Json, kept: Json, locale: str) -> None:
    assert dict(asked(kind).read({"q": kept}, locale).values) == {"q": kept}


@pytest.mark.parametrize(
    "kind", [kind for kind in ANSWERED if not asked(kind).parts and kind not in ("multiple_choice", "file")]
)
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_kept_can_be_typed_again(kind: str, locale: str) -> None:
    question, kept = asked(kind), KEPT[kind]
    if kind in ("consent", "acknowledgement"):
        assert question.typed(kept, locale) == "true"
    assert dict(question.read({"q": question.typed(kept, locale)}, locale).values) == {"q": kept}


@pytest.mark.parametrize("kind", [kind for kind in ANSWERED if asked(kind).parts])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_kept_can_be_typed_again_into_its_parts(kind: str, locale: str) -> None:
    question, kept = asked(kind), KEPT[kind]
    parts = question.typed_parts(kept, locale)
    assert tuple(parts) == question.parts
    assert dict(question.read({"q": parts}, locale).values) == {"q": kept}
    assert question.typed_parts(parts, locale) == parts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "raw", [None, "", " \t", [], {}, [""], [None, " "], {"x": ""}, {"light": None}, [[], {"a": []}]]
)
def test_what_is_left_empty_is_no_answer(kind: str, raw: Json) -> None:
    reading = asked(kind).read({"q": raw}, "sv") if kind != "group" else asked("text").read({"q": raw}, "sv")
    assert (dict(reading.values), reading.errors) == ({}, ())


@pytest.mark.parametrize("kind", sorted(SHOWN))
@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_is_shown_the_way_of_its_reader(kind: str, locale: str) -> None:
    assert asked(kind).display({"q": KEPT[kind]}, locale) == SHOWN[kind][locale]
    assert asked(kind).display({}, locale) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_has_a_cell_for_each_of_its_columns(kind: str) -> None:
    question = asked(kind)
    names, cells = EXPORTED[kind]
    assert [column.name for column in question.columns()] == names
    assert question.cells({"q": KEPT.get(kind)}, "sv") == cells
    assert question.cells({}, "sv") == (None,) * len(names)
    assert all(column.label for column in question.columns())


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_knows_the_schema_of_each_answer_key(kind: str) -> None:
    question = asked(kind)
    assert tuple(question.schemas()) == question.answer_keys
    assert bool(question.answer_keys) is question.asks
    json.dumps(question.schemas())


POSTED: dict[str, tuple[dict[str, list[str]], Json]] = {
    "text": ({"q": ["old", "new"]}, {"q": "new"}),
    "multiple_choice": ({"q": ["x", "y"], "q:y": ["Peat"]}, {"q": ["x", "y"], "q:y": "Peat"}),
    "single_choice": ({"q": ["y"], "q:y": ["Peat"], "q:x": ["?"]}, {"q": "y", "q:y": "Peat"}),
    "file": ({"q": ["u-1", "u-2"]}, {"q": ["u-1", "u-2"]}),
    "matrix": ({"q:light": ["started"], "q": ["x"]}, {"q": {"light": "started", "heat": ""}}),
    "address": ({"q:street": ["Ån 1"]}, {"q": {"street": "Ån 1", "postal_code": "", "city": ""}}),
    "ranking": ({"q:x": ["2"], "q:y": ["1"]}, {"q": {"x": "2", "y": "1", "z": ""}}),
    "datetime": ({"q:date": ["1.2.2026"], "q:time": ["9"]}, {"q": {"date": "1.2.2026", "time": "9"}}),
    "consent": ({"q": ["true"]}, {"q": "true"}),
    "statement": ({"q": ["x"]}, {}),
}


@pytest.mark.parametrize("kind", sorted(POSTED))
@pytest.mark.parametrize("prefix", ["", "staff:3:"])
def test_a_form_post_is_taken_apart(kind: str, prefix: str) -> None:
    post, raw = POSTED[kind]
    assert asked(kind).posted({prefix + name: values for name, values in post.items()}, prefix) == raw


@pytest.mark.parametrize("kind", sorted(POSTED))
def test_a_post_of_nothing_is_no_answer(kind: str) -> None:
    assert is_empty(asked(kind).posted({}))


hostile_keys = strategies.any_text | st.sampled_from(
    [
        "x",
        "y",
        "light",
        "street",
        "city",
        "date",
        "time",
        "accepted",
        "upload",
        "name",
        "size",
        "type",
        "\ud800",
        "a\x00",
    ]
)
hostile = st.recursive(
    strategies.odd_scalars
    | st.sampled_from(
        ["\ud800", "a\x00b", "9" * 5000, "0001" + "9" * 5000, 10**4200, 1e308, "0000-01-01", "0001-01-01"]
    )
    | st.sampled_from(
        ["\u0661\u0662", "1\u0661.1.2026", "kl 1\u0662", "https://\ud800.example", "https://[::1", "xn--a.example"]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile_keys, inner, max_size=4),
    max_leaves=10,
)


def storable(value: object) -> bytes:
    """`value` as a database would be given it."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False).encode()


@settings(deadline=None, max_examples=400, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SINGLE), hostile, st.sampled_from([*LOCALES, "de"]))
def test_any_json_gives_a_value_or_an_error_with_a_code(kind: str, raw: Json, locale: str) -> None:
    question = asked(kind)
    reading = question.read({"q": raw, "q:y": raw}, locale)
    storable(dict(reading.values))
    assert question.answer_keys or not reading.values
    for error in reading.errors:
        storable([error.code, error.pointer, error.key, dict(error.params)])
    if not reading.errors:
        assert question.read(reading.values, locale) == reading
        for key, schema in question.schemas().items():
            assert key not in reading.values or fits(reading.values[key], schema)
        assert len(question.cells(reading.values, locale)) == len(question.columns())
        assert bool(question.display(reading.values, locale)) is bool(reading.values.get("q") is not None)
    assert isinstance(question.typed(raw, locale), str)
    assert all(isinstance(part, str) for part in question.typed_parts(raw, locale).values())


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SINGLE), hostile)
def test_any_json_is_accepted_or_refused_by_itself(kind: str, raw: Json) -> None:
    try:
        storable(asked(kind).clean(raw, "sv"))
    except InvalidAnswer as error:
        storable([error.code, [*error.at], dict(error.params)])


@pytest.mark.parametrize("kind", SINGLE)
def test_what_is_nested_without_end_does_no_harm(kind: str) -> None:
    raw: Json = "x"
    for _ in range(900):
        raw = [raw] if len(repr(type(raw))) % 2 else {"x": raw}
    assert not asked(kind).read({"q": raw}, "sv").values


@pytest.mark.parametrize("depth", [1, 8])
def test_lists_of_nothing_are_empty_to_a_depth_that_no_answer_has(depth: int) -> None:
    raw: Json = ""
    for _ in range(depth):
        raw = [raw]
    assert is_empty(raw)
    assert not is_empty([[raw]]) or depth == 1


def test_types_are_told_by_whether_somebody_answers_them() -> None:
    by_hand = {kind for kind in KINDS if asked(kind).by_hand}
    assert set(KINDS) - by_hand == {"calculated", "hidden", "statement", "section"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_survives_the_portable_format(kind: str) -> None:
    form = one_step(minimal(kind, prefill="from") if kind != "hidden" else minimal(kind))
    assert type(form).model_validate_json(json.dumps(form.portable())) == form
