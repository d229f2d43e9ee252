"""The answers that a question can have, as far as rules can tell them apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import singledispatch
from itertools import chain, combinations, permutations, product
from math import perm, prod

from forms.engine.base import Json
from forms.engine.checks.samples import OTHER, days, numbers, texts
from forms.engine.checks.uses import Uses
from forms.engine.errors import InvalidAnswer
from forms.engine.javascript import to_text
from forms.engine.questions.agreement import Agreement
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import ChoiceQuestion, MultipleChoice, OneChoice
from forms.engine.questions.contact import Address
from forms.engine.questions.dates import Date
from forms.engine.questions.group import Group
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.number import Number, Rating
from forms.engine.questions.ranking import Ranking
from forms.engine.questions.upload import File
from forms.engine.questions.yes_no import YesNo

MOST = 1000
"""More answers than this are not gone through."""
MOST_SUBSETS_OF = 6

Answer = Mapping[str, Json]
"""One question's part of the answers, by answer key; empty where it is not answered."""
NONE: Answer = {}


def possible(question: BaseQuestion, uses: Uses) -> Sequence[Answer] | None:
    """Answers to `question` of which one does whatever any answer would do to the rules of `uses`, none among them.

    Rather some more than can be given than one too few. None where they cannot be told, or are too many. Those that a
    rule asks for come first: most rules can be fulfilled, and then it is seen sooner.
    """
    found = _options(question, uses)
    if found is None or len(found) > MOST:
        return None
    wanted = [value for value in uses[question.key].constants if value is not None]

    def is_wanted(answer: Answer) -> bool:
        return any(value in wanted for value in chosen(answer.get(question.key)))

    return [*sorted(found, key=is_wanted, reverse=True), NONE]


def chosen(value: Json) -> Sequence[Json]:
    """The values of an answer that may be one, several, or one for each row."""
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else [value]


def _keyed(question: BaseQuestion, values: Iterable[Json] | None) -> list[Answer] | None:
    return None if values is None else [{question.key: value} for value in values]


@singledispatch
def _options(question: BaseQuestion, uses: Uses) -> list[Answer] | None:
    """Every answer that rules can tell from others; here those of a type of which only its schema is known."""
    is_text = question.json_schema().get("type") == "string"
    return _keyed(question, texts(uses[question.key])) if is_text else None


@_options.register
def _yes_or_no(question: YesNo, uses: Uses) -> list[Answer] | None:
    return _keyed(question, [True, False])


@_options.register
def _rated(question: Rating, uses: Uses) -> list[Answer] | None:
    return _keyed(question, range(1, question.max + 1))


@_options.register
def _counted(question: Number, uses: Uses) -> list[Answer] | None:
    return _keyed(question, numbers(question, uses[question.key]))


@_options.register
def _dated(question: Date, uses: Uses) -> list[Answer] | None:
    return _keyed(question, days(question, uses[question.key]))


@_options.register
def _agreed(question: Agreement, uses: Uses) -> list[Answer] | None:
    return _keyed(question, [question.agreed()])


@_options.register(File)
@_options.register(Group)
def _listed(question: BaseQuestion, uses: Uses) -> list[Answer] | None:
    return None if uses.within(question.key) else _keyed(question, [[{}]])


@_options.register
def _ranked(question: Ranking, uses: Uses) -> list[Answer] | None:
    values, places = question.parts, question.places()
    if question.choice_rules or perm(len(values), places) > MOST:
        return None
    return _keyed(question, (list(ranked) for ranked in permutations(values, places)))


@_options.register
def _address(question: Address, uses: Uses) -> list[Answer] | None:
    names = {part: f"{question.key}.{part}" for part in question.parts}
    written = [texts(uses[name]) if name in uses else [OTHER] for name in names.values()]
    options = [words for words in written if words is not None]
    if len(options) < len(written) or prod(map(len, options)) > MOST:
        return None
    return _keyed(question, (dict(zip(names, words, strict=True)) for words in product(*options)))


@_options.register
def _judged(question: Matrix, uses: Uses) -> list[Answer] | None:
    """Every judgement of the rows that rules read; where those are left empty, another row may be judged."""
    rows = [row for row in question.parts if f"{question.key}.{row}" in uses]
    values: list[Json] = [choice.value for choice in question.choices]
    if (len(values) + 1) ** len(rows) > MOST:
        return None
    judgements = [dict(zip(rows, judged, strict=True)) for judged in product([*values, None], repeat=len(rows))]
    given = [{row: value for row, value in judged.items() if value is not None} for judged in judgements]
    others = [row for row in question.parts if row not in rows][:1]
    beside = [{row: value} for row in others for value in values]
    return _keyed(question, [judged for judged in [*given, *beside] if judged])


@_options.register
def _one_of(question: OneChoice, uses: Uses) -> list[Answer] | None:
    return _in_own_words(question, [{question.key: choice.value} for choice in question.choices], uses)


@_options.register
def _some_of(question: MultipleChoice, uses: Uses) -> list[Answer] | None:
    """Every set of those choices that rules tell apart, alone and with others beside."""
    use = uses[question.key]
    named = {part for constant in use.constants for part in to_text(constant).split(",")} | {*question.choice_rules}
    values = [choice.value for choice in sorted(question.choices, key=lambda choice: choice.exclusive)]
    told_apart = [value for value in values if value in named or not use.plain]
    if len(told_apart) > MOST_SUBSETS_OF or uses.within(question.key):
        return None
    others = [value for value in values if value not in told_apart]
    subsets = chain.from_iterable(combinations(told_apart, size) for size in range(len(told_apart) + 1))
    most_others = max(question.min_selected or 0, 1)
    sets = ([*subset, *others[:size]] for subset in subsets for size in range(most_others + 1))
    kept = dict.fromkeys(chain.from_iterable(_accepted(question, values) for values in sets if values))
    return _in_own_words(question, [{question.key: list(values)} for values in kept], uses)


def _accepted(question: MultipleChoice, values: Sequence[str]) -> Iterator[tuple[Json, ...]]:
    try:
        yield tuple(question.clean(values, "en"))
    except InvalidAnswer:
        return


def _in_own_words(question: ChoiceQuestion, answers: Iterable[Answer], uses: Uses) -> list[Answer] | None:
    """`answers`, with what can be written beside the choices where rules read it."""
    found: list[Answer] = []
    for answer in answers:
        here = [choice for choice in question.in_own_words if choice.value in chosen(answer[question.key])]
        keys = [key for key in map(question.text_key, here) if key in uses]
        written = [texts(uses[key]) for key in keys]
        options = [[None, *words] for words in written if words is not None]
        if len(options) < len(written) or prod(map(len, options)) > MOST:
            return None
        for words in product(*options):
            own = {key: text for key, text in zip(keys, words, strict=True) if text is not None}
            found.append({**answer, **own})
    return found
