"""Conditions and formulas: rows and lines that an editor fills in; or, for those who need more, JSON Logic."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from forms.builder.blocks.editor import COMPARISONS
from forms.builder.blocks.fields import FollowingBlock, PlainCharBlock, PlainTextBlock, UntranslatedMixin
from forms.builder.rules import ALL, ANY


def advanced_block(label: Any, help_text: Any) -> PlainTextBlock:
    return PlainTextBlock(label=label, help_text=help_text, required=False, rows=2, search_index=False)


class ConditionBlock(UntranslatedMixin, blocks.StructBlock):
    """One comparison. The browser offers only those that fit the question, and the control that fits them."""

    question = FollowingBlock(source="readable", label=_("Question"), empty=_("Choose a question"))
    comparison = blocks.ChoiceBlock(list(COMPARISONS.items()), label=_("Comparison"), default="one_of")
    values = PlainCharBlock(label=_("Compared with"), required=False)

    class Meta:
        icon = "crosshairs"
        label = _("Condition")
        form_classname = "struct-block survey-condition"


class RuleBlock(UntranslatedMixin, blocks.StructBlock):
    """Conditions, and how they go together."""

    match = blocks.ChoiceBlock(
        [(ALL, _("All the conditions hold")), (ANY, _("At least one of the conditions holds"))],
        label=_("When several conditions are set"),
        default=ALL,
    )
    conditions = blocks.ListBlock(ConditionBlock(), label=_("Conditions"), default=[])
    advanced = advanced_block(
        _("Rule in JSON Logic"), _("Only for rules that conditions cannot say. Leave empty otherwise.")
    )

    class Meta:
        icon = "view"
        form_layout = blocks.BlockGroup(children=["conditions", "match"], settings=["advanced"])
        form_classname = "struct-block survey-rule"
        collapsed = True


class FormulaBlock(UntranslatedMixin, blocks.StructBlock):
    """What a number is calculated from."""

    expression = PlainCharBlock(
        label=_("Formula"),
        help_text=_("Such as people * 2.5 + travel. Add questions from the list below; +, −, *, / and brackets work."),
        required=False,
        max_length=1000,
        search_index=False,
    )
    advanced = advanced_block(
        _("Formula in JSON Logic"), _("Only for calculations that the formula cannot say. Leave empty otherwise.")
    )

    class Meta:
        icon = "decimal"
        form_layout = blocks.BlockGroup(children=["expression"], settings=["advanced"])
        form_classname = "struct-block survey-formula"


class RuleBlockAdapter(StructBlockAdapter):
    js_constructor = "survey.RuleBlock"


class ConditionBlockAdapter(StructBlockAdapter):
    js_constructor = "survey.ConditionBlock"


class FormulaBlockAdapter(StructBlockAdapter):
    js_constructor = "survey.FormulaBlock"


register(RuleBlockAdapter(), RuleBlock)
register(ConditionBlockAdapter(), ConditionBlock)
register(FormulaBlockAdapter(), FormulaBlock)
