"""What respondents choose of the goals that their result suggests."""

from django.db import transaction

from forms import suggestions
from forms.engine.evaluate import evaluate
from forms.models import Submission


class CannotBeChosen(Exception):
    """The goal is none that this result suggests, or nobody takes what is chosen; nothing was written."""


def can_be_chosen(submission: Submission) -> bool:
    """Whether goals can be chosen on the result of `submission` at all."""
    return submission.state != Submission.State.REJECTED and bool(suggestions.listeners(submission))


def choose(submission: Submission, *, key: str) -> None:
    """Note that the organisation has chosen the goal `key`; once more changes nothing. Raises CannotBeChosen."""
    with transaction.atomic():
        held = _held(submission)
        if key in held.chosen_goals:
            return
        if not can_be_chosen(held) or key not in _suggested(held):
            raise CannotBeChosen
        _store(held, [*held.chosen_goals, key])
        for listener in suggestions.listeners(held):
            listener.chosen(held, (key,))
    submission.chosen_goals = held.chosen_goals


def withdraw(submission: Submission, *, key: str) -> None:
    """Undo the choice of the goal `key`; where it has not been chosen, nothing changes."""
    with transaction.atomic():
        held = _held(submission)
        if key not in held.chosen_goals:
            return
        _store(held, [chosen for chosen in held.chosen_goals if chosen != key])
        for listener in suggestions.listeners(held):
            listener.withdrawn(held, (key,))
    submission.chosen_goals = held.chosen_goals


def _held(submission: Submission) -> Submission:
    """The submission as it is now, held until the transaction ends."""
    return Submission.objects.with_version().select_for_update(of=("self",)).get(pk=submission.pk)


def _suggested(submission: Submission) -> set[str]:
    outcome = evaluate(submission.form, submission.answers)
    return {suggestion.key for suggestion in suggestions.suggest(submission.form, outcome)}


def _store(submission: Submission, keys: list[str]) -> None:
    submission.chosen_goals = keys
    submission.save(update_fields=["chosen_goals"])
