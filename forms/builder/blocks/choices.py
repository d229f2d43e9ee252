"""Choices: a question's own, or a list with a name that many questions share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import KeyBlock, PlainCharBlock


class OptionBlock(blocks.StructBlock):
    """One choice."""

    label = blocks.CharBlock(label=_("Choice"), max_length=300)
    score = blocks.IntegerBlock(
        label=_("Points"),
        help_text=_("Empty: the answer does not count, as for “Not relevant to us”."),
        required=False,
        min_value=0,
        max_value=100,
    )
    free_text = blocks.BooleanBlock(label=_("Asks “which?”"), required=False)
    exclusive = blocks.BooleanBlock(
        label=_("Cannot be combined with other choices"),
        help_text=_("Only where several can be chosen, as for “None of these”."),
        required=False,
    )
    value = KeyBlock(kind="choice", label=_("Kept as"))

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        form_layout = blocks.BlockGroup(children=["label", "score"], settings=["free_text", "exclusive", "value"])
        form_classname = "struct-block survey-choice"
        label_format = "{label}"


def choices_block(**kwargs: Any) -> blocks.ListBlock:
    return blocks.ListBlock(OptionBlock(), label=_("Choices"), default=[], collapsed=True, **kwargs)


class ChoiceListBlock(blocks.StructBlock):
    """Choices under a name."""

    name = PlainCharBlock(
        label=_("Name of the list"),
        help_text=_("Questions refer to the list by this name. It is not shown to respondents."),
        max_length=64,
    )
    choices = choices_block(min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of choices")
        label_format = "{name}"
        collapsed = True
