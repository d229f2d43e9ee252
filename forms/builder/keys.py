"""Keys: the names that answers are kept under. Made from the label once, and never made again."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from forms.builder.content import Content, Stream, values

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


def _free(base: str, taken: set[str]) -> str:
    candidate, count = base, 1
    while candidate in taken:
        count += 1
        candidate = f"{base}_{count}"
    return candidate


def _fill(blocks: list[dict[str, Any]], name: str, make: Callable[[str, set[str], int], str]) -> bool:
    taken = {block[name] for block in blocks if block.get(name)}
    changed = False
    for number, block in enumerate(blocks, start=1):
        if not block.get(name):
            block[name] = make(str(block.get("label") or block.get("title") or ""), taken, number)
            taken.add(block[name])
            changed = True
    return changed


def _keys_of(kind: str) -> Callable[[str, set[str], int], str]:
    return lambda label, taken, number: make_key(label, taken, kind, number)


def _lists_of_choices(steps: Stream, choice_lists: Stream) -> Iterator[list[dict[str, Any]]]:
    for question in _questions(steps):
        if "choices" in question:
            yield values(question["choices"])
    for choice_list in values(choice_lists):
        yield values(choice_list["choices"])


def _questions(steps: Stream) -> list[dict[str, Any]]:
    return [question for step in values(steps) for question in values(step["questions"])]


def fill_keys(content: Content) -> Content:
    """`content` with a key wherever one is missing; the very same object where none is."""
    streams = {name: deepcopy(getattr(content, name)) for name in ("steps", "choice_lists", "themes", "modes")}
    filled = [
        _fill(values(streams["steps"]), "key", _keys_of("step")),
        _fill(_questions(streams["steps"]), "key", _keys_of("question")),
        _fill(values(streams["choice_lists"]), "name", _keys_of("list")),
        _fill(values(streams["themes"]), "key", _keys_of("theme")),
        _fill(values(streams["modes"]), "value", make_value),
        *(
            _fill(choices, "value", make_value)
            for choices in _lists_of_choices(streams["steps"], streams["choice_lists"])
        ),
    ]
    return content.with_streams(**streams) if any(filled) else content
