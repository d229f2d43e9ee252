"""The survey as a whole: its steps, the lists and themes that its questions share, and what happens after sending."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from wagtail import blocks, hooks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.models import Webhook
from forms.builder.blocks.choices import ChoiceListBlock
from forms.builder.blocks.fields import KeyBlock, PlainCharBlock
from forms.builder.blocks.folded import FoldedBlock, WholeStreamBlock
from forms.builder.blocks.questions import QuestionsBlock
from forms.builder.blocks.rule import RuleBlock
from forms.builder.comparisons import split_values
from forms.builder.html import FEATURES

STAFF_EMAIL = "staff_email"
"""The handler that cannot do without addresses."""
WEBHOOK = "webhook"
"""The handler that cannot do without a webhook, and of which a survey may have several."""


class StepBlock(FoldedBlock):
    """One page of questions."""

    rules = {"show_if": "step"}

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.RichTextBlock(label=_("Introduction"), features=FEATURES, required=False)
    questions = QuestionsBlock(label=_("Questions"), required=False)
    show_if = RuleBlock(label=_("Part of the survey only if …"))
    key = KeyBlock(kind="step")

    class Meta:
        icon = "list-ol"
        label = _("Part")
        label_format = "{title}"
        form_layout = blocks.BlockGroup(children=["title", "intro", "questions", "show_if"], settings=["key"])


class StepsBlock(WholeStreamBlock):
    step = StepBlock()


class ChoiceListsBlock(WholeStreamBlock):
    choice_list = ChoiceListBlock()


class ThemeBlock(FoldedBlock):
    label = blocks.CharBlock(label=_("Theme"), max_length=200)
    key = KeyBlock(kind="theme")

    class Meta:
        icon = "tag"
        label = _("Theme")
        label_format = "{label}"
        form_layout = blocks.BlockGroup(children=["label"], settings=["key"])


class ThemesBlock(WholeStreamBlock):
    theme = ThemeBlock()


class BandBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What the level is called"), max_length=200)
    min = blocks.IntegerBlock(label=_("From percent"), min_value=0, max_value=100)
    max = blocks.IntegerBlock(label=_("To percent"), min_value=0, max_value=100)

    class Meta:
        icon = "order"
        label = _("Level")
        label_format = "{label} ({min}–{max} %)"
        form_classname = "struct-block survey-band"


class BandsBlock(blocks.StreamBlock):
    band = BandBlock()


class ModeBlock(FoldedBlock):
    label = blocks.CharBlock(label=_("Way of filling in"), max_length=200)
    value = KeyBlock(kind="choice", label=_("Kept as"))

    class Meta:
        icon = "edit"
        label = _("Way of filling in")
        label_format = "{label}"
        form_layout = blocks.BlockGroup(children=["label"], settings=["value"])


class ModesBlock(WholeStreamBlock):
    mode = ModeBlock()


def handler_choices() -> list[tuple[str, str]]:
    """Every handler there is. The hook keeps this module below `forms.handlers`, which knows submissions."""
    return [choice for choices in hooks.get_hooks("survey_handler_choices") for choice in choices()]


def webhook_choices() -> list[tuple[str, str]]:
    return [(str(webhook.pk), webhook.name) for webhook in Webhook.objects.all()]


class HandlerBlock(blocks.StructBlock):
    """Something that is done with each submission."""

    handler = blocks.ChoiceBlock(choices=handler_choices, label=_("What is done"))
    to = PlainCharBlock(
        label=_("E-mail addresses"),
        help_text=_("Only for e-mail to staff. Several addresses with commas between."),
        required=False,
        max_length=500,
    )
    webhook = blocks.ChoiceBlock(
        choices=webhook_choices,
        label=_("Webhook"),
        help_text=_("Only for messages to another system. Administrators add webhooks under Settings."),
        required=False,
    )

    class Meta:
        icon = "mail"
        label = _("After sending")
        label_format = "{handler} {to}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        addresses = split_values(cleaned["to"])
        try:
            for address in addresses:
                validate_email(address)
        except ValidationError:
            message = _("“%(address)s” is not an e-mail address. Write one, or several with commas between.")
            error = ValidationError(message, params={"address": address})
            raise StructBlockValidationError(block_errors={"to": error}) from None
        if cleaned["handler"] == STAFF_EMAIL and not addresses:
            error = ValidationError(_("Write at least one e-mail address."))
            raise StructBlockValidationError(block_errors={"to": error})
        if cleaned["handler"] == WEBHOOK and not cleaned["webhook"]:
            error = ValidationError(_("Choose a webhook. An administrator adds one under Settings."))
            raise StructBlockValidationError(block_errors={"webhook": error})
        return cleaned


def _what(value: Any) -> tuple[str, str]:
    return value["handler"], value["webhook"] if value["handler"] == WEBHOOK else ""


class HandlersBlock(blocks.StreamBlock):
    handler = HandlerBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        chosen = [_what(child.value) for child in cleaned]
        if len(chosen) != len(set(chosen)):
            message = ValidationError(_("The same thing is set twice. Put all addresses in one and remove the other."))
            raise blocks.StreamBlockValidationError(non_block_errors=[message])
        return cleaned
