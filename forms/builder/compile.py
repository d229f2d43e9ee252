"""Blocks → form. What the blocks say that no form can is told as findings, each with its place in the definition."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.builder.content import Content, Stream, values
from forms.builder.converters import OMITTED, Block, Compilation, Definition, converter, kinds_of
from forms.builder.findings import Finding
from forms.builder.html import clean_html
from forms.engine.definition import FORMAT, Form, Step
from forms.engine.errors import pointer
from forms.engine.questions.base import BaseQuestion


class Compiler:
    """Compiles one content. Anything that is wrong ends up in `findings`, and is left out of the definition."""

    def __init__(self, content: Content, base_url: str = "") -> None:
        self.content = content
        self.base_url = base_url

    @cached_property
    def compilation(self) -> Compilation:
        return Compilation(
            kinds=kinds_of(_asked(self.content.steps)),
            lists={named["name"]: named["choices"] for named in reversed(values(self.content.choice_lists))},
            base_url=self.base_url,
        )

    @property
    def findings(self) -> list[Finding]:
        return self.compilation.findings

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
        compiled = {
            "key": step["key"],
            "title": step["title"],
            "intro": self.html(step["intro"]),
            **{
                name: converter(Step, name).compiled(step, name, f"{at}/{name}", self.compilation)
                for name in ("show_if", "questions")
            },
        }
        return {name: value for name, value in compiled.items() if value is not OMITTED}


def _asked(stream: Stream) -> Iterator[tuple[str, str, list[str]]]:
    """The type, the key and the keys of the rows of every question among a content's blocks."""
    for step in values(stream):
        for question in every_question(step["questions"]):
            block = question["value"]
            yield question["type"], block["key"], [row["key"] for row in values(block.get("rows") or [])]


def every_question(stream: Stream) -> Iterator[dict[str, Any]]:
    """The blocks of a stream of questions, those of the rows of a group right after it."""
    for question in stream:
        yield question
        yield from every_question(question["value"].get("questions") or [])  # type: ignore[union-attr, arg-type]  # a block's value is a mapping


def cleaned(form: Form) -> Form:
    """`form` as it comes back from the blocks that it is decompiled to.

    Its HTML is clean, and what has no meaning for a type of question, such as an obligation to answer a heading, is
    left out.
    """
    steps = tuple(
        step.model_copy(
            update={"intro": clean_html(step.intro), "questions": tuple(map(_cleaned_question, step.questions))}
        )
        for step in form.steps
    )
    texts = {"intro": clean_html(form.intro), "privacy": clean_html(form.privacy)}
    return form.model_copy(update={"steps": steps, **texts})


def _cleaned_question(question: BaseQuestion) -> BaseQuestion:
    fields, has = type(question).model_fields, QUESTION_BLOCKS[question.type].child_blocks
    update: dict[str, Any] = {name: clean_html(getattr(question, name)) for name in question.html_fields}
    for name, info in fields.items():
        if name != "type" and not any(part in has for part in converter(type(question), name).fields(name)):
            update[name] = info.get_default(call_default_factory=True)
    if question.row_questions:
        update["questions"] = tuple(map(_cleaned_question, question.row_questions))
    return question.model_copy(update=update)
