"""What can be wrong with answers or with a form, as a code with parameters and a place. Words live elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Param = str | int | float


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901) to `parts`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


Path = tuple[str | int, ...]
"""Where in the answers something is: a question's key, and within it a row's number, a part's name, a key in a row."""


def flat_name(path: Path) -> str:
    """The name of the control at `path` in a form post: `staff:0:email`."""
    return ":".join(map(str, path))


@dataclass(frozen=True, slots=True)
class AnswerError:
    """One thing to mend in the answers, at `path`."""

    code: str
    path: Path
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def pointer(self) -> str:
        """Relative to the answers object."""
        return pointer(*self.path)

    @property
    def key(self) -> str:
        """The name of the control to mend."""
        return flat_name(self.path)

    @property
    def question(self) -> str:
        """The key of the question that the control belongs to; for a row's question that of its group."""
        return str(self.path[0]).partition(":")[0]

    def within(self, path: Path) -> "AnswerError":
        """The same error, seen from where `path` begins."""
        return AnswerError(self.code, (*path, *self.path), self.params)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a form before it can be published; `pointer` is relative to the definition."""

    code: str
    pointer: str
    params: Mapping[str, Param] = field(default_factory=dict)


class InvalidAnswer(Exception):
    """Raised by a question that cannot accept an answer; `at` names the part of the answer, where it has parts."""

    def __init__(self, code: str, at: Path = (), **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.params = params


class InvalidRule(Exception):
    """Raised while compiling a rule that the engine does not accept."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
