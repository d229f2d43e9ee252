"""Many things judged on one scale."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from forms.engine.base import Answers, Json, Key, Value
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import FREELY, UNANSWERED, Asked, Cell, Column, Reading, is_empty
from forms.engine.questions.choice import Judged, ScalePoints, Scorable
from forms.engine.questions.text import shown


class Row(Value):
    """One of the things that are judged. `strength` and `improvement` are its words in the result."""

    key: Key
    label: str
    strength: str = ""
    improvement: str = ""


class Matrix(Scorable):
    """Rows judged on the scale of `choices`: `{"<row>": "<choice>"}`. Required, every row wants an answer."""

    type: Literal["matrix"]
    rows: tuple[Row, ...] = Field(min_length=1, max_length=50)
    choices: ScalePoints

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(row.key for row in self.rows)

    def read(self, answers: Answers, locale: str, asked: Asked = FREELY) -> Reading:
        raw = answers.get(self.key)
        if is_empty(raw):
            return UNANSWERED
        if not isinstance(raw, Mapping):
            return Reading(errors=(self.error(InvalidAnswer("wrong_type_matrix")),))
        values: dict[str, Json] = {}
        errors = [InvalidAnswer("unknown_key", key=shown(part)) for part in raw if part not in self.parts]
        for row in self.rows:
            given = raw.get(row.key)
            if is_empty(given):
                if asked.required:
                    errors.append(InvalidAnswer("required", at=(row.key,)))
            elif self.choice(given) is None:
                errors.append(InvalidAnswer("choice_unknown", at=(row.key,)))
            elif given in asked.withheld:
                errors.append(InvalidAnswer("choice_withheld", at=(row.key,), choice=self.label_of(given)))
            else:
                values[row.key] = given
        return Reading({self.key: values} if values else {}, tuple(self.error(error) for error in errors))

    def clean(self, raw: Json, locale: str) -> Json:
        reading = self.read({self.key: raw}, locale)
        if reading.errors:
            error = reading.errors[0]
            raise InvalidAnswer(error.code, at=error.path[1:], **error.params)
        return reading.values.get(self.key)

    def judged(self, answers: Answers) -> Sequence[Judged]:
        given = self._given(answers)
        return [
            Judged(choice, row.label, row.strength, row.improvement)
            for row in self.rows
            if (choice := self.choice(given.get(row.key))) is not None
        ]

    def _given(self, answers: Answers) -> Mapping[str, Json]:
        value = answers.get(self.key)
        return value if isinstance(value, Mapping) else {}

    def display(self, answers: Answers, locale: str) -> list[str]:
        given = self._given(answers)
        return [f"{row.label}: {self.label_of(str(given[row.key]))}" for row in self.rows if row.key in given]

    def json_schema(self) -> dict[str, Json]:
        scale: dict[str, Json] = {"type": "string", "enum": [choice.value for choice in self.choices]}
        schema: dict[str, Json] = {
            "type": "object",
            "properties": dict.fromkeys(self.parts, scale),
            "additionalProperties": False,
        }
        return schema | {"required": list(self.parts)} if self.required else schema

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(f"{self.key}.{row.key}", f"{self.label}: {row.label}") for row in self.rows)

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        given = self._given(answers)
        return tuple(value if isinstance(value := given.get(part), str) else None for part in self.parts)
