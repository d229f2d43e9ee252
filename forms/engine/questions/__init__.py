"""The question types. A new type is a file here and its name in `registry`; see docs/adding-a-question-type.md."""

from typing import Annotated, get_args

from pydantic import Field

from forms.engine.questions.group import Group
from forms.engine.questions.registry import AnySingleQuestion

AnyQuestion = AnySingleQuestion | Group
Question = Annotated[AnyQuestion, Field(discriminator="type")]

QUESTION_TYPES: dict[str, type[AnyQuestion]] = {
    get_args(question_type.model_fields["type"].annotation)[0]: question_type for question_type in get_args(AnyQuestion)
}
"""Every question type by the name it has in `survey/1`."""
