"""Findings at the blocks that they are about, in the shape in which Wagtail's editor shows them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms.builder.blocks import BandsBlock, ChoiceListsBlock, ModesBlock, StepsBlock, ThemesBlock
from forms.builder.content import Content
from forms.builder.findings import Finding

Path = tuple[int | str, ...]
"""Where an editor mends something: the page's field, then the blocks' names and numbers."""

PAGE_FIELDS = frozenset({"key", "title", "intro", "notice", "privacy", "minutes", "handlers"})
# parts of a definition that an editor fills in under another name
BLOCK_OF = {"weight_by": "weight_by_question"}
# parts of a definition whose parts stand on their own in the editor
FLAT = frozenset({"data"})
SHAPES = (
    (StreamBlock, StreamBlockValidationError),
    (ListBlock, ListBlockValidationError),
    (StructBlock, StructBlockValidationError),
)


@cache
def streams() -> Mapping[str, Block]:
    """The blocks of the page's fields that a survey is built in."""
    return {
        "steps": StepsBlock(),
        "choice_lists": ChoiceListsBlock(),
        "modes": ModesBlock(),
        "themes": ThemesBlock(),
        "bands": BandsBlock(),
    }


def child(block: Block, value: Any, part: int | str) -> tuple[Block, Any] | None:
    """What lies at `part` of a block's plain value, with the block that it belongs to; None for nothing."""
    if isinstance(block, StructBlock):
        return (block.child_blocks[part], value.get(part)) if part in block.child_blocks else None
    if not isinstance(block, StreamBlock | ListBlock) or not isinstance(part, int) or part >= len(value or ()):
        return None
    item = value[part]
    inner = block.child_block if isinstance(block, ListBlock) else block.child_blocks.get(item["type"])
    return (inner, item["value"]) if inner else None


def block_path(pointer: str, content: Content) -> Path:
    """Where an editor mends what is wrong at `pointer` of the definition; empty for nowhere."""
    parts = [int(part) if part.isdigit() else part for part in pointer.split("/")[1:]]
    if parts[:1] == ["scoring"]:
        parts = parts[1:]
    field = str(parts[0]) if parts else ""
    if field == "result" and len(parts) > 1:
        return (f"result_{parts[1]}",)
    if field in PAGE_FIELDS:
        return (field,)
    return _into((field,), streams()[field], content, parts[1:]) if field in streams() else ()


def _into(at: Path, block: Block, content: Content, parts: list[int | str]) -> Path:
    """As far into the blocks at `at` as `parts` lead."""
    value: Any = getattr(content, str(at[0]))
    for number, part in enumerate(parts):
        if part in FLAT:
            continue
        if part == "choices" and not value.get("choices") and value.get("choice_list"):
            return _into_list(at, value["choice_list"], content, parts[number:])
        name = BLOCK_OF.get(str(part), part)
        if (found := child(block, value, name)) is None:
            break
        at = (*at, name)
        block, value = found
    return at


def _into_list(at: Path, name: str, content: Content, parts: list[int | str]) -> Path:
    """Into the list of choices that the question at `at` borrows; where there is none, to where it is chosen."""
    names = [item["value"].get("name") for item in content.choice_lists if isinstance(item["value"], dict)]
    if name not in names:
        return (*at, "choice_list")
    return _into(("choice_lists",), streams()["choice_lists"], content, [names.index(name), *parts])


class Node:
    """The messages at a place, and what lies below it."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.below: dict[int | str, Node] = {}

    def at(self, path: Iterable[int | str]) -> "Node":
        node = self
        for part in path:
            node = node.below.setdefault(part, Node())
        return node

    def error(self, block: Block | None, value: Any) -> ValidationError:
        """This node as the error that `block` expects, which holds `value`."""
        messages = [ValidationError(message) for message in self.messages]
        below = {}
        for part, node in self.below.items():
            found = child(block, value, part) if block is not None else None
            below[part] = node.error(*(found or (None, None)))
        shape = next((error for kind, error in SHAPES if isinstance(block, kind)), None)
        return shape(block_errors=below, non_block_errors=messages) if shape else ValidationError(messages)


def form_errors(findings: Iterable[Finding], lines: list[str], content: Content) -> dict[str, Any]:
    """What `ValidationError` takes: each finding at its block, and all of them in `lines` for the top of the page.

    The blocks of a survey lie folded; without the list, an editor would have to open each to find what is wrong.
    """
    root = Node()
    for finding in findings:
        if path := block_path(finding.pointer, content):
            root.at(path).messages.append(finding.message)
    errors: dict[str, Any] = {
        str(field): node.error(streams().get(str(field)), getattr(content, str(field), None))
        for field, node in root.below.items()
    }
    return errors | {NON_FIELD_ERRORS: lines}


def refused(error: ValidationError, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """What a field's blocks refuse, each message with its place: the opposite of `form_errors`."""
    if not hasattr(error, "block_errors"):
        yield from ((at, message) for message in error.messages)
        return
    for own in error.non_block_errors.as_data():
        yield from ((at, message) for message in own.messages)
    for part, below in error.block_errors.items():
        yield from refused(below, (*at, part))
