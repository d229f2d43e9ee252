"""Long lists, page by page: where a page ended is told by the last row's own values, so that new rows move nothing."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import is_naive
from ninja import Query

from cms.problems import Problem, ProblemItem, answering_language

M = TypeVar("M", bound=Model)
LONGEST = 1_000

WORDS = {
    "cursor_invalid": {
        "sv": "Markören hör inte till den här listan. Ta den från `next` i svaret på samma fråga, eller börja om.",
        "fi": "Kohdistin ei kuulu tähän luetteloon. Ottakaa se saman kyselyn vastauksen kohdasta `next` tai aloittakaa "
        "alusta.",
        "en": "The cursor is not of this list. Take it from `next` in the answer to the same question, or begin again.",
    },
    "cursor_and_offset": {
        "sv": "Ange antingen cursor eller offset, inte båda.",
        "fi": "Antakaa joko cursor tai offset, ei molempia.",
        "en": "Give either cursor or offset, not both.",
    },
}

Cursor = Annotated[
    str | None,
    Query(max_length=LONGEST, description="Where to go on: `next` of the answer before. Not together with `offset`"),
]
NEXT = "The `cursor` of what comes after; null at the end"


class CursorInvalid(Exception):
    """The text is no cursor of this list."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """What a list is ordered by: fields of its model, none of them empty, that together tell any two rows apart.

    Fields are named as `order_by` has them: `-year` descends, and `partner__name` is another model's.
    """

    model: type[Model]
    fields: tuple[str, ...]

    def cursor(self, row: Model) -> str:
        """Where the list goes on after `row`."""
        values = [_value(row, name.removeprefix("-")) for name in self.fields]
        said = json.dumps([self._mark, *values], ensure_ascii=False, separators=(",", ":"), default=_written)
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")

    def after(self, cursor: str) -> Q:
        """What comes after the row that `cursor` was made of. Raises CursorInvalid."""
        found = self._read(cursor)
        later = Q()
        for name, value in reversed(list(zip(self.fields, found, strict=True))):
            plain = name.removeprefix("-")
            past = Q(**{f"{plain}__lt" if name.startswith("-") else f"{plain}__gt": value})
            later = past | Q(**{plain: value}) & later if later else past
        # What follows from the rest by itself, said so that an index begins there and not at the first page.
        first = self.fields[0]
        bound = f"{first.removeprefix('-')}__{'lte' if first.startswith('-') else 'gte'}"
        return Q(**{bound: found[0]}) & later

    @property
    def _mark(self) -> str:
        """Tells the cursors of one order from those of another."""
        return f"{self.model._meta.label_lower}:{','.join(self.fields)}"

    def _read(self, cursor: str) -> list[object]:
        try:
            said = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars="-_", validate=True))
        except (binascii.Error, ValueError, RecursionError) as error:
            raise CursorInvalid from error
        if not isinstance(said, list) or len(said) != len(self.fields) + 1 or said[0] != self._mark:
            raise CursorInvalid
        try:
            return [self._valid(name, value) for name, value in zip(self.fields, said[1:], strict=True)]
        except (ValidationError, TypeError, ValueError, OverflowError) as error:
            raise CursorInvalid from error

    def _valid(self, name: str, value: object) -> object:
        if not isinstance(value, str | int) or isinstance(value, bool) or "\x00" in str(value):
            raise CursorInvalid
        field = _field(self.model, name.removeprefix("-"))
        read = field.to_python(value)
        # A number that the database has no room for is no row's.
        field.run_validators(read)
        if isinstance(read, datetime) and is_naive(read):
            raise CursorInvalid
        return read


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Part of a list; `count` is how many the whole list has, `next` the cursor of what comes after."""

    count: int
    items: list[M]
    next: str | None


def page_of(
    request: HttpRequest, rows: QuerySet[M], ordering: Ordering, *, cursor: str | None, offset: int, limit: int
) -> Page[M]:
    """The page of `rows` that was asked for, in `ordering`. Two queries. Raises Problem."""
    ordered = rows.order_by(*ordering.fields)
    if cursor is not None:
        if offset:
            raise _refused(request, "cursor_and_offset")
        try:
            ordered = ordered.filter(ordering.after(cursor))
        except CursorInvalid as refused:
            raise _refused(request, "cursor_invalid") from refused
    found = list(ordered[offset : offset + limit + 1])
    more = len(found) > limit
    return Page(rows.count(), found[:limit], ordering.cursor(found[limit - 1]) if more else None)


def _refused(request: HttpRequest, code: str) -> Problem:
    detail = WORDS[code][answering_language(request)]
    return Problem(422, code, detail, [ProblemItem(code=code, pointer="/cursor", detail=detail)])


def _field(model: type[Model], path: str) -> Field[Any, Any]:
    *way, last = path.split("__")
    for name in way:
        related = model._meta.get_field(name).related_model
        if not isinstance(related, type):
            raise FieldDoesNotExist(path)
        model = related
    found = model._meta.pk if last == "pk" else model._meta.get_field(last)
    if not isinstance(found, Field):
        raise FieldDoesNotExist(path)
    return found


def _value(row: Model, path: str) -> object:
    found: object = row
    for name in path.split("__"):
        found = getattr(found, name)
    return found


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
