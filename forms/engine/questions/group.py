"""Questions that are answered again and again: one row for each person, vehicle or building."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion, Cell, Column, Post, is_empty
from forms.engine.questions.registry import AnySingleQuestion

MOST_ROWS = 100

RowQuestion = Annotated[AnySingleQuestion, Field(discriminator="type")]


class Group(BaseQuestion):
    """Rows of answers to `questions`: a list of objects by answer key. `row_label` names a row ("Person").

    A row that was left empty is no row. The rules of a row's questions read the row itself and the form's answers
    around it.
    """

    type: Literal["group"]
    questions: tuple[RowQuestion, ...] = Field(min_length=1, max_length=30)
    min_rows: int = Field(default=0, ge=0, le=MOST_ROWS)
    max_rows: int = Field(default=20, ge=1, le=MOST_ROWS)
    row_label: str = Field(default="", max_length=100)

    @property
    def row_questions(self) -> tuple[BaseQuestion, ...]:
        return self.questions

    def rows_of(self, raw: Json) -> list[Mapping[str, Json]]:
        """`raw` as rows, those that were left empty among them. Raises InvalidAnswer."""
        if not isinstance(raw, Sequence) or isinstance(raw, str):
            if is_empty(raw):
                return []
            raise InvalidAnswer("wrong_type_rows")
        if len(raw) > MOST_ROWS:
            raise InvalidAnswer("rows_max", max=self.max_rows)
        rows = [row for row in raw if isinstance(row, Mapping)]
        if len(rows) != len(raw):
            raise InvalidAnswer("wrong_type_rows")
        return rows

    def check_count(self, count: int) -> None:
        """Raises InvalidAnswer where `count` rows are too few or too many; none at all may be right."""
        if count > self.max_rows:
            raise InvalidAnswer("rows_max", max=self.max_rows)
        if count and count < self.min_rows:
            raise InvalidAnswer("rows_min", min=self.min_rows)

    def posted(self, post: Post, prefix: str = "") -> dict[str, Json]:
        name = f"{prefix}{self.key}:"
        rows: list[Json] = []
        numbers = sorted({number for key in post if (number := _row_number(key, name)) is not None})
        for number in numbers[: MOST_ROWS + 1]:
            row: dict[str, Json] = {}
            for question in self.questions:
                row |= question.posted(post, f"{name}{number}:")
            rows.append({key: value for key, value in row.items() if not is_empty(value)})
        return {self.key: rows}

    def clean(self, raw: Json, locale: str) -> Json:
        raise InvalidAnswer("wrong_type_rows")

    def display(self, answers: Answers, locale: str) -> list[str]:
        return ["; ".join(self._row_words(row, locale)) for row in self._kept(answers)]

    def _row_words(self, row: Mapping[str, Json], locale: str) -> list[str]:
        shown = ((question.label, question.display(row, locale)) for question in self.questions)
        return [f"{label.rstrip('.?:')}: {', '.join(words)}" for label, words in shown if words]

    def _kept(self, answers: Answers) -> list[Mapping[str, Json]]:
        return self.rows_of(answers.get(self.key))

    def json_schema(self) -> dict[str, Json]:
        properties = {key: schema for question in self.questions for key, schema in question.schemas().items()}
        row: dict[str, Json] = {"type": "object", "properties": properties, "additionalProperties": False}
        return {"type": "array", "items": row, "maxItems": self.max_rows}

    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(f"{self.key}.{column.name}", f"{self.label}: {column.label}")
            for question in self.questions
            for column in question.columns()
        )

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        """Each column's cell has a line for every row."""
        rows = [
            [cell for question in self.questions for cell in question.cells(row, locale)] for row in self._kept(answers)
        ]
        if not rows:
            return (None,) * len(self.columns())
        return tuple("\n".join(_line(cell) for cell in column) for column in zip(*rows, strict=True))


def _line(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _row_number(key: str, name: str) -> int | None:
    """The number of the row that the control `key` belongs to, if it is in one."""
    number = key.removeprefix(name).partition(":")[0] if key.startswith(name) else ""
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 4 else None
