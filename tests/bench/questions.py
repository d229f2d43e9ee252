"""The 45 questions that both sites ask on one page, and an answer to each."""

from typing import Any

CHOICES = ("Inte alls", "Delvis", "Till största delen", "Helt")
KINDS = ("singleline", "singleline", "multiline", "number", "radio", "singleline", "dropdown", "email", "date")
COUNT = 45
ANSWERS = {
    "singleline": "Demobageriet i Borgå",
    "multiline": "Två rader\nom hur vi sparar energi",
    "number": "12",
    "radio": "Delvis",
    "dropdown": "Helt",
    "email": "demo@butiken.example",
    "date": "2026-11-24",
}


def fields() -> list[dict[str, Any]]:
    """The fields as `wagtail.contrib.forms` has them."""
    kinds = [KINDS[number % len(KINDS)] for number in range(COUNT)]
    return [
        {
            "label": f"Fråga {number + 1}",
            "clean_name": f"fraga_{number + 1}",
            "field_type": kind,
            "choices": "\n".join(CHOICES) if kind in ("radio", "dropdown") else "",
        }
        for number, kind in enumerate(kinds)
    ]


def answers() -> dict[str, str]:
    """An answer to each, by the name of its field."""
    return {field["clean_name"]: ANSWERS[field["field_type"]] for field in fields()}
