"""Keys: the names that answers are kept under. Made from the label once, and never made again."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from forms.builder.content import Content, Stream

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


def _fill(values: list[dict[str, Any]], name: str, make: Callable[[str, set[str], int], str]) -> bool:
    taken = {value[name] for value in values if value.get(name)}
    changed = False
    for number, value in enumerate(values, start=1):
        if not value.get(name):
            value[name] = make(str(value.get("label") or value.get("title") or ""), taken, number)
            taken.add(value[name])
            changed = True
    return changed


def _keys_of(kind: str) -> Callable[[str, set[str], int], str]:
    return lambda label, taken, number: make_key(label, taken, kind, number)


def _values(stream: Stream) -> list[dict[str, Any]]:
    return [item["value"] for item in stream]  # type: ignore[misc]


def _lists_of_choices(steps: Stream, choice_lists: Stream) -> Iterator[list[dict[str, Any]]]:
    for question in _questions(steps):
        if "choices" in question:
            yield _values(question["choices"])
    for choice_list in _values(choice_lists):
        yield _values(choice_list["choices"])


def _questions(steps: Stream) -> list[dict[str, Any]]:
    return [question for step in _values(steps) for question in _values(step["questions"])]


def fill_keys(content: Content) -> Content:
    """`content` with a key wherever one is missing; the very same object where none is."""
    streams = {name: deepcopy(getattr(content, name)) for name in ("steps", "choice_lists", "themes", "modes")}
    filled = [
        _fill(_values(streams["steps"]), "key", _keys_of("step")),
        _fill(_questions(streams["steps"]), "key", _keys_of("question")),
        _fill(_values(streams["choice_lists"]), "name", _keys_of("list")),
        _fill(_values(streams["themes"]), "key", _keys_of("theme")),
        _fill(_values(streams["modes"]), "value", make_value),
        *(
            _fill(choices, "value", make_value)
            for choices in _lists_of_choices(streams["steps"], streams["choice_lists"])
        ),
    ]
    return content.with_streams(**streams) if any(filled) else content
