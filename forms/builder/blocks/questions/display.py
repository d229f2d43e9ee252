"""What stands among the questions without asking anything, and what answers without being asked."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import PlainCharBlock
from forms.builder.blocks.questions.base import BETWEEN, ROWS, BareBlock, QuestionBlock, layout
from forms.builder.blocks.rule import FormulaBlock
from forms.builder.comparisons import NUMBER, TEXT
from forms.builder.html import FEATURES


class StatementBlock(BareBlock):
    body = blocks.RichTextBlock(label=_("Text"), features=FEATURES, required=False)

    class Meta:
        icon = "info-circle"
        label = _("Text to read")
        group = BETWEEN
        form_layout = layout("body")


class SectionBlock(BareBlock):
    help = blocks.TextBlock(label=_("Words below the heading"), required=False, max_length=1000, rows=1)

    class Meta:
        icon = "title"
        label = _("Subheading")
        group = BETWEEN


class UnaskedBlock(QuestionBlock):
    """A question that nobody sees an input of: it cannot be left unanswered."""

    rules = {"show_if": "question"}

    label = blocks.CharBlock(label=_("Name"), max_length=500)
    required = required_if = follow_up_of = autocomplete = None

    class Meta:
        group = ROWS


class CalculatedQuestion(UnaskedBlock):
    compared_as = NUMBER
    rules = {"show_if": "question", "formula": "formula"}

    prefill = None
    formula = FormulaBlock(label=_("Calculated from"))
    unit = blocks.CharBlock(label=_("Unit"), help_text=_("Such as kWh or %."), required=False, max_length=40)
    decimals = blocks.IntegerBlock(label=_("Decimals"), default=2, required=False, min_value=0, max_value=6)

    class Meta:
        icon = "decimal"
        label = _("Calculated number")
        form_layout = layout("formula", "unit", settings=("decimals",))


class HiddenQuestion(UnaskedBlock):
    compared_as = TEXT

    help = None
    prefill = PlainCharBlock(
        label=_("Parameter of the address"),
        help_text=_("The value comes from links to the survey: with the name “source”, ?source=letter keeps “letter”."),
        max_length=64,
        search_index=False,
    )
    max_length = blocks.IntegerBlock(
        label=_("Longest value, in characters"), default=200, min_value=1, max_value=2000, required=False
    )

    class Meta:
        icon = "no-view"
        label = _("Hidden value from the link")
        form_layout = blocks.BlockGroup(
            children=["label", "prefill", "show_if"],
            settings=["max_length", "personal", "confidential", "maps_to", "tags", "key"],
        )
