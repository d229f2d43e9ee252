"""Answers given on an old form, brought over to a new one: each only where it still means what it meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.engine.base import Answers, Json
from forms.engine.definition import Form
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.agreement import SignatureName
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.engine.questions.business_id import BusinessIdFi
from forms.engine.questions.calculated import Calculated
from forms.engine.questions.choice import MultipleChoice
from forms.engine.questions.contact import Phone, PostalCode, Url
from forms.engine.questions.dates import Date, Time
from forms.engine.questions.group import Group
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.number import Number, Rating
from forms.engine.questions.text import Email, LongText, Text
from forms.engine.questions.upload import File

WRITTEN = (Text, LongText, Email, Phone, Url, Number, Date, Time, PostalCode, BusinessIdFi, SignatureName)
"""Types whose answer is what somebody wrote in one control. One of them can take what was written in another: what it
does not accept stays where its writer can mend it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers that came along, by the new form's keys, and the old form's questions of which something did not."""

    answers: dict[str, Json]
    lost: tuple[str, ...]


def carry(old: Form, new: Form, answers: Answers) -> Carried:
    """Bring `answers` to questions of `old`, canonical or still to be mended, over to the questions of `new`.

    Calculated answers are left behind: they are calculated again. Whether what came along is asked for and accepted is
    for `evaluate` to say.
    """
    kept: dict[str, Json] = {}
    lost: list[str] = []
    for question in old.questions():
        own = _given(question, answers)
        if not own or isinstance(question, Calculated):
            continue
        found = _carried(question, new.by_key.get(question.key), own, (old.locale, new.locale))
        kept |= found
        if found != own and not _rewritten(question, found):
            lost.append(question.key)
    return Carried(kept, tuple(lost))


def _given(question: BaseQuestion, answers: Answers) -> dict[str, Json]:
    return {key: answers[key] for key in question.answer_keys if not is_empty(answers.get(key))}


def _rewritten(question: BaseQuestion, found: Answers) -> bool:
    """Whether the answer came along in other letters, such as a number that is a text now."""
    return isinstance(question, WRITTEN) and bool(found)


def _carried(
    old: BaseQuestion, new: BaseQuestion | None, own: dict[str, Json], locales: tuple[str, str]
) -> dict[str, Json]:
    """What `new` can take of `own`, the answer to `old`."""
    if new is None or not _measured_alike(old, new, locales):
        return {}
    if isinstance(old, WRITTEN) and isinstance(new, WRITTEN):
        value = own[old.key] if old.type == new.type else old.typed(own[old.key], locales[0])
        return {} if is_empty(value) else {new.key: value}
    if old.type != new.type:
        return {}
    if isinstance(old, Group) and isinstance(new, Group):
        return _rows(old, new, own[old.key], locales)
    if isinstance(new, MultipleChoice):
        return _offered(new, own)
    if isinstance(new, Matrix):
        return _judged(new, own[old.key])
    if isinstance(new, File) or old.read(own, locales[0]).errors:
        return own
    accepted = new.read(own, locales[0]).values
    return {key: value for key, value in own.items() if accepted.get(key) == value}


def _measured_alike(old: BaseQuestion, new: BaseQuestion, locales: tuple[str, str]) -> bool:
    """Whether a figure still says as much. Units are words, which can be compared within one language only."""
    if isinstance(old, Number) and isinstance(new, Number):
        return old.unit == new.unit or locales[0] != locales[1]
    return not isinstance(old, Rating) or not isinstance(new, Rating) or old.max == new.max


def _rows(old: Group, new: Group, raw: Json, locales: tuple[str, str]) -> dict[str, Json]:
    """Each row with what its questions can take."""
    inner = {question.key: question for question in new.questions}
    rows: list[Json] = []
    try:
        given = old.rows_of(raw)
    except InvalidAnswer:
        return {}
    for row in given:
        kept: dict[str, Json] = {}
        for question in old.questions:
            if own := _given(question, row):
                kept |= _carried(question, inner.get(question.key), own, locales)
        rows.append(kept)
    return {} if is_empty(rows) else {new.key: rows}


def _offered(new: MultipleChoice, own: Mapping[str, Json]) -> dict[str, Json]:
    """The choices that are still there, with what was written beside them."""
    raw = own.get(new.key)
    chosen = [raw] if isinstance(raw, str) else raw if isinstance(raw, Sequence) else []
    kept: list[Json] = [value for value in chosen if new.choice(value) is not None]
    texts = {key: own[key] for key in new.answer_keys[1:] if key in own and key.partition(":")[2] in kept}
    return {new.key: kept, **texts} if kept else {}


def _judged(new: Matrix, raw: Json) -> dict[str, Json]:
    """The rows that are still there, judged by a choice that is."""
    given = raw if isinstance(raw, Mapping) else {}
    kept = {row: value for row, value in given.items() if row in new.parts and new.choice(value) is not None}
    return {new.key: kept} if kept else {}
