"""Questions answered by choosing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.choices import MatrixRowBlock, OptionBlock, PlainOptionBlock, listed
from forms.builder.blocks.fields import FollowingBlock
from forms.builder.blocks.questions.base import CHOICES as CHOICES_GROUP
from forms.builder.blocks.questions.base import QuestionBlock, layout
from forms.builder.blocks.questions.scoring import ScoredQuestionBlock, scored_layout
from forms.builder.comparisons import CHOICE, CHOICES, NUMBER, ROWS, YES_NO

OPTION = OptionBlock()
"""One block for every list of choices, so that the editor gets its definition once."""


def shared_list() -> FollowingBlock:
    return FollowingBlock(
        source="list",
        label=_("List of choices"),
        help_text=_("A list that the survey shares between questions. Or add the question's own choices below."),
        empty=_("Own choices"),
        required=False,
    )


def own_choices(item: Any = OPTION) -> blocks.ListBlock:
    return listed(item, _("Choices"))


class SingleChoiceQuestion(ScoredQuestionBlock):
    compared_as = CHOICE

    choice_list = shared_list()
    choices = own_choices()
    display_as = blocks.ChoiceBlock(
        [("radio", _("All in view")), ("select", _("A list that opens"))], label=_("Shown as"), default="radio"
    )

    class Meta:
        icon = "radio-full"
        label = _("One choice")
        group = CHOICES_GROUP
        form_layout = scored_layout("choice_list", "choices", settings=("display_as",))


class MultipleChoiceQuestion(QuestionBlock):
    compared_as = CHOICES

    choice_list = shared_list()
    choices = own_choices()
    min_selected = blocks.IntegerBlock(label=_("Choices at least"), required=False, min_value=0)
    max_selected = blocks.IntegerBlock(label=_("Choices at most"), required=False, min_value=1)

    class Meta:
        icon = "tasks"
        label = _("Several choices")
        group = CHOICES_GROUP
        form_layout = layout("choice_list", "choices", settings=("min_selected", "max_selected"))


class YesNoQuestion(QuestionBlock):
    compared_as = YES_NO

    class Meta:
        icon = "check"
        label = _("Yes or no")
        group = CHOICES_GROUP


class ScaleQuestion(ScoredQuestionBlock):
    compared_as = CHOICE

    choice_list = shared_list()
    choices = own_choices()

    class Meta:
        icon = "sliders"
        label = _("Step on a scale")
        group = CHOICES_GROUP
        form_layout = scored_layout("choice_list", "choices")


class MatrixQuestion(ScoredQuestionBlock):
    compared_as = ROWS

    strength = improvement = autocomplete = None

    rows = listed(MatrixRowBlock(), _("Rows"))
    choice_list = shared_list()
    choices = own_choices()

    class Meta:
        icon = "table"
        label = _("Table: many things on one scale")
        group = CHOICES_GROUP
        form_layout = scored_layout("rows", "choice_list", "choices")


class RankingQuestion(QuestionBlock):
    compared_as = CHOICES

    autocomplete = None
    choice_list = shared_list()
    choices = own_choices(PlainOptionBlock())
    most = blocks.IntegerBlock(
        label=_("How many are put in order"), help_text=_("Empty: all of them."), required=False, min_value=1
    )

    class Meta:
        icon = "order"
        label = _("Order of preference")
        group = CHOICES_GROUP
        form_layout = layout("choice_list", "choices", settings=("most",))


class RatingQuestion(QuestionBlock):
    compared_as = NUMBER

    max = blocks.IntegerBlock(label=_("From 1 to"), default=5, min_value=2, max_value=10)
    low = blocks.CharBlock(label=_("What 1 means"), required=False, max_length=100)
    high = blocks.CharBlock(label=_("What the highest number means"), required=False, max_length=100)

    class Meta:
        icon = "pick"
        label = _("Grade")
        group = CHOICES_GROUP
        form_layout = layout("max", "low", "high")
