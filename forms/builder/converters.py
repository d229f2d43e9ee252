"""How the fields of the engine's values stand in the builder's blocks: each kind of field once, in both directions.

A field goes under the same name as it is, unless its name or its type is one of those below; so a new question type
needs nothing here unless it has a field of a kind that no other type has.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, get_args

from django.utils.translation import gettext as _
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.builder.comparisons import CHOICE, Kinds, join_values, split_values
from forms.builder.content import Stream, item, values
from forms.builder.findings import Finding
from forms.builder.html import clean_html, editable
from forms.builder.written import CONDITION, FORMULA, Way
from forms.engine.errors import pointer
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.base import DataClass

Block = Mapping[str, Any]
Definition = dict[str, Any]

OMITTED: Any = object()
"""Stands for a field that a definition does without: the engine has a default for it."""


def kinds_of(questions: Iterable[tuple[str, str, Iterable[str]]]) -> Kinds:
    """The kinds of the answers to `questions`, each given by its type, its key and the keys of its rows."""
    kinds: dict[str, str] = {}
    for question_type, key, rows in questions:
        kinds[key] = QUESTION_BLOCKS[question_type].compared_as
        kinds |= {f"{key}.{row}": CHOICE for row in rows}
    return kinds


@dataclass
class Compilation:
    """What is known while blocks become a definition. What cannot be read ends up in `findings`, and is left out."""

    kinds: Kinds
    lists: Mapping[str, Stream]
    base_url: str = ""
    findings: list[Finding] = field(default_factory=list)

    def find(self, at: str, message: str) -> None:
        self.findings.append(Finding(at, message))

    def value(self, model: type[BaseModel], block: Block, at: str) -> Definition:
        """The definition of a value of `model` out of its block, which lies at `at`."""
        compiled = {
            name: converter(model, name).compiled(block, name, f"{at}/{name}", self)
            for name in model.model_fields
            if name != "type"
        }
        return {name: found for name, found in compiled.items() if found is not OMITTED}

    def question(self, question_type: str, block: Block, at: str) -> Definition:
        return {"type": question_type, **self.value(QUESTION_TYPES[question_type], block, at)}


@dataclass
class Decompilation:
    """What is known while a definition becomes blocks."""

    kinds: Kinds
    lists: Mapping[str, list[Definition]]

    def value(self, model: type[BaseModel], definition: Definition, *place: str) -> dict[str, Any]:
        """The block of a value of `model`, whose fields are all in `definition`; ids are made from `place`."""
        block: dict[str, Any] = {}
        for name in model.model_fields:
            if name != "type":
                block |= converter(model, name).decompiled(definition, name, place, self)
        return block

    def question(self, definition: Definition) -> dict[str, Any]:
        question_type, key = definition["type"], definition["key"]
        block = self.value(QUESTION_TYPES[question_type], definition, "question", key)
        has = QUESTION_BLOCKS[question_type].child_blocks
        return item(question_type, {name: value for name, value in block.items() if name in has}, "question", key)


class Converter(ABC):
    """One kind of field, in both directions."""

    def fields(self, name: str) -> tuple[str, ...]:
        """The fields of a block that stand for the definition's field `name`."""
        return (name,)

    @abstractmethod
    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        """What the definition has at `name`, or OMITTED."""

    @abstractmethod
    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        """The fields of a block for what the definition has at `name`."""


@dataclass(frozen=True)
class Plain(Converter):
    """A text, a number, a truth or a list of texts, as it is."""

    required: bool
    text: bool

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        value = block.get(name)
        if value in (None, ""):
            return value if self.required and name in block else OMITTED
        return value.isoformat() if isinstance(value, date) else value

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        value = definition[name]
        return {name: "" if value is None and self.text else value}


class Html(Converter):
    """Rich text."""

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        return clean_html(block.get(name) or "", compilation.base_url)

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        return {name: editable(definition[name])}


class Tags(Converter):
    """Names, written with commas between."""

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        return list(split_values(block[name])) if block.get(name) else OMITTED

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        return {name: join_values(definition[name])}


class Flags(Converter):
    """The truths of a value, each a field of its own."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.names = tuple(model.model_fields)

    def fields(self, name: str) -> tuple[str, ...]:
        return self.names

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        return {flag: bool(block.get(flag)) for flag in self.names}

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        return dict(definition[name])


@dataclass(frozen=True)
class Written(Converter):
    """A rule, in one of the ways in which editors write them."""

    way: Way

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        written = block.get(name)
        if not written:
            return OMITTED
        rule, messages = self.way.read(written, compilation.kinds)
        for message in messages:
            compilation.find(at, message)
        return OMITTED if rule is None else rule

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        return {name: self.way.write(definition[name], decompilation.kinds, *place, name)}


@dataclass(frozen=True)
class Items(Converter):
    """A list of values, each named by its field `named_by`."""

    model: type[BaseModel]
    named_by: str

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        return self.all_of(block.get(name) or [], at, compilation)

    def all_of(self, stream: Stream, at: str, compilation: Compilation) -> list[Definition]:
        return [
            compilation.value(self.model, value, at + pointer(number)) for number, value in enumerate(values(stream))
        ]

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        return {name: self.blocks(definition[name], name, place, decompilation)}

    def blocks(
        self, definitions: list[Definition], name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> Stream:
        each = [(one, (*place, name.removesuffix("s"), one[self.named_by])) for one in definitions]
        return [item("item", decompilation.value(self.model, one, *at), *at) for one, at in each]


@dataclass(frozen=True)
class Choices(Items):
    """A question's own choices, else those of the shared list that it names."""

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        own, shared = block.get(name) or [], block.get("choice_list")
        if not own and shared and shared not in compilation.lists:
            message = _("There is no list of choices named “%(name)s”. Choose one of the survey's lists.")
            compilation.find(at.removesuffix(name) + "choice_list", message % {"name": shared})
        return self.all_of(own or compilation.lists.get(shared or "", []), at, compilation)

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        shared = decompilation.lists.get(definition["choice_list"])
        names = self.model.model_fields
        borrowed = shared and [{name: choice.get(name) for name in names} for choice in shared]
        own = [] if definition[name] == borrowed else definition[name]
        return {name: self.blocks(own, name, place, decompilation)}


class Questions(Converter):
    """The questions of a row."""

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        return [
            compilation.question(one["type"], one["value"], at + pointer(number))
            for number, one in enumerate(block.get(name) or [])
        ]

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        return {name: [decompilation.question(question) for question in definition[name]]}


class Weights(Converter):
    """Another weight by the answer to a question."""

    def fields(self, name: str) -> tuple[str, ...]:
        return (f"{name}_question", f"{name}_weights")

    def compiled(self, block: Block, name: str, at: str, compilation: Compilation) -> Any:
        question, rows = (block.get(part) for part in self.fields(name))
        if not question:
            return OMITTED
        weights: dict[str, int] = {}
        for row in values(rows or []):
            if row["value"] in weights:
                compilation.find(at, _("Each answer can have one weight only. Remove one of the rows."))
            weights[row["value"]] = row["weight"]
        return {"question": question, "weights": weights}

    def decompiled(
        self, definition: Definition, name: str, place: tuple[str, ...], decompilation: Decompilation
    ) -> dict[str, Any]:
        by = definition[name] or {"question": "", "weights": {}}
        rows = [
            item("item", {"value": value, "weight": weight}, *place, name, value)
            for value, weight in by["weights"].items()
        ]
        return dict(zip(self.fields(name), (by["question"], rows), strict=True))


NAMED: dict[str, Callable[[FieldInfo], Converter]] = {
    "show_if": lambda info: Written(CONDITION),
    "required_if": lambda info: Written(CONDITION),
    "formula": lambda info: Written(FORMULA),
    "tags": lambda info: Tags(),
    "more_tags": lambda info: Tags(),
    "data": lambda info: Flags(DataClass),
    "weight_by": lambda info: Weights(),
    "choices": lambda info: Choices(_item_model(info), "value"),
    "rows": lambda info: Items(_item_model(info), "key"),
    "questions": lambda info: Questions(),
}


def _item_model(info: FieldInfo) -> type[BaseModel]:
    model: type[BaseModel] = get_args(info.annotation)[0]
    return model


def _is_text(annotation: Any) -> bool:
    return annotation is str or any(_is_text(part) for part in get_args(annotation))


@cache
def converter(model: type[BaseModel], name: str) -> Converter:
    """The converter of `model`'s field `name`."""
    info = model.model_fields[name]
    if name in NAMED:
        return NAMED[name](info)
    if name in getattr(model, "html_fields", ()):
        return Html()
    return Plain(info.is_required(), _is_text(info.annotation))
