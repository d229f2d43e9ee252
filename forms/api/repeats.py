"""Requests that are sent again because their answer was lost: the key that tells them from new ones."""

from typing import Annotated

from ninja import Header

from cms.problems import Problem, ProblemItem
from forms import messages

UNGUESSABLE = 22
"""Characters of a key from which a token is made: as many as 128 random bits take in base 64."""
LONGEST = 180
NAME = "Idempotency-Key"
VISIBLE = r"^[!-~]+$"

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias=NAME,
        min_length=1,
        max_length=LONGEST,
        pattern=VISIBLE,
        description="A text of the caller's own, new for each submission. The same key twice gives the same answer.",
    ),
]
UnguessableKey = Annotated[
    str | None,
    Header(
        alias=NAME,
        min_length=1,
        max_length=LONGEST,
        pattern=VISIBLE,
        description=(
            f"A random text such as a UUID, new for each request, of at least {UNGUESSABLE} characters: the answer's "
            "token is made from it. The same key twice gives the same answer."
        ),
    ),
]


def check_unguessable(key: str | None, language: str) -> None:
    """Raises Problem for a key that others might guess."""
    if key is None or len(key) >= UNGUESSABLE:
        return
    code = "idempotency_key_short"
    detail = messages.refusal("idempotency_key_short", language, least=UNGUESSABLE)
    raise Problem(422, code, detail, [ProblemItem(code=code, pointer=f"/{NAME}", detail=detail)])
