"""Published surveys, made through the same import and publishing as real ones."""

from typing import Any

from forms.models import SurveyPage
from forms.services.portable import import_survey
from home.models import HomePage
from tests.factories.home import make_small_site

SCALE = [
    {"value": "not_relevant", "label": "Inte aktuellt", "score": None},
    {"value": "not_started", "label": "Inte påbörjat", "score": 0},
    {"value": "started", "label": "Påbörjat", "score": 1},
    {"value": "in_place", "label": "På plats", "score": 2},
]


def definition(**changes: Any) -> dict[str, Any]:
    """A small survey with two steps, a condition in the first and a score in the second."""
    return {
        "format": "survey/1",
        "key": "demo-survey",
        "locale": "sv",
        "title": "Demoenkät",
        "intro": "<p>Svara gärna.</p>",
        "minutes": 3,
        "modes": [{"value": "self", "label": "På egen hand"}, {"value": "together", "label": "Med staden"}],
        "steps": [
            {
                "key": "you",
                "title": "Ni",
                "questions": [
                    {"key": "name", "type": "text", "label": "Namn", "required": True},
                    {"key": "email", "type": "email", "label": "E-post", "maps_to": "contact.email"},
                    {
                        "key": "heating",
                        "type": "single_choice",
                        "label": "Hur värmer ni?",
                        "required": True,
                        "choices": [{"value": "oil", "label": "Olja"}, {"value": "sun", "label": "Sol"}],
                    },
                    {
                        "key": "litres",
                        "type": "number",
                        "label": "Hur mycket olja?",
                        "required": True,
                        "min": 0,
                        "unit": "l/år",
                        "show_if": {"in": [{"var": "heating"}, ["oil"]]},
                    },
                ],
            },
            {
                "key": "energy",
                "title": "Energi",
                "questions": [
                    {
                        "key": "saving",
                        "type": "scale",
                        "label": "Vi sparar energi.",
                        "required": True,
                        "choices": SCALE,
                        "theme": "energy",
                        "weight": 2,
                        "strength": "Ni sparar energi",
                        "improvement": "Börja spara energi",
                    },
                    {"key": "more", "type": "long_text", "label": "Något mer?", "max_length": 200},
                ],
            },
        ],
        "scoring": {
            "themes": [{"key": "energy", "label": "Energi"}],
            "bands": [{"min": 0, "max": 50, "label": "Början"}, {"min": 51, "max": 100, "label": "Långt"}],
        },
        "result": {"title": "Ert resultat", "strengths_heading": "Det gör ni", "cta_send": "Skicka"},
        **changes,
    }


def home(language: str) -> HomePage:
    """The front page in `language` of the test client's site, which is made when it is asked for first."""
    found = HomePage.objects.filter(locale__language_code=language).first()
    return found or make_small_site().homes[language]


def publish(changes: dict[str, Any] | None = None, **fields: Any) -> SurveyPage:
    """A published survey page; `changes` go into the definition, `fields` onto the page."""
    survey = definition(**(changes or {}))
    page = import_survey(survey, parent=home(survey["locale"]), publish=True)
    for name, value in fields.items():
        setattr(page, name, value)
    if fields:
        page.save_revision().publish()
        page.refresh_from_db()
    return page


ANSWERS = {"name": "Demo Ab", "email": "demo@demo.example", "heating": "oil", "litres": 1200, "saving": "in_place"}
