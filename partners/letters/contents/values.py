"""The values that a letter is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from partners.models import SentLetter


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class Content:
    """What the template of a letter reads, and what is attached."""

    context: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


Writer = Callable[[SentLetter], Content]
