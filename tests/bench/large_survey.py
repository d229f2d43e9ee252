"""A survey as large as they come: 500 questions in 30 steps, 300 of them with a condition."""

from typing import Any

STEPS, QUESTIONS, RULES = 30, 500, 300
KINDS = ("single_choice", "text", "number", "scale", "multiple_choice", "yes_no", "date", "long_text")
POINTS = [
    {"value": "not_started", "label": "Inte påbörjat", "score": 0},
    {"value": "started", "label": "Påbörjat", "score": 1},
    {"value": "in_place", "label": "På plats", "score": 2},
]
CHOICES = [{"value": value, "label": value.capitalize()} for value in ("olja", "gas", "sol", "vind")]


def definition(key: str = "large-survey") -> dict[str, Any]:
    """The survey in Swedish, in the format `survey/1`. Every condition reads the nearest choice before it."""
    questions = [_question(number) for number in range(QUESTIONS)]
    for number in _spread():
        questions[number]["show_if"] = {"in": [{"var": f"q{number - number % 8}"}, ["olja", "gas"]]}
    size = -(-QUESTIONS // STEPS)
    return {
        "format": "survey/1",
        "key": key,
        "locale": "sv",
        "title": "Stor enkät",
        "privacy": "<p>Svaren sparas i ett år.</p>",
        "steps": [
            {
                "key": f"step{step}",
                "title": f"Del {step + 1}",
                "questions": questions[step * size : (step + 1) * size],
            }
            for step in range(STEPS)
        ],
        "scoring": {
            "themes": [{"key": "energy", "label": "Energi"}],
            "bands": [{"min": 0, "max": 100, "label": "Allt"}],
        },
    }


def _spread() -> list[int]:
    return [number for number in range(QUESTIONS) if number % 8][:RULES]


def _question(number: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    own: dict[str, Any] = {}
    if kind in ("single_choice", "multiple_choice"):
        own = {"choices": CHOICES}
    elif kind == "scale":
        own = {"choices": POINTS, "theme": "energy", "choice_list": "trappa"}
    return {"key": f"q{number}", "type": kind, "label": f"Fråga {number + 1}", **own}


def answers() -> dict[str, Any]:
    """An answer to every question."""
    given = {
        "single_choice": "olja",
        "text": "Demo",
        "number": "12,5",
        "scale": "started",
        "multiple_choice": ["gas", "sol"],
        "yes_no": "true",
        "date": "24.11.2026",
        "long_text": "Två\nrader",
    }
    return {f"q{number}": given[KINDS[number % len(KINDS)]] for number in range(QUESTIONS)}
