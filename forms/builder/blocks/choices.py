"""What a question has a list of: choices, its own or shared under a name, and the rows of a matrix."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import KeyBlock, PlainCharBlock
from forms.builder.blocks.folded import FoldedBlock
from forms.builder.blocks.rule import RuleBlock

SCORED = ["label", "score"]
FLAGS = ["free_text", "exclusive"]


class PlainOptionBlock(FoldedBlock):
    """Something to choose."""

    rules = {"show_if": "choice"}

    label = blocks.CharBlock(label=_("Choice"), max_length=300)
    show_if = RuleBlock(label=_("Offered only if …"))
    value = KeyBlock(kind="choice", label=_("Kept as"))

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        form_layout = blocks.BlockGroup(children=["label", "show_if"], settings=["value"])
        form_classname = "struct-block survey-choice"
        label_format = "{label}"


class OptionBlock(PlainOptionBlock):
    """A choice that can have points, and words of the respondent's own."""

    score = blocks.IntegerBlock(
        label=_("Points"),
        help_text=_("Empty: not counted."),
        required=False,
        min_value=0,
        max_value=1000,
    )
    free_text = blocks.BooleanBlock(label=_("Asks “which?”"), required=False)
    exclusive = blocks.BooleanBlock(
        label=_("Cannot be combined with other choices"),
        help_text=_("Only where several can be chosen, as for “None of these”."),
        required=False,
    )

    class Meta:
        form_layout = blocks.BlockGroup(children=[*SCORED, "show_if"], settings=[*FLAGS, "value"])


class ListedOptionBlock(OptionBlock):
    """A choice of a shared list: it is offered wherever the list is used."""

    rules = {}
    show_if = None

    class Meta:
        form_layout = blocks.BlockGroup(children=SCORED, settings=[*FLAGS, "value"])


class MatrixRowBlock(FoldedBlock):
    """One of the things that a matrix asks about."""

    label = blocks.CharBlock(label=_("Row"), max_length=300)
    strength = blocks.CharBlock(
        label=_("Words when it is in place"),
        help_text=_("Without words, the row itself is shown in the result."),
        required=False,
        max_length=300,
    )
    improvement = blocks.CharBlock(label=_("Words when it can improve"), required=False, max_length=300)
    key = KeyBlock(kind="row")

    class Meta:
        icon = "list-ul"
        label = _("Row")
        label_format = "{label}"
        form_layout = blocks.BlockGroup(children=["label"], settings=["strength", "improvement", "key"])


def listed(item: blocks.Block, label: Any, **kwargs: Any) -> blocks.ListBlock:
    help_text = _("Several lines that are pasted into a new one become one each.")
    return blocks.ListBlock(item, label=label, help_text=help_text, default=[], collapsed=True, **kwargs)


class ChoiceListBlock(FoldedBlock):
    """Choices under a name."""

    name = PlainCharBlock(
        label=_("Name of the list"),
        help_text=_("Questions refer to the list by this name. It is not shown to respondents."),
        max_length=64,
    )
    choices = listed(ListedOptionBlock(), _("Choices"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of choices")
        label_format = "{name}"
        collapsed = True
