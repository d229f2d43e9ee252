"""Blocks → form. What the blocks say that no form can is told as findings, each with its place in the definition."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms.builder.content import Content, Stream, values
from forms.builder.findings import Finding
from forms.builder.html import clean_html
from forms.builder.rules import InvalidRow, Row, from_rows, split_values
from forms.engine.base import Json
from forms.engine.definition import FORMAT, Form
from forms.engine.errors import pointer

Block = Mapping[str, Any]
Definition = dict[str, Any]

# fields of a question's block that go into the definition under the same name, unless they are empty
AS_THEY_ARE = (
    *("help", "follow_up_of", "maps_to", "autocomplete", "max_length", "min", "max", "decimals", "unit"),
    *("display_as", "min_selected", "max_selected", "theme", "weight", "effort", "strength", "improvement"),
    "choice_list",
)
TAGS = ("tags", "more_tags")
RULES = ("show_if", "required_if")


def row_message(code: str) -> str:
    """What to do about a condition that says nothing."""
    return {
        "row_question": _("Choose the question that the condition is about."),
        "row_comparison": _("Choose how the answer is compared."),
        "row_values": _("Choose at least one answer to compare with."),
        "row_one_value": _("Choose exactly one answer to compare with."),
        "row_number": _("Write one number to compare with."),
    }[code]


@dataclass
class Compiler:
    """Compiles one content. Anything that is wrong ends up in `findings`, and is left out of the definition."""

    content: Content
    base_url: str = ""
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def choice_lists(self) -> dict[str, Stream]:
        return {item["name"]: item["choices"] for item in reversed(values(self.content.choice_lists))}

    @cached_property
    def numeric(self) -> frozenset[str]:
        """The keys of the questions that are answered with a number."""
        questions = (question for step in values(self.content.steps) for question in step["questions"])
        return frozenset(question["value"]["key"] for question in questions if question["type"] == "number")

    def definition(self) -> Definition:
        content = self.content
        return {
            "format": FORMAT,
            "key": content.key,
            "locale": content.locale,
            "title": content.title,
            "intro": self.html(content.intro),
            "notice": content.notice,
            "privacy": self.html(content.privacy),
            "minutes": content.minutes,
            "modes": [dict(mode) for mode in values(content.modes)],
            "steps": [self.step(step, pointer("steps", index)) for index, step in enumerate(values(content.steps))],
            "scoring": {
                "themes": [dict(theme) for theme in values(content.themes)],
                "bands": [dict(band) for band in values(content.bands)],
            },
            "result": dict(content.result),
        }

    def html(self, html: str | None) -> str:
        return clean_html(html or "", self.base_url)

    def step(self, step: Block, at: str) -> Definition:
        return {
            "key": step["key"],
            "title": step["title"],
            "intro": self.html(step["intro"]),
            "show_if": self.rule(step["show_if"], at + "/show_if"),
            "questions": [
                self.question(item["type"], item["value"], at + pointer("questions", index))
                for index, item in enumerate(step["questions"])
            ],
        }

    def question(self, question_type: str, block: Block, at: str) -> Definition:
        compiled: Definition = {"type": question_type, "key": block["key"], "label": block["label"]}
        compiled["required"] = block["required"]
        compiled["data"] = {"personal": block["personal"], "confidential": block["confidential"]}
        compiled |= {name: block[name] for name in AS_THEY_ARE if block.get(name) not in (None, "")}
        compiled |= {name: list(split_values(block[name])) for name in TAGS if block.get(name)}
        compiled |= {name: self.rule(block[name], f"{at}/{name}") for name in RULES}
        if "choices" in block:
            compiled["choices"] = self.choices(block, at)
        if block.get("weight_by_question"):
            compiled["weight_by"] = self.weight_by(block, at + "/weight_by")
        return compiled

    def choices(self, block: Block, at: str) -> list[Definition]:
        """The question's own choices, else those of the list that it names."""
        own, name = block["choices"], block["choice_list"]
        if not own and name and name not in self.choice_lists:
            message = _("There is no list of choices named “%(name)s”. Choose one of the survey's lists.")
            self.findings.append(Finding(at + "/choice_list", message % {"name": name}))
        return [dict(choice) for choice in values(own or self.choice_lists.get(name, []))]

    def weight_by(self, block: Block, at: str) -> Definition:
        weights: dict[str, int] = {}
        for row in values(block["weight_by_weights"]):
            if row["value"] in weights:
                self.findings.append(Finding(at, _("Each answer can have one weight only. Remove one of the rows.")))
            weights[row["value"]] = row["weight"]
        return {"question": block["weight_by_question"], "weights": weights}

    def rule(self, block: Block, at: str) -> Json:
        """The rule of a condition block; None where it has none, or none that can be read."""
        conditions = values(block["conditions"])
        if block["advanced"]:
            if conditions:
                self.findings.append(Finding(at, _("Use either conditions or a rule in JSON Logic, not both.")))
            return self.advanced(block["advanced"], at)
        rows = [Row(row["question"], row["comparison"], split_values(row["values"])) for row in conditions]
        try:
            return from_rows(block["match"], rows, self.numeric)
        except InvalidRow as error:
            self.findings.append(Finding(at, row_message(error.code)))
        return None

    def advanced(self, text: str, at: str) -> Json:
        try:
            rule = json.loads(text)
        except (ValueError, RecursionError):
            rule = None
        if isinstance(rule, dict):
            return rule
        self.findings.append(Finding(at, _("This is not a rule in JSON Logic. Write it as JSON, or use conditions.")))
        return None


def cleaned(form: Form) -> Form:
    """`form` with clean HTML, which is how it comes back from the blocks that it is decompiled to."""
    steps = tuple(step.model_copy(update={"intro": clean_html(step.intro)}) for step in form.steps)
    texts = {"intro": clean_html(form.intro), "privacy": clean_html(form.privacy)}
    return form.model_copy(update={"steps": steps, **texts})
