"""Two people, or two tabs, on the same answers: what each changed is kept, and nothing is overwritten unseen.

A page says of every question which answer it showed, as a short digest. When it comes back there are three answers to a
question: the one that was shown, the one that is stored by now, and the one that was posted. Whoever left the shown one
alone gives way to whoever changed it; where both changed it, and not to the same, it is a conflict.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.engine.base import Answers, Json
from forms.engine.questions import AnyQuestion
from forms.services.versions import canonical

DIGEST_LENGTH = 10
NOTHING = ""
"""The digest of a question without an answer, which is left out of what a page says."""


@dataclass(frozen=True, slots=True)
class Merged:
    """By question key: whose answers were changed elsewhere and give way to them, and which are in conflict."""

    theirs: frozenset[str]
    conflicts: tuple[str, ...]


def digest(question: AnyQuestion, answers: Answers) -> str:
    """Tells one answer to `question` from another, texts beside its choices included."""
    given = {key: answers[key] for key in question.answer_keys if key in answers}
    return hashlib.sha256(canonical(given)).hexdigest()[:DIGEST_LENGTH] if given else NOTHING


def shown(questions: Iterable[AnyQuestion], answers: Answers) -> str:
    """What a page that shows `answers` says of them, for `read_shown` when it comes back."""
    found = ((question.key, digest(question, answers)) for question in questions if question.by_hand)
    return " ".join(f"{key}:{known}" for key, known in found if known)


def read_shown(text: str) -> dict[str, str]:
    """The digests by question that a page says it showed."""
    pairs = (item.partition(":") for item in text.split())
    return {key: known for key, _separator, known in pairs}


def merge(
    questions: Iterable[AnyQuestion], *, base: Mapping[str, str], stored: Answers, posted: Mapping[str, Json]
) -> Merged:
    """Compare what was shown, what is stored and what was posted, the latter two as a draft keeps them.

    What is calculated comes of other answers, and is nobody's to change.
    """
    theirs: set[str] = set()
    conflicts: list[str] = []
    for question in questions:
        if not question.by_hand:
            continue
        shown_then, there, here = base.get(question.key, NOTHING), digest(question, stored), digest(question, posted)
        if there in (here, shown_then):
            continue
        theirs.add(question.key)
        if here != shown_then:
            conflicts.append(question.key)
    return Merged(frozenset(theirs), tuple(conflicts))
