"""What every question's block has, and where it shows it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import FollowingBlock, KeyBlock, PlainCharBlock, TagsBlock
from forms.builder.blocks.folded import FoldedBlock
from forms.builder.blocks.rule import RuleBlock
from forms.builder.comparisons import NOTHING, TEXT

TEXTS, DATES, CHOICES = _("Text and numbers"), _("Date and time"), _("Choices")
AGREEMENTS, FILES, ROWS = _("Agreements"), _("Files"), _("Rows and calculations")
BETWEEN = _("Text between questions")
GROUPS = (TEXTS, DATES, CHOICES, AGREEMENTS, FILES, ROWS, BETWEEN)
"""The groups that the types are offered in, in their order."""

MANAGED = ("personal", "confidential", "follow_up_of", "prefill", "autocomplete", "maps_to", "tags")


def layout(*own: str, settings: tuple[str, ...] = (), groups: tuple[blocks.BlockGroup, ...] = ()) -> blocks.BlockGroup:
    """What every question shows first, and what lies behind the settings button; a block shows what it has of that."""
    return blocks.BlockGroup(
        children=["label", "help", "required", *own, "show_if", "required_if", *groups],
        settings=[*settings, *MANAGED, "key"],
    )


class BareBlock(FoldedBlock):
    """What everything among the questions has, whether or not it is answered."""

    compared_as = NOTHING
    rules = {"show_if": "text"}

    label = blocks.CharBlock(label=_("Heading"), max_length=500)
    show_if = RuleBlock(label=_("Shown only if …"))
    key = KeyBlock(kind="question")

    class Meta:
        label_format = "{label}"
        form_classname = "struct-block survey-question"
        form_layout = layout()


class QuestionBlock(BareBlock):
    """What every question has that somebody answers."""

    compared_as = TEXT
    rules = {"show_if": "question", "required_if": "required"}

    label = blocks.CharBlock(label=_("Question"), max_length=500)
    help = blocks.TextBlock(
        label=_("Help"),
        help_text=_("Shown under the question, in a sentence or two."),
        required=False,
        max_length=1000,
        rows=1,
    )
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    show_if = RuleBlock(label=_("Asked only if …"))
    required_if = RuleBlock(label=_("Must be answered if …"))
    follow_up_of = FollowingBlock(
        source="question",
        label=_("Follows up the question"),
        help_text=_("Shown close to that question. It needs a condition of its own to appear only after some answers."),
        empty=_("No question"),
        required=False,
    )
    prefill = PlainCharBlock(
        label=_("Filled in from the address"),
        help_text=_("The name of a parameter in links to the survey, such as “source”. Empty: never filled in."),
        required=False,
        max_length=64,
        search_index=False,
    )
    autocomplete = PlainCharBlock(
        label=_("Browser's autofill"),
        help_text=_("What a browser may fill in by itself, such as email, tel, name or organization."),
        required=False,
        max_length=64,
    )
    maps_to = PlainCharBlock(
        label=_("What the answer is used for"),
        help_text=_("Links the answer to something that the programme knows, such as contact.email or partner.name."),
        required=False,
        max_length=64,
    )
    tags = TagsBlock(
        label=_("Goals it suggests"),
        help_text=_("Names of goals in the library, with commas between, the best first."),
        required=False,
    )
    personal = blocks.BooleanBlock(
        label=_("Personal data"), help_text=_("Marks what is about a person."), required=False
    )
    confidential = blocks.BooleanBlock(
        label=_("Confidential"), help_text=_("Left out of the receipt by e-mail."), required=False
    )

    class Meta:
        group = TEXTS
