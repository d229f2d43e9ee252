"""Findings at the blocks that they are about, in the shape in which Wagtail's editor shows them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from forms.builder.findings import Finding

STREAMS = frozenset({"steps", "questions", "themes", "bands", "modes"})
LISTS = frozenset({"choices", "conditions"})
STRUCTS = frozenset({"show_if", "required_if"})
# parts of a definition that an editor fills in elsewhere
BLOCK_OF = {"weight_by": "weight_by_question", "data": "personal"}
PAGE_FIELDS = frozenset({"key", "title", "intro", "notice", "privacy", "minutes"})


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

    def error(self, name: int | str) -> ValidationError:
        """This node, which is called `name` by the one above it, as the error that its block expects."""
        below = {part: node.error(part) for part, node in self.below.items()}
        messages = [ValidationError(message) for message in self.messages]
        if name in STREAMS:
            return StreamBlockValidationError(block_errors=below, non_block_errors=messages)
        if name in LISTS:
            return ListBlockValidationError(block_errors=below, non_block_errors=messages)
        if isinstance(name, int) or name in STRUCTS:
            return StructBlockValidationError(block_errors=below, non_block_errors=messages)
        return ValidationError(messages)


def form_errors(findings: Iterable[Finding], lines: list[str]) -> dict[str, Any]:
    """What `ValidationError` takes: each finding at its block, and all of them in `lines` for the top of the page.

    The blocks of a survey lie folded; without the list, an editor would have to open each to find what is wrong.
    """
    root = Node()
    for finding in findings:
        path = block_path(finding.pointer)
        if path:
            root.at(path).messages.append(finding.message)
    errors: dict[str, Any] = {str(field): node.error(field) for field, node in root.below.items()}
    return errors | {NON_FIELD_ERRORS: lines}


def block_path(pointer: str) -> list[int | str]:
    """Where an editor mends what is wrong at `pointer`: the page's field, then the blocks; empty for nowhere."""
    parts = [int(part) if part.isdigit() else part for part in pointer.split("/")[1:]]
    if parts[:1] == ["scoring"]:
        parts = parts[1:]
    if parts[:1] == ["result"] and len(parts) > 1:
        return [f"result_{parts[1]}"]
    if not parts or parts[0] not in STREAMS | PAGE_FIELDS:
        return []
    path: list[int | str] = []
    for part in parts:
        path.append(BLOCK_OF.get(str(part), part))
        if part in STRUCTS or part in BLOCK_OF or (part in PAGE_FIELDS and len(path) == 1):
            break
    return path
