"""Questions answered by writing: text, numbers, and ways to reach somebody."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.questions.base import QuestionBlock, layout
from forms.builder.comparisons import NUMBER, PRESENCE

LONGEST = _("Longest answer, in characters")


class TextQuestion(QuestionBlock):
    max_length = blocks.IntegerBlock(label=LONGEST, default=500, min_value=1, max_value=2000, required=False)

    class Meta:
        icon = "minus"
        label = _("Line of text")
        form_layout = layout(settings=("max_length",))


class LongTextQuestion(QuestionBlock):
    max_length = blocks.IntegerBlock(label=LONGEST, default=5000, min_value=1, max_value=50_000, required=False)

    class Meta:
        icon = "pilcrow"
        label = _("Text in several lines")
        form_layout = layout(settings=("max_length",))


class NumberQuestion(QuestionBlock):
    compared_as = NUMBER

    unit = blocks.CharBlock(label=_("Unit"), help_text=_("Such as kWh or %."), required=False, max_length=40)
    min = blocks.FloatBlock(label=_("Smallest number"), required=False)
    max = blocks.FloatBlock(label=_("Largest number"), required=False)
    decimals = blocks.IntegerBlock(
        label=_("Decimals at most"), help_text=_("0 for whole numbers."), required=False, min_value=0, max_value=6
    )
    step = blocks.FloatBlock(
        label=_("In steps of"),
        help_text=_("Such as 0.5 or 100. Empty: any number."),
        required=False,
        min_value=0,
    )

    class Meta:
        icon = "decimal"
        label = _("Number")
        form_layout = layout("unit", "min", "max", settings=("decimals", "step"))


class EmailQuestion(QuestionBlock):
    class Meta:
        icon = "mail"
        label = _("E-mail address")


class PhoneQuestion(QuestionBlock):
    class Meta:
        icon = "mobile-alt"
        label = _("Telephone number")


class UrlQuestion(QuestionBlock):
    class Meta:
        icon = "globe"
        label = _("Web address")


class PostalCodeQuestion(QuestionBlock):
    class Meta:
        icon = "site"
        label = _("Finnish postal code")


class AddressQuestion(QuestionBlock):
    compared_as = PRESENCE

    class Meta:
        icon = "home"
        label = _("Postal address in Finland")


class BusinessIdQuestion(QuestionBlock):
    class Meta:
        icon = "clipboard-list"
        label = _("Finnish business ID")
