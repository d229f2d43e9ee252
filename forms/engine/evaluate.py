"""The engine's one façade: which questions are asked, what the answers are, what is wrong and what it adds up to."""

from collections import ChainMap
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from forms.engine.base import Answers, Json
from forms.engine.compile import CompiledQuestion, compiled
from forms.engine.definition import Form, Step
from forms.engine.errors import AnswerError, InvalidAnswer, Path, flat_name
from forms.engine.questions.base import Asked, Reading, is_empty
from forms.engine.questions.calculated import Calculated
from forms.engine.questions.group import Group
from forms.engine.rules import truthy
from forms.engine.scoring import Scores, scores


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `evaluate` found. Questions are named as their controls are: by key, and `staff:0:email` within a row.

    `visible` are the questions that are asked, in the order of the form, and `steps` the keys of the steps that have
    any. `withheld` are the values of the choices that the answers rule out, by question. `cleaned` holds canonical
    answers of visible questions only. `hidden` are answers that were given though their question is not asked,
    `unknown` the answer keys that no question reads; neither is in `cleaned`.
    """

    visible: tuple[str, ...]
    steps: tuple[str, ...]
    required: frozenset[str]
    withheld: Mapping[str, frozenset[str]]
    cleaned: Mapping[str, Json]
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
    """What came up about one question, its rows' questions included."""

    visible: list[str] = field(default_factory=list)
    errors: list[AnswerError] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def _holds(entry: CompiledQuestion, values: Answers) -> bool:
    return all(truthy(rule(values)) for rule in (entry.step_visible, entry.visible) if rule is not None)


@dataclass(slots=True)
class _Evaluation:
    """One pass over a form's questions, and over those of its rows."""

    locale: str
    required: set[str] = field(default_factory=set)
    withheld: dict[str, frozenset[str]] = field(default_factory=dict)

    def ask(
        self,
        entries: Sequence[CompiledQuestion],
        answers: Answers,
        values: MutableMapping[str, Json],
        path: Path = (),
    ) -> dict[str, _Found]:
        """Read the answers to `entries` into `values`, which rules read too; what was found, by key."""
        found: dict[str, _Found] = {}
        for entry in entries:
            question = entry.question
            here = (*path, question.key)
            name = flat_name(here) if path else question.key
            if not _holds(entry, values):
                continue
            found[question.key] = about = _Found([name])
            if not question.asks:
                continue
            required = question.required or (entry.required is not None and truthy(entry.required(values)))
            if required:
                self.required.add(name)
            reading = self._read(entry, answers, values, here, about)
            values.update(reading.values)
            about.errors += [error.within(path) for error in reading.errors] if path else reading.errors
            if required and question.key not in reading.values and not about.errors:
                about.errors.append(AnswerError("required", here))
        return found

    def _read(
        self,
        entry: CompiledQuestion,
        answers: Answers,
        values: MutableMapping[str, Json],
        here: Path,
        about: _Found,
    ) -> Reading:
        question, name = entry.question, about.visible[0]
        if isinstance(question, Calculated) and entry.formula is not None:
            return question.computed(entry.formula(values))
        if isinstance(question, Group):
            return self._rows(question, entry.rows, answers, values, here, about)
        withheld = frozenset(value for value, rule in entry.offered.items() if not truthy(rule(values)))
        if withheld:
            self.withheld[name] = withheld
        return question.read(answers, self.locale, Asked(name in self.required, withheld))

    def _rows(
        self,
        group: Group,
        entries: Sequence[CompiledQuestion],
        answers: Answers,
        values: MutableMapping[str, Json],
        here: Path,
        about: _Found,
    ) -> Reading:
        kept: list[Json] = []
        try:
            rows = group.rows_of(answers.get(group.key))
            group.check_count(sum(not is_empty(row) for row in rows))
        except InvalidAnswer as error:
            return Reading(errors=(group.error(error),))
        known = {key for question in group.questions for key in question.answer_keys}
        for number, row in enumerate(rows):
            own: dict[str, Json] = {}
            at = (*here, number)
            empty = is_empty(row)
            found = self.ask(entries, row, ChainMap(own, values), at)
            for question in group.questions:
                if (inner := found.get(question.key)) is not None:
                    about.visible += inner.visible
                    about.errors += [] if empty else inner.errors
                elif not is_empty(row.get(question.key)):
                    about.hidden.append(flat_name((*at, question.key)))
            unknown = [key for key in row if key not in known]
            about.errors += [AnswerError("unknown_key", (*at, key[:64]), {"key": key[:64]}) for key in unknown]
            if not empty:
                kept.append(
                    {key: own[key] for question in group.questions for key in question.answer_keys if key in own}
                )
        return Reading({group.key: kept} if kept else {})


def evaluate(form: Form, answers: Answers, locale: str | None = None) -> Outcome:
    """Decide which questions of `form` are asked, then read and check the answer of each.

    `answers` are JSON values or text as typed, written the way of `locale` (the form's own by default). A hidden
    question's answer is neither checked nor kept, and rules read it as null.
    """
    ready = compiled(form)
    values: dict[str, Json] = {}
    evaluation = _Evaluation(locale or form.locale)
    found = evaluation.ask(ready.decidable, answers, values)
    in_order = [question for question in form.questions() if question.key in found]
    cleaned = {key: values[key] for question in in_order for key in question.answer_keys if key in values}
    readable = {key for question in in_order for key in question.answer_keys}
    given = [key for key, value in answers.items() if key in ready.answer_keys and not is_empty(value)]
    return Outcome(
        visible=tuple(name for question in in_order for name in found[question.key].visible),
        steps=tuple(step.key for step in form.steps if any(question.key in found for question in step.questions)),
        required=frozenset(evaluation.required),
        withheld=evaluation.withheld,
        cleaned=cleaned,
        errors=tuple(error for question in in_order for error in found[question.key].errors),
        hidden=(
            *(key for key in given if key not in readable),
            *(name for question in in_order for name in found[question.key].hidden),
        ),
        unknown=tuple(key for key in answers if key not in ready.answer_keys),
        scores=scores(form, cleaned),
    )
