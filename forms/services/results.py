"""What the answers to a survey come to, question by question, over all its versions and languages.

Fewer than `SMALLEST` answers are a small group: how many they are, and what they say, stays hidden. Where the choices
of a question add up to its answers, further choices are hidden until no small group is what the rest leaves over.
Texts are never listed, and questions for personal or confidential answers are left out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Max, Q, QuerySet

from forms.engine.base import Json
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.calculated import Calculated
from forms.engine.questions.choice import MultipleChoice, OneChoice
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.number import Number, Rating
from forms.engine.questions.ranking import Ranking
from forms.engine.questions.yes_no import WORDS, YesNo
from forms.models import Submission, Survey, SurveyVersion

SMALLEST = 5
AT_ONCE = 500
"""Submissions that are in memory at a time."""

Options = Mapping[str, str]
"""The words of each choice, by its value."""


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many chose it; None where that is hidden."""

    value: str
    label: str
    count: int | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What numbers come to."""

    mean: float
    sum: float
    minimum: float
    maximum: float


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of a matrix."""

    key: str
    label: str
    answered: int | None
    hidden: bool
    choices: tuple[ChoiceCount, ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question that was asked in some version; not `current` where the newest has it no more.

    `choices` of a ranking count how often each was put first. A key whose question became another type is there twice.
    """

    key: str
    type: str
    label: str
    current: bool
    answered: int | None
    hidden: bool
    choices: tuple[ChoiceCount, ...] = ()
    figures: Figures | None = None
    rows: tuple[RowResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """`count` are the submissions that were looked at."""

    count: int | None
    hidden: bool
    questions: tuple[QuestionResult, ...]


@dataclass(slots=True)
class _Choices:
    """How often each value was chosen. Where each answer chooses one, they add up to `answered`."""

    options: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    add_up: bool = True

    def add(self, values: Iterable[str]) -> None:
        self.answered += 1
        self.counts.update(values)

    def shown(self) -> tuple[ChoiceCount, ...]:
        hidden = self._hidden()
        return tuple(
            ChoiceCount(value, label, None if value in hidden else self.counts[value], value in hidden)
            for value, label in self.options.items()
        )

    def _hidden(self) -> frozenset[str]:
        """The small ones, and where the rest would tell them, the next larger ones."""
        if is_small(self.answered):
            return frozenset(self.options)
        by_size = [value for value, count in sorted(self.counts.items(), key=lambda item: item[1]) if count]
        hidden = [value for value in by_size if is_small(self.counts[value])]
        while hidden and self.add_up and len(hidden) < len(by_size):
            if len(hidden) > 1 and not is_small(sum(self.counts[value] for value in hidden)):
                break
            hidden.append(by_size[len(hidden)])
        return frozenset(hidden)


@dataclass(slots=True)
class _Numbers:
    """Numbers, summed as they come."""

    count: int = 0
    sum: float = 0
    minimum: float = float("inf")
    maximum: float = float("-inf")

    def add(self, value: float) -> None:
        self.count += 1
        self.sum += value
        self.minimum = min(self.minimum, value)
        self.maximum = max(self.maximum, value)

    def shown(self) -> Figures | None:
        if self.count < SMALLEST:
            return None
        return Figures(self.sum / self.count, self.sum, self.minimum, self.maximum)


@dataclass(slots=True)
class _Tally:
    """What is known of the answers to one question so far, whatever the version."""

    question: BaseQuestion
    choices: _Choices = field(default_factory=_Choices)
    numbers: _Numbers = field(default_factory=_Numbers)
    rows: dict[str, _Choices] = field(default_factory=dict)
    row_labels: dict[str, str] = field(default_factory=dict)

    def learn(self, question: BaseQuestion, language: str) -> None:
        """Take over the words of choices and rows that no version before had."""
        options = options_of(question, language)
        self.choices.add_up = not isinstance(question, MultipleChoice)
        if isinstance(question, Matrix):
            for row in question.rows:
                self.row_labels.setdefault(row.key, row.label)
                known = self.rows.setdefault(row.key, _Choices()).options
                known.update({value: label for value, label in options.items() if value not in known})
            return
        known = self.choices.options
        known.update({value: label for value, label in options.items() if value not in known})

    def add(self, value: Json) -> None:
        self.choices.add(_chosen(self.question, value))
        if isinstance(self.question, Number | Rating | Calculated) and isinstance(value, int | float):
            self.numbers.add(value)
        if isinstance(self.question, Matrix) and isinstance(value, Mapping):
            for row, judged in value.items():
                if row in self.rows:
                    self.rows[row].add([str(judged)])

    def shown(self, current: bool) -> QuestionResult:
        answered = self.choices.answered
        return QuestionResult(
            key=self.question.key,
            type=type_of(self.question),
            label=self.question.label,
            current=current,
            answered=None if is_small(answered) else answered,
            hidden=is_small(answered),
            choices=self.choices.shown(),
            figures=self.numbers.shown(),
            rows=tuple(self._row(key, row) for key, row in self.rows.items()),
        )

    def _row(self, key: str, row: _Choices) -> RowResult:
        small = is_small(row.answered)
        return RowResult(key, self.row_labels[key], None if small else row.answered, small, row.shown())


def is_small(count: int) -> bool:
    """Whether so many are few enough to be told apart; nobody is no group."""
    return 0 < count < SMALLEST


def results(survey: Survey, submissions: QuerySet[Submission], language: str) -> Results:
    """What `submissions`, all of `survey`, come to, in the words of `language` where there are any.

    Three queries; the submissions are read one after another, so that any number of them takes the same memory.
    """
    tallies, asked, newest = _asked(survey, submissions, language)
    count = 0
    rows = submissions.order_by().values_list("version_id", "answers")
    for version, answers in rows.iterator(chunk_size=AT_ONCE):
        count += 1
        for key, add in asked.get(version, ()):
            value = answers.get(key)
            if value is not None:
                add(value)
    shown = tuple(tally.shown(identity in newest) for identity, tally in tallies.items())
    return Results(None if is_small(count) else count, is_small(count), shown)


Identity = tuple[str, str]
Asked = dict[int, list[tuple[str, Callable[[Json], None]]]]


def _asked(
    survey: Survey, submissions: QuerySet[Submission], language: str
) -> tuple[dict[Identity, _Tally], Asked, set[Identity]]:
    """A tally for each question, by key and type; by version where its answers go; and what the newest version asks."""
    number = survey.versions.aggregate(newest=Max("number"))["newest"]
    used = Q(pk__in=submissions.order_by().values("version")) | Q(number=number)
    tallies: dict[Identity, _Tally] = {}
    asked: Asked = {}
    newest: set[Identity] = set()
    withheld: set[str] = set()
    for version in _by_preference(survey.versions.filter(used), language):
        places = asked.setdefault(version.pk, [])
        for question in version.form.questions():
            if question.data.personal or question.data.confidential:
                withheld.add(question.key)
            if not question.asks:
                continue
            identity = (question.key, type_of(question))
            tally = tallies.setdefault(identity, _Tally(question))
            tally.learn(question, language)
            places.append((question.key, tally.add))
            if version.number == number:
                newest.add(identity)
    for pk, places in asked.items():
        asked[pk] = [(key, add) for key, add in places if key not in withheld]
    return {each: tally for each, tally in tallies.items() if each[0] not in withheld}, asked, newest


def _by_preference(versions: QuerySet[SurveyVersion], language: str) -> list[SurveyVersion]:
    """Those in `language` first, and the newest first, as a reader knows the questions."""
    return sorted(versions, key=lambda version: (version.locale != language, -version.number, version.locale))


def type_of(question: BaseQuestion) -> str:
    """The question's type in the format `survey/1`."""
    return str(getattr(question, "type", ""))


def options_of(question: BaseQuestion, language: str) -> Options:
    """What can be chosen, in its order; empty where the question has no choices."""
    if isinstance(question, YesNo):
        yes, no = WORDS.get(language, WORDS["en"])
        return {"true": yes, "false": no}
    if isinstance(question, Rating):
        return {str(number): str(number) for number in range(1, question.max + 1)}
    if isinstance(question, OneChoice | MultipleChoice | Matrix | Ranking):
        return {choice.value: choice.label for choice in question.choices}
    return {}


def _chosen(question: BaseQuestion, value: Json) -> list[str]:
    """The values of the choices that an answer counts for."""
    if isinstance(question, YesNo):
        return ["true" if value else "false"]
    if isinstance(question, OneChoice | Rating):
        return [str(value)]
    if isinstance(question, MultipleChoice) and isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(question, Ranking) and isinstance(value, list):
        return [str(value[0])] if value else []
    return []
