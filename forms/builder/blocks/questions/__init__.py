"""Questions: a block for each type of `forms.engine.questions.QUESTION_TYPES`, under the type's own name."""

from typing import Any

from wagtail import blocks

from forms.builder.blocks.questions.base import GROUPS, BareBlock
from forms.builder.blocks.questions.group import GroupQuestion
from forms.builder.blocks.questions.registry import SINGLE_QUESTION_BLOCKS

QUESTION_BLOCKS: dict[str, BareBlock] = dict(
    sorted(
        {"group": GroupQuestion(), **SINGLE_QUESTION_BLOCKS}.items(), key=lambda item: GROUPS.index(item[1].meta.group)
    )
)
"""The block of every question type, in the order in which an editor is offered them."""


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a step."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks or list(QUESTION_BLOCKS.items()), collapsed=True, **kwargs)
