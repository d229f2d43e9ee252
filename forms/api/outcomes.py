"""What answers came to, as the API tells it."""

from pydantic import BaseModel

from forms import presentation
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome


class ThemeOut(BaseModel):
    key: str
    label: str
    percent: int | None
    band: str


class ScoresOut(BaseModel):
    percent: int | None
    band: str
    themes: list[ThemeOut]


class FindingOut(BaseModel):
    question: str
    title: str
    theme: str


class SuggestionOut(BaseModel):
    key: str
    title: str
    text: str
    theme: str
    question: str
    reason: str


class OutcomeOut(BaseModel):
    """What the answers came to. `hidden` are answers to questions that were not asked; they were not stored."""

    visible: list[str]
    hidden: list[str]
    scores: ScoresOut | None
    strengths: list[FindingOut] = []
    on_the_way: list[FindingOut] = []
    improvements: list[FindingOut] = []
    not_relevant: list[FindingOut] = []
    suggestions: list[SuggestionOut] = []


def outcome_out(form: Form, outcome: Outcome) -> OutcomeOut:
    result = presentation.result(form, outcome)
    base = OutcomeOut(visible=list(outcome.visible), hidden=list(outcome.hidden), scores=None)
    if result is None:
        return base
    return OutcomeOut.model_validate(
        {
            "visible": base.visible,
            "hidden": base.hidden,
            "scores": outcome.scores,
            "strengths": result.strengths,
            "on_the_way": result.on_the_way,
            "improvements": result.improvements + result.more_improvements,
            "not_relevant": result.not_relevant,
            "suggestions": result.goals,
        },
        from_attributes=True,
    )
