"""The ground of the engine's values: frozen, closed models and the shapes that JSON can take."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints
from typing_extensions import TypeAliasType

Scalar = str | int | float | bool | None
Json = TypeAliasType("Json", "Scalar | Sequence[Json] | Mapping[str, Json]")

Answers = Mapping[str, Json]
"""Answers by answer key: a question's key, or `<question key>:<choice value>` for a choice's own text."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""Names a step, a question or a theme within its form. Made once, never changed by a new label."""

ChoiceValue = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+.-]{1,64}$")]

Rule = Mapping[str, Json]
"""A JSON Logic expression; see `forms.engine.rules` for the operators."""


class Value(BaseModel):
    """A frozen value that refuses fields it does not know, and numbers that JSON cannot write."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """A copy without what the original has worked out about itself, which need not hold of the copy."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied
