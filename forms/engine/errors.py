"""What can be wrong with answers or with a form, as a code with parameters and a place. Words live elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Param = str | int | float


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901) to `parts`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


@dataclass(frozen=True, slots=True)
class AnswerError:
    """One thing to mend in the answers; `pointer` is relative to the answers object."""

    code: str
    key: str
    question: str
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def pointer(self) -> str:
        return pointer(self.key)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a form before it can be published; `pointer` is relative to the definition."""

    code: str
    pointer: str
    params: Mapping[str, Param] = field(default_factory=dict)


class InvalidAnswer(Exception):
    """Raised by a question that cannot accept an answer."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class InvalidRule(Exception):
    """Raised while compiling a rule that the engine does not accept."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
