"""Form → blocks. The blocks' ids are made from keys, so that a survey has the same ids in every language.

wagtail-localize finds a text's translation by the ids of the blocks around it; with the same ids, three imported pages
are each other's translations, block by block.
"""

from typing import Any

from forms.builder.blocks.choices import ListedOptionBlock
from forms.builder.compile import cleaned
from forms.builder.content import Content, item
from forms.builder.converters import Decompilation, Definition, converter, kinds_of
from forms.builder.html import editable
from forms.engine.definition import Form, Step
from forms.engine.questions.choice import Choice, OptionQuestion


def decompile(form: Form) -> Content:
    """The blocks that compile to `form`, once it is cleaned."""
    form = cleaned(form)
    lists = _choice_lists(form)
    asked = [(question.type, question.key, _rows(question)) for question in form.every_question()]
    decompilation = Decompilation(kinds_of(asked), lists)
    return Content(
        key=form.key,
        locale=form.locale,
        title=form.title,
        intro=editable(form.intro),
        notice=form.notice,
        privacy=editable(form.privacy),
        minutes=form.minutes,
        modes=[item("mode", mode.model_dump(), "mode", mode.value) for mode in form.modes],
        steps=[item("step", _step(step, decompilation), "step", step.key) for step in form.steps],
        choice_lists=[
            item("choice_list", {"name": name, "choices": _listed(choices, name, decompilation)}, "list", name)
            for name, choices in lists.items()
        ],
        themes=[item("theme", theme.model_dump(), "theme", theme.key) for theme in form.scoring.themes],
        bands=[item("band", band.model_dump(), "band", str(n)) for n, band in enumerate(form.scoring.bands)],
        result=form.result.model_dump(),
    )


def _rows(question: Any) -> list[str]:
    return [row.key for row in getattr(question, "rows", ())]


def _step(step: Step, decompilation: Decompilation) -> dict[str, Any]:
    definition = step.model_dump(mode="json")
    block = {"title": step.title, "intro": editable(step.intro), "key": step.key}
    for name in ("questions", "show_if"):
        block |= converter(Step, name).decompiled(definition, name, ("step", step.key), decompilation)
    return block


def _choice_lists(form: Form) -> dict[str, list[Definition]]:
    """The named lists, by the first question that uses each. A question that differs from its list keeps its own."""
    lists: dict[str, list[Definition]] = {}
    for question in form.every_question():
        if isinstance(question, OptionQuestion) and question.choice_list and not question.choice_rules:
            choices = [choice.model_dump(mode="json") for choice in question.choices]
            lists.setdefault(question.choice_list, choices)
    return lists


def _listed(choices: list[Definition], name: str, decompilation: Decompilation) -> list[dict[str, Any]]:
    """The choices of the shared list `name` as blocks."""
    has = ListedOptionBlock.base_blocks
    blocks = []
    for choice in choices:
        place = ("list", name, "choice", choice["value"])
        full = Choice.model_validate(choice).model_dump(mode="json")
        block = decompilation.value(Choice, full, *place)
        blocks.append(item("item", {field: value for field, value in block.items() if field in has}, *place))
    return blocks
