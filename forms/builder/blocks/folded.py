"""Blocks that stay quick however long the survey is.

A survey of 500 questions would fill the editor with a hundred thousand inputs. So the inputs of a step, a question or a
choice are made when it is unfolded; until then the browser holds what the server sent it. A stream that has such blocks
is posted as one text of JSON, whatever is unfolded, and read here as if every input had been there.
"""

import json
from collections.abc import Container, Iterator, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import BadRequest
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.blocks.struct_block import StructBlockAdapter

from forms.builder.blocks.editor import editor_words
from forms.builder.blocks.fields import KeyBlock


class FoldedBlock(blocks.StructBlock):
    """A block whose inputs are made when it is unfolded.

    `compared_as` is the kind of answer of a question, `rules` say what each of the block's conditions decides.
    """

    compared_as = ""
    rules: Mapping[str, str] = {}

    def get_form_layout(self) -> blocks.BlockGroup:
        """The layout of the block's kind, with what this block has of it."""
        return _without_strangers(super().get_form_layout(), self.child_blocks)


def _without_strangers(group: blocks.BlockGroup, names: Container[str]) -> blocks.BlockGroup:
    def kept(members: list[str | blocks.BlockGroup]) -> list[str | blocks.BlockGroup]:
        return [
            _without_strangers(member, names) if isinstance(member, blocks.BlockGroup) else member
            for member in members
            if isinstance(member, blocks.BlockGroup) or member in names
        ]

    own = copy(group)
    own.children, own.settings = kept(group.children), kept(group.settings)
    return own


class FoldedBlockAdapter(StructBlockAdapter):
    js_constructor = "survey.FoldedBlock"

    def js_args(self, block: FoldedBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        keys = (child for child in block.child_blocks.values() if isinstance(child, KeyBlock))
        keyed = next(({"field": key.name, "kind": key.kind} for key in keys), None)
        return [name, children, meta | {"comparedAs": block.compared_as, "rules": dict(block.rules), "keyed": keyed}]


register(FoldedBlockAdapter(), FoldedBlock)


class WholeStreamBlock(blocks.StreamBlock):
    """A stream that is posted as JSON under its own name; its inputs, where they are posted, are read as ever."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, prefix: str) -> Any:
        if prefix not in data:
            return super().value_from_datadict(data, files, prefix)
        try:
            posted = dict(inputs(self, json.loads(data[prefix]), prefix))
            return super().value_from_datadict(posted, files, prefix)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BadRequest(f"{prefix} is not what the editor posts") from error

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and bool(super().value_omitted_from_data(data, files, name))


def inputs(block: blocks.Block, state: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    """The inputs that `block` has in the editor when it holds `state`, by name."""
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        yield f"{prefix}-count", len(state)
        for number, item in enumerate(state):
            at = f"{prefix}-{number}"
            child = block.child_blocks[item["type"]] if isinstance(block, blocks.StreamBlock) else block.child_block
            yield from {
                f"{at}-deleted": "",
                f"{at}-order": number,
                f"{at}-type": item.get("type", ""),
                f"{at}-id": item.get("id") or "",
            }.items()
            yield from inputs(child, item["value"], f"{at}-value")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            # An editor that was opened before an upgrade knows nothing of the fields that came with it.
            inner = state[name] if name in state else child.get_form_state(child.get_default())
            yield from inputs(child, inner, f"{prefix}-{name}")
    elif isinstance(block, blocks.BooleanBlock):
        if state:
            yield prefix, "on"
    elif isinstance(block, blocks.MultipleChoiceBlock):
        yield prefix, [str(value) for value in state]
    else:
        value = next(iter(state), "") if isinstance(state, list) else state
        yield prefix, "" if value is None else str(value)


class WholeStreamAdapter(StreamBlockAdapter):
    js_constructor = "survey.WholeStream"

    def js_args(self, block: WholeStreamBlock) -> list[Any]:
        *args, meta = super().js_args(block)
        return [*args, meta | {"survey": editor_words()}]


register(WholeStreamAdapter(), WholeStreamBlock)
