"""Keys: the names that answers are kept under. Made from the label once, and never made again."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from forms.builder.content import Content, Stream, values
from forms.builder.copies import own_keys, questions_of

LONGEST = 48
WITHOUT_ACCENTS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def slug(label: str) -> str:
    """`label` in the letters a–z, digits and underscores; empty where it has neither letter nor digit."""
    plain = unicodedata.normalize("NFKD", label.lower().translate(WITHOUT_ACCENTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST].strip("_")


def make_key(label: str, taken: set[str], kind: str, number: int) -> str:
    """A key that begins with a letter and is not among `taken`. A label without a letter gives `<kind>_<number>`."""
    base = slug(label)
    if not re.search("[a-z]", base):
        base = f"{kind}_{number}"
    elif not base[0].isalpha():
        base = f"{kind}_{base}"
    return _free(base, taken)


def make_value(label: str, taken: set[str], number: int) -> str:
    """A choice's value. It may begin with a digit, so that the choice "10" is kept as "10"."""
    return _free(slug(label) or f"choice_{number}", taken)


def make_name(label: str, taken: set[str], number: int) -> str:
    """The name of a shared list, as the editor wrote it or would."""
    return _free(label or f"list_{number}", taken)


def _free(base: str, taken: set[str]) -> str:
    candidate, count = base, 1
    while candidate in taken:
        count += 1
        candidate = f"{base}_{count}"
    return candidate


def _fill(blocks: list[dict[str, Any]], name: str, make: Callable[[str, set[str], int], str]) -> bool:
    """Give each block that has none a name of its own; one that comes twice is a copy's, which gets another."""
    taken = {block[name] for block in blocks if block.get(name)}
    seen: set[str] = set()
    changed = False
    for number, block in enumerate(blocks, start=1):
        if not block.get(name) or block[name] in seen:
            block[name] = make(_label(block), taken, number)
            taken.add(block[name])
            changed = True
        seen.add(block[name])
    return changed


def _label(block: dict[str, Any]) -> str:
    return str(block.get("label") or block.get("title") or block.get("name") or "")


def _keys_of(kind: str) -> Callable[[str, set[str], int], str]:
    return lambda label, taken, number: make_key(label, taken, kind, number)


def _members(steps: Stream, choice_lists: Stream) -> Iterator[tuple[list[dict[str, Any]], str, Any]]:
    """Every list of choices and of rows, with the name of their names and how one is made."""
    holders = [*(question for step in values(steps) for question in questions_of(step)), *values(choice_lists)]
    for holder in holders:
        yield values(holder.get("choices") or []), "value", make_value
        yield values(holder.get("rows") or []), "key", _keys_of("row")


def _own_keys(steps: Stream) -> bool:
    """Keys of their own for copies; those that they were copied from stay."""
    blocks = {"step": values(steps), "question": [block for step in values(steps) for block in questions_of(step)]}
    taken = {kind: {block["key"] for block in found if block["key"]} for kind, found in blocks.items()}

    def made(block: dict[str, Any], kind: str) -> str:
        key = make_key(_label(block), taken[kind], kind, len(taken[kind]) + 1)
        taken[kind].add(key)
        return key

    return own_keys(steps, made)


def fill_keys(content: Content) -> Content:
    """`content` with a key of its own for everything that has one; the very same object where nothing is missing."""
    streams = {name: deepcopy(getattr(content, name)) for name in ("steps", "choice_lists", "themes", "modes")}
    steps = streams["steps"]
    filled = [
        _own_keys(steps),
        _fill(values(steps), "key", _keys_of("step")),
        _fill([block for step in values(steps) for block in questions_of(step)], "key", _keys_of("question")),
        _fill(values(streams["choice_lists"]), "name", make_name),
        _fill(values(streams["themes"]), "key", _keys_of("theme")),
        _fill(values(streams["modes"]), "value", make_value),
        *(_fill(*members) for members in _members(steps, streams["choice_lists"])),
    ]
    return content.with_streams(**streams) if any(filled) else content
