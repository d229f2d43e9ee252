"""Bodies to begin from, by operation, for whoever reads the OpenAPI document: a survey about how a house is heated."""

ANSWERS = {
    "name": "Demo Ab",
    "email": "demo@demo.example",
    "heating": "oil",
    "litres": 1200,
    "saving": "in_place",
}
EXAMPLES: dict[str, dict[str, object]] = {
    "validate_answers": {"answers": ANSWERS, "step": "energy", "locale": "sv", "version": 1},
    "create_submission": {"answers": ANSWERS, "locale": "sv", "version": 1, "mode": "self"},
    "create_draft": {"answers": {"name": "Demo Ab", "heating": "oil"}, "locale": "sv", "steps_done": ["you"]},
    "change_draft": {"answers": {"email": "demo@demo.example", "litres": None}, "steps_done": ["you", "energy"]},
    "submit_draft": {"mode": "self"},
    "move_draft": {"version": 2, "locale": "sv"},
    "send_link": {"email": "demo@demo.example", "locale": "sv"},
    "change_submission": {"state": "in_review", "note": "Call them about the oil."},
    "ask_correction": {
        "questions": [{"key": "litres", "note": "In a year, please."}],
        "message": "Thank you for your answers. One number looks too small.",
        "recipient": "demo@demo.example",
    },
}
