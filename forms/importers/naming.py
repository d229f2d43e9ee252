"""Words and names of other makers, made into those that `survey/1` takes; what was changed is noted."""

import re

from django.utils.translation import gettext as _

from forms.builder.keys import make_key, make_value
from forms.engine.questions.text import UNSTORABLE
from forms.importers.report import Report

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
VALUE = re.compile(r"[A-Za-z0-9_+.-]{1,64}")
LONGEST_TITLE, LONGEST_LABEL, LONGEST_HELP, LONGEST_CHOICE = 200, 500, 1000, 300
"""What the editor's inputs take."""


def plain(text: str) -> str:
    """`text` in one line, without characters that cannot be kept."""
    return " ".join(UNSTORABLE.sub("", text).split())


def shortened(text: str, most: int, where: str, report: Report) -> str:
    """`text` in one line of at most `most` characters."""
    text = plain(text)
    if len(text) <= most:
        return text
    report.change(
        where, _("The text “%(start)s…” was cut to %(most)s characters.") % {"start": text[:40], "most": most}
    )
    return text[: most - 1].rstrip() + "…"


class Keys:
    """Hands out keys, each once. `kind` begins those whose name has no letter to begin with."""

    def __init__(self, kind: str, report: Report) -> None:
        self.kind, self.report = kind, report
        self.taken: set[str] = set()

    def key(self, name: str, where: str) -> str:
        """`name` itself where it is a key and free, else one made from it."""
        key = name
        if not KEY.fullmatch(name) or name in self.taken:
            key = make_key(HUMP.sub("_", name), self.taken, self.kind, len(self.taken) + 1)
        self.taken.add(key)
        if key != name:
            words = _("Its answers are kept under the name “%(key)s”; it was “%(name)s”.")
            self.report.change(where, words % {"key": key, "name": plain(name)[:80]})
        return key


class Values:
    """The values of a question's choices, by what they were called before."""

    def __init__(self) -> None:
        self.by_name: dict[str, str] = {}
        self._taken: set[str] = set()

    def value(self, name: str) -> str:
        """`name` itself where it is a value and free, else one made from it."""
        free = name not in self._taken
        made = name if VALUE.fullmatch(name) and free else make_value(name, self._taken, len(self._taken) + 1)
        self._taken.add(made)
        self.by_name.setdefault(name, made)
        return made
