"""Questions: a block for each type of `forms.engine.questions.QUESTION_TYPES`, under the type's own name."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.choices import choices_block
from forms.builder.blocks.fields import FollowingBlock, KeyBlock, PlainCharBlock, TagsBlock
from forms.builder.blocks.rule import RuleBlock

TEXT, CHOICE = _("Text and numbers"), _("Choices")
MANAGED = ["autocomplete", "maps_to", "tags", "personal", "confidential", "key"]


def layout(*own: str, settings: tuple[str, ...] = (), groups: tuple[blocks.BlockGroup, ...] = ()) -> blocks.BlockGroup:
    """What every question shows first, what it shows when asked for, and what lies behind the settings button."""
    return blocks.BlockGroup(
        children=["label", "help", "required", *own, "show_if", "required_if", *groups],
        settings=["follow_up_of", *settings, *MANAGED],
    )


class QuestionBlock(blocks.StructBlock):
    """What every question has."""

    label = blocks.CharBlock(label=_("Question"), max_length=500)
    help = blocks.TextBlock(
        label=_("Help"), help_text=_("Shown under the question, in a sentence or two."), required=False, max_length=1000
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
    key = KeyBlock(kind="question")

    class Meta:
        label_format = "{label}"
        form_classname = "struct-block survey-question"
        form_layout = layout()
        group = TEXT


class TextQuestion(QuestionBlock):
    max_length = blocks.IntegerBlock(
        label=_("Longest answer, in characters"), default=500, min_value=1, max_value=2000, required=False
    )

    class Meta:
        icon = "minus"
        label = _("Line of text")
        form_layout = layout(settings=("max_length",))


class LongTextQuestion(QuestionBlock):
    max_length = blocks.IntegerBlock(
        label=_("Longest answer, in characters"), default=5000, min_value=1, max_value=50_000, required=False
    )

    class Meta:
        icon = "pilcrow"
        label = _("Text in several lines")
        form_layout = layout(settings=("max_length",))


class EmailQuestion(QuestionBlock):
    class Meta:
        icon = "mail"
        label = _("E-mail address")


class NumberQuestion(QuestionBlock):
    unit = blocks.CharBlock(label=_("Unit"), help_text=_("Such as kWh or %."), required=False, max_length=40)
    min = blocks.FloatBlock(label=_("Smallest number"), required=False)
    max = blocks.FloatBlock(label=_("Largest number"), required=False)
    decimals = blocks.IntegerBlock(
        label=_("Decimals at most"), help_text=_("0 for whole numbers."), required=False, min_value=0, max_value=6
    )

    class Meta:
        icon = "decimal"
        label = _("Number")
        form_layout = layout("unit", settings=("min", "max", "decimals"))


class BusinessIdQuestion(QuestionBlock):
    class Meta:
        icon = "clipboard-list"
        label = _("Finnish business ID")


class ChoiceQuestionBlock(QuestionBlock):
    choice_list = FollowingBlock(
        source="list",
        label=_("List of choices"),
        help_text=_("A list that the survey shares between questions. Or add the question's own choices below."),
        empty=_("Own choices"),
        required=False,
    )
    choices = choices_block()

    class Meta:
        group = CHOICE


class WeightRow(blocks.StructBlock):
    value = PlainCharBlock(
        label=_("Answer"),
        max_length=64,
        attrs={"data-controller": "survey-values", "data-survey-values-one-value": "1"},
    )
    weight = blocks.IntegerBlock(label=_("Weight"), min_value=0, max_value=100)

    class Meta:
        icon = "sliders"
        label = _("Weight")
        form_classname = "struct-block survey-weight"
        label_format = "{value}: {weight}"


def scored_layout(*own: str, settings: tuple[str, ...] = ()) -> blocks.BlockGroup:
    result = blocks.BlockGroup(
        children=["theme", "weight", "effort", "strength", "improvement", "more_tags"],
        settings=["weight_by_question", "weight_by_weights"],
        heading=_("In the result"),
        icon="success",
        classname="collapsed",
        label_format="{theme}",
    )
    return layout(*own, settings=settings, groups=(result,))


class ScoredQuestionBlock(ChoiceQuestionBlock):
    """A question whose choices may have points."""

    theme = FollowingBlock(
        source="theme",
        label=_("Theme"),
        help_text=_("The answer counts towards this theme. Without a theme it is not scored."),
        empty=_("Not scored"),
        required=False,
    )
    weight = blocks.IntegerBlock(
        label=_("Weight"),
        help_text=_("How much the answer counts."),
        default=1,
        required=False,
        min_value=0,
        max_value=100,
    )
    effort = blocks.ChoiceBlock(
        [(1, _("Little effort")), (2, _("Some effort")), (3, _("Much effort"))],
        label=_("Effort to improve"),
        help_text=_("Of two things with the same effect, the easier comes first."),
        default=1,
    )
    strength = blocks.CharBlock(
        label=_("Words when it is in place"),
        help_text=_("Without words, the question itself is shown."),
        required=False,
        max_length=300,
    )
    improvement = blocks.CharBlock(label=_("Words when it can improve"), required=False, max_length=300)
    more_tags = TagsBlock(
        label=_("More goals it suggests"), help_text=_("Only where the goals above do not fit."), required=False
    )
    weight_by_question = FollowingBlock(
        source="question",
        label=_("Another weight by the answer to"),
        empty=_("The same weight for all"),
        required=False,
    )
    weight_by_weights = blocks.ListBlock(WeightRow(), label=_("Weights"), default=[])


class SingleChoiceQuestion(ScoredQuestionBlock):
    display_as = blocks.ChoiceBlock(
        [("radio", _("All in view")), ("select", _("A list that opens"))], label=_("Shown as"), default="radio"
    )

    class Meta:
        icon = "radio-full"
        label = _("One choice")
        form_layout = scored_layout("choice_list", "choices", settings=("display_as",))


class ScaleQuestion(ScoredQuestionBlock):
    class Meta:
        icon = "sliders"
        label = _("Step on a scale")
        form_layout = scored_layout("choice_list", "choices")


class MultipleChoiceQuestion(ChoiceQuestionBlock):
    min_selected = blocks.IntegerBlock(label=_("Choices at least"), required=False, min_value=0)
    max_selected = blocks.IntegerBlock(label=_("Choices at most"), required=False, min_value=1)

    class Meta:
        icon = "tasks"
        label = _("Several choices")
        form_layout = layout("choice_list", "choices", settings=("min_selected", "max_selected"))


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a step."""

    text = TextQuestion()
    long_text = LongTextQuestion()
    email = EmailQuestion()
    number = NumberQuestion()
    business_id_fi = BusinessIdQuestion()
    single_choice = SingleChoiceQuestion()
    multiple_choice = MultipleChoiceQuestion()
    scale = ScaleQuestion()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, collapsed=True, **kwargs)
