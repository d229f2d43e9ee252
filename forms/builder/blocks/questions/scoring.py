"""What the result makes of an answer that has points."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.fields import FollowingBlock, TagsBlock
from forms.builder.blocks.questions.base import QuestionBlock, layout


class WeightRow(blocks.StructBlock):
    value = FollowingBlock(source="weighing", label=_("Answer"), empty=_("Choose an answer"))
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


class ScoredQuestionBlock(QuestionBlock):
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
