"""The programme's initial mapping, kept with all its meaning in one file for three languages, as `survey/1` forms."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html

SOURCE = Path(__file__).resolve().parent.parent / "data" / "mapping_form.json"
KEY = "initial-mapping"
ABOUT = {
    "sv": "Kartläggningen av en ny klimatpartner: nio delar, poäng, en profil och mål som passar.",
    "fi": "Uuden ilmastokumppanin kartoitus: yhdeksän osaa, pisteet, profiili ja sopivat tavoitteet.",
    "en": "The mapping of a new climate partner: nine parts, points, a profile and goals that fit.",
}
RADIO_AT_MOST = 8
"""A longer list of choices opens instead of filling the screen."""

Definition = dict[str, Any]


@cache
def source() -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return data


def sector_choices() -> list[Mapping[str, Any]]:
    """The sectors that the mapping asks for: `value`, and `label` by language."""
    questions = (question for section in source()["sections"] for question in section["questions"])
    return next(question["options"] for question in questions if question.get("maps_to") == "partner.sector")


def to_survey(locale: str) -> Definition:
    """The mapping in one language, as the JSON of `survey/1`."""
    return _Conversion(source(), locale).form()


class _Conversion:
    """The conversion of the source into one language."""

    def __init__(self, data: Mapping[str, Any], locale: str) -> None:
        self.data, self.locale = data, locale
        self.scales = {scale["id"]: scale for scale in data["scales"]}
        library = json.loads(SOURCE.with_name("goal_library.json").read_text(encoding="utf-8"))
        self.units = {unit["id"]: unit["label"][locale] for unit in library["units"]}

    def form(self) -> Definition:
        data = self.data
        return {
            "format": "survey/1",
            "key": KEY,
            "version": data["form_version"],
            "locale": self.locale,
            "languages": data["languages"],
            "title": self.words(data["title"]),
            "intro": self.paragraph(data["intro"]),
            "notice": self.words(data["confidentiality_note"]),
            "minutes": data["estimated_minutes"],
            "modes": [{"value": mode["id"], "label": self.words(mode["label"])} for mode in data["modes"]],
            "steps": [self.step(section) for section in data["sections"]],
            "scoring": self.scoring(),
            "result": {name: self.words(text) for name, text in data["result_page"].items()},
        }

    def words(self, texts: Mapping[str, str] | None) -> str:
        return texts[self.locale] if texts else ""

    def paragraph(self, texts: Mapping[str, str] | None) -> str:
        return format_html("<p>{}</p>", self.words(texts)) if texts else ""

    def step(self, section: Mapping[str, Any]) -> Definition:
        return {
            "key": section["id"],
            "title": self.words(section["title"]),
            "intro": self.paragraph(section.get("intro")),
            "questions": [self.question(question, section) for question in section["questions"]],
        }

    def scoring(self) -> Definition:
        return {
            "themes": [
                {"key": section["id"], "label": self.words(section["title"])}
                for section in self.data["sections"]
                if section["scored"]
            ],
            "bands": [
                {"min": band["min"], "max": band["max"], "label": self.words(band["label"])}
                for band in self.data["scoring"]["bands"]
            ],
        }

    def question(self, question: Mapping[str, Any], section: Mapping[str, Any]) -> Definition:
        common = {
            "type": question["type"],
            "key": question["id"],
            "label": self.words(question["label"]),
            "help": self.words(question.get("help")),
            "required": question["required"],
            "show_if": condition(question.get("show_if")),
            "follow_up_of": question.get("follow_up_of"),
            "maps_to": question.get("maps_to", ""),
            "autocomplete": question.get("autocomplete", ""),
            "data": {"personal": question.get("personal_data", False)},
        }
        return common | self.of_type(question, section)

    def of_type(self, question: Mapping[str, Any], section: Mapping[str, Any]) -> Definition:
        validation = question.get("validation", {})
        match question["type"]:
            case "scale":
                return self.scale(question, section)
            case "single_choice":
                choices = self.choices(question["options"])
                return {"choices": choices, "display_as": "radio" if len(choices) <= RADIO_AT_MOST else "select"}
            case "multiple_choice":
                bounds = {name: validation.get(name) for name in ("min_selected", "max_selected")}
                return {"choices": self.choices(question["options"])} | bounds
            case "number":
                bounds = {name: validation.get(name) for name in ("min", "max", "decimals")}
                return {"unit": self.units[question["unit"]], "tags": question.get("baseline_for", [])} | bounds
            case "text" | "long_text" if "max_length" in question:
                return {"max_length": question["max_length"]}
        return {}

    def choices(self, options: list[Mapping[str, Any]]) -> list[Definition]:
        return [
            {
                "value": option["value"],
                "label": self.words(option["label"]),
                "exclusive": option.get("exclusive", False),
                "free_text": option.get("free_text", False),
            }
            for option in options
        ]

    def scale(self, question: Mapping[str, Any], section: Mapping[str, Any]) -> Definition:
        points = self.scales[question["scale"]]["options"]
        by_sector = question.get("impact_by_sector")
        return {
            "choice_list": question["scale"],
            "choices": [
                {"value": point["value"], "label": self.words(point["label"]), "score": point["score"]}
                for point in points
            ],
            "theme": section["id"] if section["scored"] else None,
            "weight": question["impact"],
            "weight_by": {"question": "sector", "weights": by_sector} if by_sector else None,
            "effort": question["effort"],
            "strength": self.words(question["strength_text"]),
            "improvement": self.words(question["improvement_text"]),
            "tags": question["suggested_goal_ids"],
            "more_tags": question["more_goal_ids"],
        }


def condition(show_if: Mapping[str, Any] | None) -> Definition | None:
    """A condition of the source as JSON Logic."""
    if show_if is None:
        return None
    (join, parts), *others = show_if.items()
    if others or join not in {"all", "any"}:
        raise ValueError(f"unknown way to join conditions: {show_if}")
    rules = [_comparison(part) for part in parts]
    return rules[0] if len(rules) == 1 else {"and" if join == "all" else "or": rules}


def _comparison(part: Mapping[str, Any]) -> Definition:
    variable, values = {"var": part["question"]}, part["value"]
    match part["op"]:
        case "in":
            return {"in": [variable, values]}
        case "contains_any":
            rules = [{"in": [value, variable]} for value in values]
            return rules[0] if len(rules) == 1 else {"or": rules}
        case unknown:
            raise ValueError(f"unknown comparison: {unknown}")
