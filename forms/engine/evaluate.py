"""The engine's one façade: which questions are asked, what the answers are, what is wrong and what it adds up to."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from forms.engine.base import Answers, Json
from forms.engine.compile import CompiledQuestion, compiled
from forms.engine.definition import Form, Step
from forms.engine.errors import AnswerError, InvalidAnswer, Path, flat_name
from forms.engine.javascript import truthy
from forms.engine.questions.base import FREELY, REQUIRED, UNANSWERED, Asked, BaseQuestion, Reading, is_empty
from forms.engine.questions.group import Group
from forms.engine.questions.text import shown
from forms.engine.scoring import Scores, scores


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `evaluate` found. Questions are named as their controls are: by key, and `staff:0:email` within a row.

    `visible` are the questions that are asked, in the order of the form, and `steps` the keys of the steps that have
    any. `withheld` are the values of the choices that the answers rule out, by question. `cleaned` holds canonical
    answers of visible questions only; `calculated` is what was calculated, by name, in rows that are not kept too.
    `hidden` are answers that were given though their question is not asked, `unknown` the answer keys that no question
    reads; neither is in `cleaned`.
    """

    visible: tuple[str, ...]
    steps: tuple[str, ...]
    required: frozenset[str]
    withheld: Mapping[str, frozenset[str]]
    cleaned: Mapping[str, Json]
    calculated: Mapping[str, Json]
    errors: tuple[AnswerError, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]
    scores: Scores | None

    def errors_of(self, step: Step) -> tuple[AnswerError, ...]:
        """The errors that are mended on `step`."""
        keys = step.question_keys
        return tuple(error for error in self.errors if error.question in keys)


@dataclass(slots=True)
class _Found:
    """What came up about a form's questions, or about those of one row, in their order."""

    visible: list[str] = field(default_factory=list)
    cleaned: dict[str, Json] = field(default_factory=dict)
    errors: list[AnswerError] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Evaluation:
    """One pass over a form's questions, and over those of its rows."""

    locale: str
    required: set[str] = field(default_factory=set)
    withheld: dict[str, frozenset[str]] = field(default_factory=dict)
    calculated: dict[str, Json] = field(default_factory=dict)

    def ask(
        self,
        entries: Sequence[CompiledQuestion],
        answers: Answers,
        values: MutableMapping[str, Json],
        path: Path = (),
    ) -> dict[str, Reading]:
        """Read the answers to `entries` into `values`, which rules read too; what was read of those asked, by key."""
        readings: dict[str, Reading] = {}
        for entry in entries:
            if entry.conditions and not all(truthy(rule(values)) for rule in entry.conditions):
                continue
            question = entry.question
            if not question.asks:
                readings[question.key] = UNANSWERED
                continue
            required = question.required or (entry.required is not None and truthy(entry.required(values)))
            if entry.group is not None:
                reading = self._rows(entry.group, entry.rows, answers, values, path)
            else:
                asked = REQUIRED if required else FREELY
                if entry.offered or entry.formula is not None:
                    asked = self._asked(entry, values, required, path)
                reading = question.read(answers, self.locale, asked)
                if entry.formula is not None and reading.values:
                    self.calculated[_name(path, question.key)] = reading.values[question.key]
                required = asked.required
                if path and reading.errors:
                    reading = reading._replace(errors=tuple(error.within(path) for error in reading.errors))
            if required:
                self.required.add(_name(path, question.key))
            readings[question.key] = reading
            if reading.values:
                values.update(reading.values)
        return readings

    def _asked(self, entry: CompiledQuestion, values: Answers, required: bool, path: Path) -> Asked:
        """Nobody is required to choose where every choice is ruled out, nor to give what is calculated."""
        withheld = frozenset(value for value, rule in entry.offered.items() if not truthy(rule(values)))
        if withheld:
            self.withheld[_name(path, entry.question.key)] = withheld
        computed = None if entry.formula is None else entry.formula(values)
        return Asked(required and len(withheld) < entry.choices, withheld, computed)

    def _rows(
        self,
        group: Group,
        entries: Sequence[CompiledQuestion],
        answers: Answers,
        values: MutableMapping[str, Json],
        path: Path,
    ) -> Reading:
        """The rows that were not left empty. Where they are too few or too many, they are asked all the same: they are
        where a row is added or taken away."""
        try:
            rows = group.rows_of(answers.get(group.key))
        except InvalidAnswer as error:
            return Reading(errors=(group.error(error),))
        known = {key for question in group.questions for key in question.answer_keys}
        kept: list[Json] = []
        errors: list[AnswerError] = []
        visible: list[str] = []
        hidden: list[str] = []
        for number, row in enumerate(rows):
            at = (*path, group.key, number)
            readings = self.ask(entries, row, ChainMap({}, values), at)
            found = self.gather(group.questions, row, readings, at)
            visible += found.visible
            hidden += found.hidden
            if _is_filled_in(group.questions, readings):
                kept.append(found.cleaned)
                errors += found.errors
            unknown = [shown(key) for key in row if key not in known]
            errors += [AnswerError("unknown_key", (*at, key), {"key": key}) for key in unknown]
        answer: dict[str, Json] = {group.key: kept} if kept else {}
        try:
            group.check_count(len(kept))
        except InvalidAnswer as error:
            answer, errors = {}, [group.error(error), *errors]
        return Reading(answer, tuple(errors), tuple(visible), tuple(hidden))

    def gather(
        self, questions: Iterable[BaseQuestion], answers: Answers, readings: Mapping[str, Reading], path: Path = ()
    ) -> _Found:
        """What `readings` hold about `questions`; an answer that is missing is an error."""
        found = _Found()
        for question in questions:
            if (reading := readings.get(question.key)) is None:
                given = (key for key in question.answer_keys if not is_empty(answers.get(key)))
                found.hidden += [_name(path, key) for key in given]
                continue
            values, errors, visible, hidden = reading
            name = _name(path, question.key)
            found.visible.append(name)
            found.visible += visible
            found.hidden += hidden
            if values:
                found.cleaned.update(values)
            if errors:
                found.errors += errors
            elif name in self.required and question.key not in values:
                found.errors.append(AnswerError(question.unanswered, (*path, question.key)))
        return found


def _name(path: Path, key: str) -> str:
    return flat_name((*path, key)) if path else key


def _is_filled_in(questions: Iterable[BaseQuestion], readings: Mapping[str, Reading]) -> bool:
    """Whether somebody has answered anything in a row; what is calculated or hidden comes of itself."""
    return any(
        reading.values or reading.errors
        for question in questions
        if question.by_hand and (reading := readings.get(question.key)) is not None
    )


def evaluate(form: Form, answers: Answers, locale: str | None = None) -> Outcome:
    """Decide which questions of `form` are asked, then read and check the answer of each.

    `answers` are JSON values or text as typed, written the way of `locale` (the form's own by default). A hidden
    question's answer is neither checked nor kept, and rules read it as null.
    """
    ready = compiled(form)
    evaluation = _Evaluation(locale or form.locale)
    readings = evaluation.ask(ready.decidable, answers, {})
    found = evaluation.gather(form.questions(), answers, readings)
    return Outcome(
        visible=tuple(found.visible),
        steps=tuple(step.key for step in form.steps if any(question.key in readings for question in step.questions)),
        required=frozenset(evaluation.required),
        withheld=evaluation.withheld,
        cleaned=found.cleaned,
        calculated=evaluation.calculated,
        errors=tuple(found.errors),
        hidden=tuple(found.hidden),
        unknown=tuple(key for key in answers if key not in ready.answer_keys),
        scores=scores(form, found.cleaned),
    )
