"""A definition in which every field of every question type has another value than its default."""

from typing import Any

Definition = dict[str, Any]

RULE = {"in": [{"var": "first"}, ["x"]]}
LADDER = [
    {"value": "no", "label": "Nej", "score": 0, "show_if": {"!!": {"var": "first"}}},
    {"value": "yes", "label": "Ja", "score": 2},
    {"value": "na", "label": "Inte aktuellt", "score": None, "exclusive": True, "free_text": True},
]
SCORED = {
    "theme": "energy",
    "weight": 3,
    "weight_by": {"question": "one", "weights": {"a": 0, "b": 5}},
    "effort": 3,
    "more_tags": ["EN-2"],
}
WORDS = {"strength": "Ni kan det", "improvement": "Ni kan lära er"}
COMMON = {
    "help": 'Hjälp <b>inte</b> & "så"',
    "required": True,
    "required_if": RULE,
    "show_if": {"or": [RULE, {"==": [{"var": "ja"}, True]}]},
    "maps_to": "partner.name",
    "tags": ["A-1", "B_2"],
    "data": {"personal": True, "confidential": True},
}
TYPED = {"autocomplete": "name", "prefill": "from"}


def asked(kind: str, key: str, **fields: Any) -> Definition:
    return {"type": kind, "key": key, "label": f"{kind} <i>&amp; mer", **COMMON, **fields}


def every_field() -> Definition:
    """Everything that a definition can say."""
    choices = [
        {"value": "a", "label": "<b>A</b>", "show_if": RULE, "score": 1},
        {"value": "b", "label": "B", "exclusive": True},
        {"value": "c.d+e", "label": "C", "free_text": True},
    ]
    plain = [{"value": "a", "label": "A", "show_if": RULE}, {"value": "b", "label": "B"}, {"value": "c", "label": "C"}]
    bounds = {"min": -1.5, "max": 9.5, "step": 0.5, "decimals": 1, "unit": "kWh"}
    days = {"earliest": "2026-01-01", "latest": "2027-12-31"}
    first = [
        {"type": "text", "key": "first", "label": "Första"},
        {"type": "yes_no", "key": "ja", "label": "Ja?"},
        {
            "type": "single_choice",
            "key": "one",
            "label": "En",
            "choices": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
        },
    ]
    questions = [
        asked("text", "text", max_length=9, follow_up_of="first", **TYPED),
        asked("long_text", "long_text", max_length=10, **TYPED),
        asked("email", "email", **TYPED),
        asked("phone", "phone", **TYPED),
        asked("url", "url", **TYPED),
        asked("number", "number", **bounds, prefill="n"),
        asked("date", "date", **days),
        asked("time", "time"),
        asked("datetime", "datetime", **days),
        asked("yes_no", "yes_no"),
        asked("single_choice", "single", choices=choices, display_as="select", **SCORED, **WORDS),
        asked("multiple_choice", "multiple", choices=choices, min_selected=1, max_selected=2),
        asked("scale", "scale", choices=LADDER, **SCORED, **WORDS),
        asked(
            "matrix",
            "matrix",
            choices=[{**point, "free_text": False} for point in LADDER],
            **SCORED,
            rows=[
                {"key": "r", "label": "R <b>", **WORDS},
                {"key": "s", "label": "S"},
            ],
        ),
        asked("ranking", "ranking", choices=plain, most=2),
        asked("rating", "rating", max=7, low="Lite", high="Mycket"),
        asked("file", "file", accept=["text", "spreadsheet"], max_size_mb=3, max_files=4),
        asked("business_id_fi", "business_id"),
        asked("postal_code", "postal_code"),
        asked("address", "address"),
        asked("consent", "consent", statement="Vi får <b>spara</b> svaret."),
        asked(
            "acknowledgement",
            "acknowledgement",
            statement="Läst.",
            document="Regler",
            document_version="2",
            document_url="https://borga.example/regler",
        ),
        asked("signature_name", "signature"),
        {
            "type": "calculated",
            "key": "total",
            "label": "Summa",
            "help": "Hjälp",
            "show_if": RULE,
            "decimals": 0,
            "unit": "kr",
            "formula": {"if": [{">": [{"var": "number"}, 1]}, {"*": [{"var": "number"}, 2]}, 0]},
        },
        {"type": "hidden", "key": "hidden", "label": "Källa", "prefill": "src", "max_length": 20},
        {
            "type": "statement",
            "key": "statement",
            "label": "Läs",
            "show_if": RULE,
            "body": "<p>Ett <strong>ord</strong>.</p>",
        },
        {"type": "section", "key": "section", "label": "Rubrik", "help": "Hjälp", "show_if": RULE},
        asked(
            "group",
            "group",
            min_rows=1,
            max_rows=3,
            row_label="Person",
            questions=[
                asked("text", "inner"),
                asked("single_choice", "role", choices=choices, show_if={"!!": {"var": "inner"}}),
                {"type": "statement", "key": "inner_statement", "label": "Läs", "body": "<p>Radens text</p>"},
            ],
        ),
    ]
    return {
        "format": "survey/1",
        "key": "every-field",
        "version": 1,
        "locale": "sv",
        "title": "Allt <b>möjligt</b>",
        "intro": '<p>Hej <a href="https://borga.example/">du</a></p>',
        "notice": "Läs <i>detta</i>",
        "privacy": "<p>Sparas ett år.</p>",
        "minutes": 7,
        "modes": [{"value": "self", "label": "På egen hand"}],
        "steps": [
            {"key": "before", "title": "Först", "questions": first},
            {
                "key": "after",
                "title": "Sedan <hr>",
                "intro": "<p>Mer</p>",
                "show_if": {"!!": {"var": "first"}},
                "questions": questions,
            },
        ],
        "scoring": {
            "themes": [{"key": "energy", "label": "Energi"}],
            "bands": [{"min": 0, "max": 49, "label": "Början"}, {"min": 50, "max": 100, "label": "Långt"}],
        },
        "result": {"title": "Ert resultat", "strengths_heading": "Det gör ni", "cta_send": "Skicka"},
    }
