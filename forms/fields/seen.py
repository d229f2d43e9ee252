"""What a respondent had in view when a step was sent: nobody is told off for a question that was not there yet.

The page says what it shows in the field `_shown`: the names of its questions, and `<name>=<value>` for each choice that
not everybody is offered.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from forms.engine.base import Answers, Json
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.fields.names import NONE, question_at


@dataclass(frozen=True, slots=True)
class Unseen:
    """The names of the questions that have come up since, and whether choices have."""

    questions: frozenset[str]
    choices: bool

    def hides(self, name: str) -> bool:
        """Whether the control `name` was not there to be filled in."""
        return any(name == question or name.startswith(f"{question}:") for question in self.questions)


def tokens(form: Form, step: Step, outcome: Outcome) -> list[str]:
    """What a page that shows `step` as `outcome` has it says of itself."""
    shown = []
    for name, question in _asked(form, step, outcome):
        shown += [name, *_conditional(name, question, outcome)]
    return shown


def unseen(form: Form, step: Step, answers: Answers, outcome: Outcome, seen: Collection[str]) -> Unseen:
    """What is asked on `step` now and was neither in view, as `seen` says, nor answered all the same."""
    new_questions, new_choices = set(), False
    for name, question in _asked(form, step, outcome):
        if not question.by_hand:
            continue
        if name in seen:
            new_choices = new_choices or any(token not in seen for token in _conditional(name, question, outcome))
        elif not is_given(answers, name.split(":")):
            new_questions.add(name)
    return Unseen(frozenset(new_questions), new_choices)


def _asked(form: Form, step: Step, outcome: Outcome) -> Iterator[tuple[str, BaseQuestion]]:
    keys = step.question_keys
    for name in outcome.visible:
        if name.partition(":")[0] in keys:
            yield name, question_at(form, name)[0]


def _conditional(name: str, question: BaseQuestion, outcome: Outcome) -> list[str]:
    withheld = outcome.withheld.get(name, NONE)
    return [f"{name}={value}" for value in question.choice_rules if value not in withheld]


def is_given(answers: Answers, path: Sequence[str | int]) -> bool:
    """Whether anything was given at `path`, be it only half of what is asked there."""
    return not is_empty(_given(dict(answers), [str(part) for part in path]))


def _given(answers: Json, path: Sequence[str]) -> Json:
    """What was given at `path`; rows are lists, which are entered by number."""
    for part in path:
        if isinstance(answers, dict):
            answers = answers.get(part)
        elif isinstance(answers, list) and part.isdigit() and int(part) < len(answers):
            answers = answers[int(part)]
        else:
            return None
    return answers
