"""Rules in words, in three languages; and the same words from the script that the builder's editor runs."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.builder.formula import parse_formula, write_formula
from forms.explanations import explain, explanations, words
from forms.messages.rules import WORDS
from tests.forms.builder.strategies import conditions, formulas
from tests.forms.engine.small_forms import choices, form, question, step, text
from tests.forms.engine.strategies import rules

FORM = form(
    step(
        text("name"),
        question("single_choice", "heating", choices=choices("oil", "gas", "other", free_text="other")),
        question("multiple_choice", "vehicles", choices=choices("car", "bike")),
        question("number", "area", unit="m²"),
        question("date", "day"),
        question("time", "hour"),
        question("datetime", "moment"),
        question("yes_no", "owner"),
        question("rating", "grade"),
        question(
            "matrix",
            "habits",
            rows=[{"key": "sorting", "label": "Sorting"}, {"key": "saving", "label": "Saving"}],
            choices=[
                {"value": "often", "label": "Often", "score": 1},
                {"value": "never", "label": "Never", "score": 0},
            ],
        ),
        question("address", "place"),
        question("group", "staff", questions=[text("person"), question("number", "hours", unit="h")]),
        question("ranking", "order", choices=choices("first", "second")),
    )
)
LOCALES = ("sv", "fi", "en")


def var(key: str) -> dict[str, object]:
    return {"var": key}


SENTENCES = [
    (
        {
            "and": [
                {"in": [var("heating"), ["oil", "gas"]]},
                {"and": [{"!=": [var("area"), None]}, {">=": [var("area"), 500]}]},
            ]
        },
        "om ”Heating” är Oil eller Gas och ”Area” är minst 500 m²",
        "jos ”Heating” on Oil tai Gas ja ”Area” on vähintään 500 m²",
        "if “Heating” is Oil or Gas and “Area” is at least 500 m²",
    ),
    (
        {"!": {"in": [var("heating"), ["oil", "gas"]]}},
        "om ”Heating” varken är Oil eller Gas",
        "jos ”Heating” ei ole Oil eikä Gas",
        "if “Heating” is neither Oil nor Gas",
    ),
    (
        {"!": {"in": [var("heating"), ["oil"]]}},
        "om ”Heating” inte är Oil",
        "jos ”Heating” ei ole Oil",
        "if “Heating” is not Oil",
    ),
    (
        {"or": [{"in": ["car", var("vehicles")]}, {"in": ["bike", var("vehicles")]}]},
        "om det bland svaren på ”Vehicles” finns Car eller Bike",
        "jos kysymyksen ”Vehicles” vastauksissa on Car tai Bike",
        "if the answers to “Vehicles” include Car or Bike",
    ),
    (
        {"!": {"in": ["car", var("vehicles")]}},
        "om det bland svaren på ”Vehicles” inte finns Car",
        "jos kysymyksen ”Vehicles” vastauksissa ei ole Car",
        "if the answers to “Vehicles” do not include Car",
    ),
    (
        {"<": [var("day"), "2026-11-24"]},
        "om ”Day” är före 24.11.2026",
        "jos ”Day” on ennen kuin 24.11.2026",
        "if “Day” is before 24 November 2026",
    ),
    (
        {">=": [var("moment"), "2026-11-24T09:05"]},
        "om ”Moment” är tidigast 24.11.2026 09:05",
        "jos ”Moment” on aikaisintaan 24.11.2026 9.05",
        "if “Moment” is no earlier than 24 November 2026 09:05",
    ),
    (
        {"==": [var("owner"), True]},
        "om ”Owner” är ja",
        "jos ”Owner” on kyllä",
        "if “Owner” is yes",
    ),
    (
        {"!!": var("name")},
        "om ”Name” har besvarats",
        "jos kysymykseen ”Name” on vastattu",
        "if “Name” has been answered",
    ),
    (
        {"==": [var("area"), None]},
        "om ”Area” inte har besvarats",
        "jos kysymykseen ”Area” ei ole vastattu",
        "if “Area” has not been answered",
    ),
    (
        {"and": [{"==": [var("name"), "Åbo, Finland"]}, {"or": [{"!": var("owner")}, {"!=": [var("area"), 1234.5]}]}]},
        "om ”Name” är ”Åbo, Finland” och (”Owner” inte har besvarats eller ”Area” inte är 1\u00a0234,5 m²)",
        "jos ”Name” on ”Åbo, Finland” ja (kysymykseen ”Owner” ei ole vastattu tai ”Area” ei ole 1\u00a0234,5 m²)",
        "if “Name” is “Åbo, Finland” and (“Owner” has not been answered or “Area” is not 1,234.5 m²)",
    ),
    (
        {"in": [var("habits.sorting"), ["often"]]},
        "om ”Habits: Sorting” är Often",
        "jos ”Habits: Sorting” on Often",
        "if “Habits: Sorting” is Often",
    ),
    (
        {"<": [10, {"*": [var("area"), {"+": [var("hours"), 2]}]}, 99]},
        "om ”Area” × (”Hours” + 2) är mer än 10 och ”Area” × (”Hours” + 2) är mindre än 99",
        "jos ”Area” × (”Hours” + 2) on enemmän kuin 10 ja ”Area” × (”Hours” + 2) on vähemmän kuin 99",
        "if “Area” × (“Hours” + 2) is more than 10 and “Area” × (“Hours” + 2) is less than 99",
    ),
    (
        {"!": {"and": [{"in": ["x", var("name")]}, {"==": [var("heating:other"), "wood"]}]}},
        "om det inte stämmer att (”Name” innehåller ”x” och ”Heating: Other” är ”wood”)",
        "jos ei pidä paikkaansa, että (”Name” sisältää tekstin ”x” ja ”Heating: Other” on ”wood”)",
        "if it is not true that (“Name” contains “x” and “Heating: Other” is “wood”)",
    ),
    (
        {">": [{"if": [var("owner"), {"max": [var("area"), 3]}, 0]}, {"var": ["gone", 1]}]},
        "om (det största av ”Area” och 3 om ”Owner” har besvarats, annars 0) är mer än ”gone” (utan svar 1)",
        "jos (suurin luvuista ”Area” ja 3, jos kysymykseen ”Owner” on vastattu, muuten 0) on "
        "enemmän kuin ”gone” (ilman vastausta 1)",
        "if (the largest of “Area” and 3 if “Owner” has been answered, otherwise 0) is more than "
        "“gone” (without an answer 1)",
    ),
]


@pytest.mark.parametrize(("rule", *LOCALES), SENTENCES)
def test_a_rule_is_said_in_three_languages(rule, sv, fi, en):
    assert [explain(rule, FORM, locale, "bare") for locale in LOCALES] == [sv, fi, en]


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("question", "The question is shown if “Name” has been answered."),
        ("text", "The text is shown if “Name” has been answered."),
        ("step", "The part is shown if “Name” has been answered."),
        ("choice", "The choice is shown if “Name” has been answered."),
        ("required", "The question must be answered if “Name” has been answered."),
        ("bare", "if “Name” has been answered"),
    ],
)
def test_a_sentence_says_what_the_rule_decides(subject, sentence):
    assert explain({"!!": [var("name")]}, FORM, "en", subject) == sentence


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ({"-": [{"-": [var("area"), 1]}, {"-": [var("hours"), 2]}]}, "“Area” − 1 − (“Hours” − 2)"),
        ({"/": [{"*": [var("area"), 0.5]}, {"*": [var("hours"), 2]}]}, "“Area” × 0.5 / (“Hours” × 2)"),
        ({"*": [{"min": [var("area"), 1]}, {"-": [var("hours")]}]}, "(the smallest of “Area” and 1) × (−“Hours”)"),
        (
            {"if": [{"!": [var("owner")]}, 1, var("owner"), 2]},
            "1 if “Owner” has not been answered, otherwise 2 if “Owner” has been answered",
        ),
        ({"+": [{">": [var("area"), 5]}, var("staff.0.hours")]}, "(“Area” is more than 5 m²) + “Staff: 0.hours”"),
    ],
)
def test_a_formula_is_said_as_it_is_calculated(formula, said):
    assert explain(formula, FORM, "en", "formula") == f"Calculated as {said}."


def test_a_language_without_words_is_told_in_english():
    assert words("de") == WORDS["en"]
    assert {frozenset(translation) for translation in WORDS.values()} == {frozenset(WORDS["en"])}


def test_every_rule_of_a_form_is_told_at_its_place():
    rule = {"!!": var("a")}
    survey = form(
        step(text("a"), key="one"),
        step(
            text("b", show_if=rule, required_if=rule),
            question("single_choice", "c", choices=[{"value": "x", "label": "X", "show_if": rule}]),
            question("group", "g", questions=[text("d", show_if={"!!": var("e")}), text("e")]),
            question("calculated", "f", formula={"+": [var("a"), 1]}),
            question("section", "h", show_if=rule),
            key="two",
            show_if=rule,
        ),
    )
    assert dict(explanations(survey, "en")) == {
        "/steps/1/show_if": "The part is shown if “A” has been answered.",
        "/steps/1/questions/0/show_if": "The question is shown if “A” has been answered.",
        "/steps/1/questions/0/required_if": "The question must be answered if “A” has been answered.",
        "/steps/1/questions/1/choices/0/show_if": "The choice is shown if “A” has been answered.",
        "/steps/1/questions/2/questions/0/show_if": "The question is shown if “E” has been answered.",
        "/steps/1/questions/3/formula": "Calculated as “A” + 1.",
        "/steps/1/questions/4/show_if": "The text is shown if “A” has been answered.",
    }


KEYS = (
    "name",
    "heating",
    "vehicles",
    "area",
    "day",
    "owner",
    "habits.sorting",
    "heating:other",
    "gone",
    "hours",
    "order",
)
any_rule = (rules(KEYS) | conditions(KEYS) | formulas(KEYS)).map(
    lambda rule: rule if isinstance(rule, dict) else {"!!": [rule]}
)


@given(any_rule, st.sampled_from(LOCALES), st.sampled_from(["question", "formula"]))
def test_any_rule_is_told(rule, locale, subject):
    assert "$" not in explain(rule, FORM, locale, subject)


# ---------- the same in the browser ----------

MODULES = Path(__file__).parents[2] / "static" / "forms" / "builder"
TELL = """([words, locale, questions, cases]) => {
    const teller = new modules.explain.Teller(words, locale, (key) => questions[key]);
    return cases.map(([rule, subject]) => teller.sentence(rule, subject));
}"""


def known(locale: str) -> dict[str, object]:
    """What the editor's script knows of the questions."""
    found = {}
    for asked in FORM.every_question():
        options = getattr(asked, "choices", None)
        rows = getattr(asked, "rows", ())
        found[asked.key] = {
            "label": asked.label,
            "unit": getattr(asked, "unit", ""),
            "kind": QUESTION_BLOCKS[asked.type].compared_as,
            "choices": options and [{"value": option.value, "label": option.label} for option in options],
            "rows": [{"value": row.key, "label": row.label} for row in rows],
        }
    return found


@pytest.fixture(scope="module")
def builder_page(chromium: Browser) -> Iterator[Page]:
    """A page that holds the builder's modules that need no editor as `modules`."""

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name.endswith(".js"):
            route.fulfill(body=(MODULES / name).read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Builder</title>", content_type="text/html")

    context = chromium.new_context()
    context.route("**/*", serve)
    page = context.new_page()
    page.goto("http://builder.example/")
    names = ("explain", "rows", "formula")
    page.evaluate(
        """async (names) => {
            window.modules = {};
            for (const name of names) modules[name] = await import(`/${name}.js`);
        }""",
        names,
    )
    yield page
    context.close()


def told(page: Page, locale: str, cases: list[tuple[object, str]]) -> list[str]:
    return page.evaluate(TELL, [words(locale), locale, known(locale), cases])


@pytest.mark.parametrize("locale", LOCALES)
def test_the_editor_says_every_sentence_as_the_server_does(builder_page, locale):
    cases = [(rule, "bare") for rule, *_said in SENTENCES]
    said = [sentences[LOCALES.index(locale)] for _rule, *sentences in SENTENCES]
    assert told(builder_page, locale, cases) == said


several_rules = st.lists(any_rule, min_size=10, max_size=20)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(several_rules, st.sampled_from(LOCALES), st.sampled_from(["question", "formula"]))
def test_the_editor_says_any_rule_as_the_server_does(builder_page, cases, locale, subject):
    # What JSON hands to the browser is what it was: a whole number is one however it is written.
    cases = json.loads(json.dumps(cases))
    said = [explain(rule, FORM, locale, subject) for rule in cases]
    assert told(builder_page, locale, [(rule, subject) for rule in cases]) == said


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(formulas(("a", "b", "min")), min_size=10, max_size=20))
def test_the_editor_reads_formulas_as_the_server_does(builder_page, cases):
    texts = [text for text in map(write_formula, cases) if text is not None]
    read = builder_page.evaluate("texts => texts.map(modules.formula.parseFormula)", texts)
    assert read == [parse_formula(text) for text in texts]


BROKEN = ["", "12", "a b", "a +", "a * / b", "(a + b", "a + b)", "min(a, b)", "a ^ 2", "(" * 50 + "a" + ")" * 50]


def test_the_editor_refuses_what_is_no_formula(builder_page):
    assert builder_page.evaluate("texts => texts.map(modules.formula.parseFormula)", BROKEN) == [None] * len(BROKEN)
