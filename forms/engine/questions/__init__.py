"""The question types. A new type is a file here, its name in AnyQuestion, and a template."""

from typing import Annotated, get_args

from pydantic import Field

from forms.engine.questions.business_id import BusinessIdFi
from forms.engine.questions.choice import MultipleChoice, Scale, SingleChoice
from forms.engine.questions.number import Number
from forms.engine.questions.text import Email, LongText, Text

AnyQuestion = Text | LongText | Email | Number | BusinessIdFi | SingleChoice | MultipleChoice | Scale
Question = Annotated[AnyQuestion, Field(discriminator="type")]

QUESTION_TYPES: dict[str, type[AnyQuestion]] = {
    get_args(question_type.model_fields["type"].annotation)[0]: question_type for question_type in get_args(AnyQuestion)
}
"""Every question type by the name it has in `survey/1`."""
