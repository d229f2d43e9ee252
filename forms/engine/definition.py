"""A form as a value. Its JSON is the portable format `survey/1`: exported, imported, versioned and served."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from forms.engine.base import ChoiceValue, Key, Rule, Value
from forms.engine.questions import AnyQuestion, Question
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import Scorable

FORMAT = "survey/1"
MEMBER = re.compile(r"/(?:steps|questions)/(\d+)")
"""Where a pointer leads into a step or a question."""

FormKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class Step(Value):
    """One page of questions."""

    key: Key
    title: str
    intro: str = ""
    show_if: Rule | None = None
    questions: tuple[Question, ...] = Field(default=(), max_length=200)

    @property
    def question_keys(self) -> frozenset[str]:
        return frozenset(question.key for question in self.questions)

    @property
    def answer_keys(self) -> frozenset[str]:
        """Every key of the answers that the step's questions read."""
        return frozenset(key for question in self.questions for key in question.answer_keys)


class Theme(Value):
    """Something that answers are summed by."""

    key: Key
    label: str


class Band(Value):
    """A name for a span of percent, both ends included."""

    min: int = Field(ge=0, le=100)
    max: int = Field(ge=0, le=100)
    label: str


class Scoring(Value):
    """How scores are summed and named."""

    themes: tuple[Theme, ...] = ()
    bands: tuple[Band, ...] = ()


class Mode(Value):
    """A way of filling in the form, such as alone or together with its owner."""

    value: ChoiceValue
    label: str


class ResultTexts(Value):
    """The words of the page shown after sending."""

    title: str = ""
    strengths_heading: str = ""
    on_the_way_heading: str = ""
    improvements_heading: str = ""
    goals_heading: str = ""
    not_relevant_heading: str = ""
    one_goal_note: str = ""
    cta_send: str = ""
    cta_pdf: str = ""
    cta_pick_goal: str = ""
    empty_strengths: str = ""
    empty_improvements: str = ""


class Untranslated(Value):
    """Texts that are still in the language `locale`, each by its JSON pointer in the definition."""

    locale: Locale
    at: tuple[str, ...] = ()


class Form(Value):
    """A whole form in one language, but for the texts that are `untranslated`."""

    format: Literal["survey/1"] = "survey/1"
    key: FormKey
    version: int = Field(default=1, ge=1)
    locale: Locale
    languages: tuple[Locale, ...] = ()
    untranslated: Untranslated | None = None
    title: str
    intro: str = ""
    notice: str = ""
    privacy: str = ""
    minutes: int | None = Field(default=None, ge=1, le=600)
    modes: tuple[Mode, ...] = ()
    steps: tuple[Step, ...] = Field(default=(), max_length=100)
    scoring: Scoring = Scoring()
    result: ResultTexts = ResultTexts()

    def questions(self) -> Iterator[AnyQuestion]:
        """Every question, in the order of the form."""
        return (question for step in self.steps for question in step.questions)

    def every_question(self) -> Iterator[BaseQuestion]:
        """Every question, those of the rows of a group right after it."""
        for question in self.questions():
            yield question
            yield from question.row_questions

    @cached_property
    def takes_files(self) -> bool:
        """Whether any question is answered with files."""
        return any(question.type == "file" for question in self.every_question())

    @cached_property
    def scorable(self) -> tuple[Scorable, ...]:
        """The questions whose answers count towards a theme."""
        return tuple(one for one in self.questions() if isinstance(one, Scorable) and one.theme is not None)

    @cached_property
    def by_key(self) -> dict[str, AnyQuestion]:
        return {question.key: question for question in self.questions()}

    @cached_property
    def foreign(self) -> dict[str, frozenset[str]]:
        """The pointers of the texts that are `untranslated`, within the question or the step that they belong to.

        By its key; those of the form itself are under the empty key.
        """
        found: dict[str, set[str]] = {}
        for at in self.untranslated.at if self.untranslated else ():
            owner, within = self._owner(at)
            found.setdefault(owner, set()).add(within)
        return {owner: frozenset(places) for owner, places in found.items()}

    def _owner(self, at: str) -> tuple[str, str]:
        """The key of the question or step that has the text at the pointer, and where it is within."""
        owner, within = "", at
        holders: Sequence[Step | BaseQuestion] = self.steps
        while (match := MEMBER.match(within)) is not None and int(match[1]) < len(holders):
            holder = holders[int(match[1])]
            owner, within = holder.key, within[match.end() :]
            holders = holder.questions if isinstance(holder, Step) else holder.row_questions
        return owner, within

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def portable(self) -> dict[str, object]:
        """The form as plain JSON in the format `survey/1`, without what has its default value."""
        return {"format": FORMAT, "version": self.version} | self.model_dump(mode="json", exclude_defaults=True)
