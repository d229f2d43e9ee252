"""Form → blocks. The blocks' ids are made from keys, so that a survey has the same ids in every language.

wagtail-localize finds a text's translation by the ids of the blocks around it; with the same ids, three imported pages
are each other's translations, block by block.
"""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from forms.builder.compile import cleaned
from forms.builder.content import Content, Stream
from forms.builder.rules import ALL, join_values, to_rows
from forms.engine.base import Rule
from forms.engine.definition import Form, Step
from forms.engine.questions import AnyQuestion
from forms.engine.questions.choice import Choice, ChoiceQuestion, MultipleChoice, OneChoice, SingleChoice
from forms.engine.questions.number import Number
from forms.engine.questions.text import LongText, Text

NO_RULE: dict[str, Any] = {"match": ALL, "conditions": [], "advanced": ""}


def block_id(*path: str) -> str:
    """The id of the block that `path` names: the same for the same keys, in every language."""
    return str(uuid5(NAMESPACE_URL, "survey/1:" + "/".join(path)))


def _item(kind: str, value: dict[str, Any], *path: str) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": block_id(*path)}


def decompile(form: Form) -> Content:
    """The blocks that compile to `form`, its HTML cleaned."""
    form = cleaned(form)
    lists = _choice_lists(form)
    numeric = frozenset(question.key for question in form.questions() if isinstance(question, Number))
    return Content(
        key=form.key,
        locale=form.locale,
        title=form.title,
        intro=form.intro,
        notice=form.notice,
        privacy=form.privacy,
        minutes=form.minutes,
        modes=[_item("mode", mode.model_dump(), "mode", mode.value) for mode in form.modes],
        steps=[_item("step", _step(step, lists, numeric), "step", step.key) for step in form.steps],
        choice_lists=[
            _item("choice_list", {"name": name, "choices": _choices(choices, "list", name)}, "list", name)
            for name, choices in lists.items()
        ],
        themes=[_item("theme", theme.model_dump(), "theme", theme.key) for theme in form.scoring.themes],
        bands=[_item("band", band.model_dump(), "band", str(n)) for n, band in enumerate(form.scoring.bands)],
        result=form.result.model_dump(),
    )


def _choice_lists(form: Form) -> dict[str, tuple[Choice, ...]]:
    """The named lists, by the first question that uses each. A question that differs from its list keeps its own."""
    lists: dict[str, tuple[Choice, ...]] = {}
    for question in form.questions():
        if isinstance(question, ChoiceQuestion) and question.choice_list:
            lists.setdefault(question.choice_list, question.choices)
    return lists


def _step(step: Step, lists: dict[str, tuple[Choice, ...]], numeric: frozenset[str]) -> dict[str, Any]:
    return {
        "title": step.title,
        "intro": step.intro,
        "questions": [
            _item(question.type, _question(question, lists, numeric), "question", question.key)
            for question in step.questions
        ],
        "show_if": _rule(step.show_if, numeric, "step", step.key, "show_if"),
        "key": step.key,
    }


def _question(question: AnyQuestion, lists: dict[str, tuple[Choice, ...]], numeric: frozenset[str]) -> dict[str, Any]:
    place = ("question", question.key)
    block: dict[str, Any] = {
        "key": question.key,
        "label": question.label,
        "help": question.help,
        "required": question.required,
        "show_if": _rule(question.show_if, numeric, *place, "show_if"),
        "required_if": _rule(question.required_if, numeric, *place, "required_if"),
        "follow_up_of": question.follow_up_of or "",
        "maps_to": question.maps_to,
        "autocomplete": question.autocomplete,
        "tags": join_values(question.tags),
        "personal": question.data.personal,
        "confidential": question.data.confidential,
    }
    if isinstance(question, Text | LongText):
        block["max_length"] = question.max_length
    if isinstance(question, Number):
        block |= {name: getattr(question, name) for name in ("min", "max", "decimals", "unit")}
    if isinstance(question, ChoiceQuestion):
        listed = _plain(lists.get(question.choice_list, ())) == _plain(question.choices)
        block["choice_list"] = question.choice_list
        block["choices"] = [] if listed else _choices(question.choices, *place)
    if isinstance(question, SingleChoice):
        block["display_as"] = question.display_as
    if isinstance(question, MultipleChoice):
        block |= {"min_selected": question.min_selected, "max_selected": question.max_selected}
    return block | _scoring(question) if isinstance(question, OneChoice) else block


def _scoring(question: OneChoice) -> dict[str, Any]:
    by = question.weight_by
    place = ("question", question.key, "weight_by")
    rows = [] if by is None else list(by.weights.items())
    return {
        "theme": question.theme or "",
        "weight": question.weight,
        "weight_by_question": by.question if by else "",
        "weight_by_weights": [
            _item("item", {"value": value, "weight": weight}, *place, value) for value, weight in rows
        ],
        "effort": question.effort,
        "more_tags": join_values(question.more_tags),
        "strength": question.strength,
        "improvement": question.improvement,
    }


def _choices(choices: tuple[Choice, ...], *place: str) -> Stream:
    return [_item("item", _choice(choice), *place, "choice", choice.value) for choice in choices]


def _choice(choice: Choice) -> dict[str, Any]:
    names = ("value", "label", "score", "exclusive", "free_text")
    return {name: getattr(choice, name) for name in names}


def _plain(choices: tuple[Choice, ...]) -> list[dict[str, Any]]:
    return [_choice(choice) for choice in choices]


def _rule(rule: Rule | None, numeric: frozenset[str], *place: str) -> dict[str, Any]:
    if rule is None:
        return NO_RULE
    rows = to_rows(rule, numeric)
    if rows is None:
        return NO_RULE | {"advanced": json.dumps(rule, ensure_ascii=False)}
    match, found = rows
    conditions = [
        _item(
            "item",
            {"question": row.question, "comparison": row.comparison, "values": join_values(row.values)},
            *place,
            str(number),
        )
        for number, row in enumerate(found)
    ]
    return {"match": match, "conditions": conditions, "advanced": ""}
