"""What a survey page holds, as plain values, so that blocks can be compiled and tested without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from forms.engine.base import Json

Stream = list[dict[str, Json]]
"""A StreamField's JSON: items `{"type", "value", "id"}`; a ListBlock's items have the type "item"."""


def values(stream: Stream) -> list[dict[str, Any]]:
    """The values of a stream's items."""
    return [item["value"] for item in stream]  # type: ignore[misc]  # the blocks say what is in it


def block_id(*path: str) -> str:
    """The id of the block that `path` names: the same for the same keys, in every language."""
    return str(uuid5(NAMESPACE_URL, "survey/1:" + "/".join(path)))


def item(kind: str, value: dict[str, Any], *path: str) -> dict[str, Any]:
    """A member of a stream, with the id that `path` gives it."""
    return {"type": kind, "value": value, "id": block_id(*path)}


@dataclass(frozen=True, slots=True)
class Content:
    """A survey page's content in one language. `result` maps the fields of `ResultTexts` to their words."""

    key: str
    locale: str
    title: str
    intro: str = ""
    notice: str = ""
    privacy: str = ""
    minutes: int | None = None
    modes: Stream = field(default_factory=list)
    steps: Stream = field(default_factory=list)
    choice_lists: Stream = field(default_factory=list)
    themes: Stream = field(default_factory=list)
    bands: Stream = field(default_factory=list)
    result: Mapping[str, str] = field(default_factory=dict)

    def with_streams(self, **streams: Stream) -> "Content":
        """The same content with other streams."""
        return replace(self, **streams)

    def plain(self) -> dict[str, Any]:
        """What the streams hold, as lists of what their blocks hold, without the blocks' types and ids."""
        return {name: _plain(getattr(self, name)) for name in ("steps", "choice_lists", "modes", "themes", "bands")}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        # Ticked boxes are plain texts; every other list is a stream.
        return [_plain(item["value"]) if isinstance(item, dict) else item for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, dict) else value
