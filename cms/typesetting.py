"""Sets a template with data as PDF/UA. Texts reach typst only as data and can never become its code."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import typst
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
STANDARD: Final = "ua-1"
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How typst's messages write a character that would not show there, such as a lone accent."""
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\u2028\u2029]")
"""Control characters, and breaks that are none in a line of text. A new line stays."""
STAND_IN = "?"
"""What stands for a character that the document's fonts lack: a file that could not be read aloud is refused."""
ORDER_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""They can make a line read otherwise than it was written, which nobody may sign."""
SURROGATES = re.compile("[\ud800-\udfff]")
MOST_ROUNDS = 5


@cache
def _fonts() -> typst.Fonts:
    """Those inside typst: a document looks the same whatever machine makes it."""
    return typst.Fonts(include_system_fonts=False)


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `template`, a path below `templates/`, with `data`, which names at least `title` and `language`.

    Characters that no font has are shown as question marks.
    """
    text = json.dumps(_clean(data), ensure_ascii=False)
    for _round in range(MOST_ROUNDS):
        try:
            return _compiled(template, text)
        except typst.TypstError as error:
            missing = {character for words in UNSHOWN.findall(error.diagnostic) for character in _unescaped(words)}
            if not missing:
                raise
            text = text.translate({ord(character): STAND_IN for character in missing if not character.isascii()})
    raise ValueError("no font can show the text")


def _unescaped(words: str) -> str:
    return ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), words)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return SURROGATES.sub(STAND_IN, ORDER_CONTROLS.sub("", CONTROLS.sub(" ", value)))
    if isinstance(value, Mapping):
        return {key: _clean(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(held) for held in value]
    return value


def _compiled(template: str, text: str) -> bytes:
    made: bytes = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": text},
        pdf_standards=STANDARD,
    )
    return made
