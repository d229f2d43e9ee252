"""A survey that asks one question of every type, for tests of what respondents see."""

from typing import Any

from tests.factories.surveys import SCALE

SIZES = [{"value": "small", "label": "Liten"}, {"value": "large", "label": "Stor"}]
ENERGY = [
    {"value": "wind", "label": "Vindkraft"},
    {"value": "sun", "label": "Solkraft"},
    {"value": "other", "label": "Något annat", "free_text": True},
    {"value": "none", "label": "Inget av dessa", "exclusive": True},
]


def question(kind: str, key: str, label: str, **fields: object) -> dict[str, Any]:
    return {"type": kind, "key": key, "label": label, **fields}


TEXTS = [
    question("statement", "welcome", "Innan ni börjar", body="<p>Ha <strong>elräkningen</strong> till hands.</p>"),
    question("section", "about", "Om organisationen", help="Sådant som syns utåt."),
    question("text", "name", "Organisationens namn", required=True, autocomplete="organization"),
    question("long_text", "story", "Berätta om er verksamhet", max_length=200, help="I några meningar."),
    question("email", "email", "E-post", autocomplete="email", prefill="email"),
    question("phone", "phone", "Telefon", autocomplete="tel"),
    question("url", "site", "Webbplats"),
    question("business_id_fi", "business_id", "FO-nummer"),
    question("postal_code", "code", "Postnummer"),
    question("address", "address", "Besöksadress"),
    question("signature_name", "signature", "Underskrift"),
    question("hidden", "source", "Kom från", prefill="from"),
]
FIGURES = [
    question("number", "area", "Lokalernas yta", unit="m²", min=0, required=True),
    question("number", "power", "Elförbrukning per år", unit="kWh", min=0),
    question(
        "calculated",
        "per_metre",
        "El per kvadratmeter",
        formula={"/": [{"var": "power"}, {"var": "area"}]},
        decimals=1,
        unit="kWh/m²",
    ),
    question("date", "start", "När började ni?", earliest="2000-01-01", latest="2030-12-31"),
    question("time", "opens", "När öppnar ni?"),
    question("datetime", "meeting", "När kan vi träffas?", earliest="2026-01-01"),
    question("rating", "happy", "Hur nöjda är ni?", max=10, low="Inte alls nöjda", high="Mycket nöjda"),
]
CHOICES = [
    question("yes_no", "owns", "Äger ni lokalerna?", required=True),
    question(
        "single_choice",
        "heating",
        "Hur värmer ni?",
        choices=[
            {"value": "district", "label": "Fjärrvärme"},
            {"value": "own", "label": "Egen panna", "show_if": {"==": [{"var": "owns"}, True]}},
            {"value": "other", "label": "På annat sätt", "free_text": True},
        ],
    ),
    question("single_choice", "size", "Hur stora är ni?", display_as="select", choices=SIZES, prefill="size"),
    question("multiple_choice", "energy", "Vad använder ni?", choices=ENERGY, max_selected=2),
    question("scale", "saving", "Vi sparar energi.", choices=SCALE, theme="energy"),
    question(
        "matrix",
        "matrix",
        "Hur långt har ni kommit?",
        required=True,
        choices=SCALE,
        rows=[
            {"key": "waste", "label": "Sortering av avfall"},
            {"key": "travel", "label": "Resor i arbetet och till arbetet"},
            {"key": "food", "label": "Livsmedelsförsörjning"},
        ],
    ),
    question(
        "ranking",
        "ranking",
        "Vad är viktigast för er?",
        choices=[
            {"value": "price", "label": "Kostnaderna"},
            {"value": "climate", "label": "Klimatet"},
            {"value": "image", "label": "Hur andra ser på oss"},
        ],
    ),
]
ROWS = [
    question(
        "group",
        "staff",
        "Vilka deltar?",
        row_label="Person",
        min_rows=1,
        max_rows=3,
        required=True,
        help="Högst tre personer.",
        questions=[
            question("text", "person", "Namn", required=True),
            question("email", "contact", "Personens e-post"),
            question(
                "single_choice",
                "role",
                "Roll",
                choices=[
                    {"value": "lead", "label": "Ansvarig"},
                    {"value": "other", "label": "Annan", "free_text": True},
                ],
            ),
            question("date", "since", "Ansvarig sedan", required=True, show_if={"==": [{"var": "role"}, "lead"]}),
        ],
    ),
    question("file", "plan", "Er miljöplan", accept=["pdf", "text"], max_files=2, max_size_mb=1),
    question("consent", "news", "Nyhetsbrev", statement="Ni får skicka oss nyhetsbrev."),
    question(
        "acknowledgement",
        "privacy",
        "Dataskydd",
        required=True,
        statement="Vi har läst beskrivningen.",
        document="Dataskyddsbeskrivning",
        document_version="2",
        document_url="/sv/",
    ),
]
STEPS = [
    {"key": "texts", "title": "Text", "questions": TEXTS},
    {"key": "figures", "title": "Siffror och tider", "questions": FIGURES},
    {"key": "choices", "title": "Val", "questions": CHOICES},
    {"key": "rows", "title": "Rader och bilagor", "questions": ROWS},
]


def every_type(**changes: Any) -> dict[str, Any]:
    """The definition of the survey; `changes` go into it."""
    return {
        "format": "survey/1",
        "key": "every-type",
        "locale": "sv",
        "title": "Alla slags frågor",
        "steps": STEPS,
        "scoring": {"themes": [{"key": "energy", "label": "Energi"}]},
        **changes,
    }
