"""Example answers: what they come to on the survey as it is now, compared with what was expected of them.

An example belongs to all languages of a survey, so that its answers are kept as canonical values wherever they can be
read, and only else as they were typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.models import User
from forms import messages
from forms.engine.base import Answers, Json
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions.text import UNSTORABLE
from forms.models import Example


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """An example with what has become different, in words of the active language; nothing where all is as expected."""

    example: Example
    changes: tuple[str, ...]


def save(*, translation_key: UUID, name: str, form: Form, answers: Answers, author: User | None) -> Example:
    """Keep `answers` as the example `name` of the survey, in place of one of that name, expecting what they come to.

    Raises ValidationError for a name that is empty or too long.
    """
    outcome = evaluate(form, answers)
    kept = {key: value for key, value in answers.items() if not any(map(UNSTORABLE.search, _texts(value)))}
    example = Example.objects.filter(translation_key=translation_key, name=name).first()
    example = example or Example(translation_key=translation_key, name=name)
    example.answers = kept | dict(outcome.cleaned)
    example.expected = expectation(outcome)
    example.author = author
    # No answers at all and an author who has left are fine.
    example.clean_fields(exclude={"answers", "expected", "author"})
    example.save()
    return example


def accept(example: Example, form: Form) -> None:
    """From now on expect of `example` what it comes to on `form`."""
    example.expected = expectation(evaluate(form, example.answers))
    example.save(update_fields=["expected", "saved_at"])


def run(form: Form, translation_key: UUID) -> list[ExampleRun]:
    """Every example of the survey, tried on `form`."""
    examples = Example.objects.filter(translation_key=translation_key)
    return [ExampleRun(example, tuple(_changes(form, example))) for example in examples]


def expectation(outcome: Outcome) -> dict[str, Json]:
    """What an example remembers of an outcome."""
    return {
        "visible": list(outcome.visible),
        "errors": [[error.code, error.key] for error in outcome.errors],
        "percent": _percent(outcome),
    }


def label(form: Form, name: str) -> str:
    """What the control `name` is called: by its question, and in a row by its group, its number and its question."""
    key, *within = name.split(":")
    labels = {question.key: question.label for question in form.every_question()}
    words = labels.get(key, key)
    if not within or not within[0].isdigit():
        return words
    row = f"{words} {int(within[0]) + 1}"
    return f"{row}: {labels.get(within[1], within[1])}" if len(within) > 1 else row


def _changes(form: Form, example: Example) -> Iterator[str]:
    outcome = evaluate(form, example.answers)
    asking = {question.key for question in form.every_question() if question.asks}
    before, now = example.expected["visible"], outcome.visible
    for name in now:
        if name not in before and name.split(":")[-1] in asking:
            yield _("“%(question)s” is asked now.") % {"question": label(form, name)}
    for name in before:
        if name not in now:
            yield _("“%(question)s” is not asked any more.") % {"question": label(form, name)}
    yield from _other_errors(form, example, outcome)
    for key in outcome.unknown:
        yield _("No question reads the answer “%(key)s” any more.") % {"key": key}
    if (percent := _percent(outcome)) != example.expected["percent"]:
        words = {"before": _percent_words(example.expected["percent"]), "now": _percent_words(percent)}
        yield _("The result is %(now)s instead of %(before)s.") % words


def _other_errors(form: Form, example: Example, outcome: Outcome) -> Iterator[str]:
    expected = {tuple(error) for error in example.expected["errors"]}
    found = {(error.code, error.key) for error in outcome.errors}
    for error in outcome.errors:
        if (error.code, error.key) not in expected:
            message = messages.answer_error(error, get_language() or messages.FALLBACK)
            words = {"question": label(form, error.key), "message": message}
            yield _("New problem at “%(question)s”: %(message)s") % words
    for _code, name in sorted(expected - found):
        if name in outcome.visible:
            yield _("No problem any more at “%(question)s”.") % {"question": label(form, name)}


def _percent(outcome: Outcome) -> int | None:
    return outcome.scores.percent if outcome.scores else None


def _percent_words(percent: int | None) -> str:
    return _("nothing") if percent is None else f"{percent} %"


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
