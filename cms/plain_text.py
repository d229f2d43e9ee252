"""Words that people have written, made fit to stand in a line of a letter or in its subject."""

import unicodedata

_ISOLATE, _END = "\u2068", "\u2069"


def one_line(words: object) -> str:
    """`words` on one line, without invisible characters. What is written from right to left keeps to itself."""
    visible = "".join(" " if char.isspace() else char for char in str(words) if char.isspace() or _is_visible(char))
    line = " ".join(visible.split())
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in line):
        return f"{_ISOLATE}{line}{_END}"
    return line


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
