"""Files to import, as other makers write them."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import override

from forms.importers.report import Conversion
from forms.importers.surveyjs import convert

FILES = Path(__file__).parent / "files"


def energy_visit() -> dict[str, Any]:
    """A SurveyJS survey with a bit of everything, in three languages."""
    return json.loads((FILES / "energy-visit.surveyjs.json").read_text(encoding="utf-8"))


def surveyjs(*elements: dict[str, Any], **survey: Any) -> dict[str, Any]:
    """A SurveyJS survey of one page, in Swedish."""
    return {"locale": "sv", "title": "Liten", "pages": [{"name": "page1", "elements": list(elements)}], **survey}


def element(kind: str, name: str = "q", **members: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "title": name.capitalize(), **members}


def form_field(label: str, field_type: str, pk: int = 1, page: int = 7, **fields: Any) -> dict[str, Any]:
    """A form field as `dumpdata` writes it."""
    common = {
        "sort_order": pk,
        "clean_name": label.lower().replace(" ", "_"),
        "label": label,
        "field_type": field_type,
        "required": True,
        "choices": "",
        "default_value": "",
        "help_text": "",
        "page": page,
    }
    return {"model": "home.formfield", "pk": pk, "fields": common | fields}


def fixture(*fields: dict[str, Any], page: int = 7, title: str = "Anmälan", **own: Any) -> list[dict[str, Any]]:
    """What `dumpdata` writes of one form page."""
    return [
        {"model": "wagtailcore.locale", "pk": 1, "fields": {"language_code": "sv"}},
        {
            "model": "wagtailcore.page",
            "pk": page,
            "fields": {"title": title, "draft_title": title, "slug": "anmalan", "locale": 1, "content_type": 44},
        },
        {
            "model": "home.formpage",
            "pk": page,
            "fields": {"intro": "<p>Välkommen!</p>", "thank_you_text": "<p>Tack!</p>", "to_address": "", **own},
        },
        *fields,
    ]


def converted(survey: dict[str, Any], locale: str = "sv", editor: str = "en") -> Conversion:
    """What comes of a SurveyJS survey in the language `locale`."""
    with override(editor):
        return convert(survey, locale)


def words(notes: Any) -> str:
    """The notes of a report as they are printed."""
    return "\n".join(f"{note.where}: {note.message}" for note in notes)
