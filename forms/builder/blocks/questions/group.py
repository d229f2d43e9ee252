"""Questions that are answered again and again, in rows."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.questions.base import ROWS, QuestionBlock, layout
from forms.builder.blocks.questions.registry import SINGLE_QUESTION_BLOCKS
from forms.builder.comparisons import PRESENCE


class RowQuestionsBlock(blocks.StreamBlock):
    """The questions of a row. Their blocks are those of a step's questions: the editor gets each once."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks or list(SINGLE_QUESTION_BLOCKS.items()), collapsed=True, **kwargs)


class GroupQuestion(QuestionBlock):
    compared_as = PRESENCE

    prefill = autocomplete = None
    questions = RowQuestionsBlock(label=_("Questions of a row"))
    row_label = blocks.CharBlock(
        label=_("What a row is called"), help_text=_("Such as Person or Vehicle."), required=False, max_length=100
    )
    min_rows = blocks.IntegerBlock(label=_("Rows at least"), default=0, required=False, min_value=0, max_value=100)
    max_rows = blocks.IntegerBlock(label=_("Rows at most"), default=20, required=False, min_value=1, max_value=100)

    class Meta:
        icon = "list-ol"
        label = _("Rows of questions")
        group = ROWS
        form_layout = layout("row_label", "questions", settings=("min_rows", "max_rows"))
