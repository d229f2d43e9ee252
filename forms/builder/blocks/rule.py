"""A condition: rows of question, comparison and answers; or, for those who need more, JSON Logic."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import FollowingBlock, PlainTextBlock, UntranslatedMixin, ValuesBlock
from forms.builder.rules import ALL, ANY

COMPARISONS = [
    ("one_of", _("is one of")),
    ("none_of", _("is none of")),
    ("includes", _("includes any of (several answers)")),
    ("includes_none", _("includes none of (several answers)")),
    ("is", _("is exactly")),
    ("is_not", _("is not")),
    ("at_least", _("is at least (number)")),
    ("at_most", _("is at most (number)")),
    ("more_than", _("is more than (number)")),
    ("less_than", _("is less than (number)")),
    ("answered", _("is answered")),
    ("not_answered", _("is not answered")),
]


class ConditionBlock(UntranslatedMixin, blocks.StructBlock):
    question = FollowingBlock(source="question", label=_("Question"), empty=_("Choose a question"))
    comparison = blocks.ChoiceBlock(COMPARISONS, label=_("Comparison"), default="one_of")
    values = ValuesBlock(label=_("Answers"), required=False)

    class Meta:
        icon = "crosshairs"
        label = _("Condition")
        form_classname = "struct-block survey-condition"
        label_format = "{question} {comparison} {values}"


class RuleBlock(UntranslatedMixin, blocks.StructBlock):
    match = blocks.ChoiceBlock(
        [(ALL, _("All the conditions hold")), (ANY, _("At least one of the conditions holds"))],
        label=_("When several conditions are set"),
        default=ALL,
    )
    conditions = blocks.ListBlock(ConditionBlock(), label=_("Conditions"), default=[])
    advanced = PlainTextBlock(
        label=_("Rule in JSON Logic"),
        help_text=_("Only for rules that conditions cannot say. Leave empty otherwise."),
        required=False,
        rows=2,
        search_index=False,
    )

    class Meta:
        icon = "view"
        form_layout = blocks.BlockGroup(children=["conditions", "match"], settings=["advanced"])
        collapsed = True
        label_format = "{conditions}"
