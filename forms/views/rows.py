"""Adding and removing the rows of a group without a script: two buttons that send the step and show it again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from forms import fields
from forms.engine.base import Answers, Json
from forms.engine.errors import AnswerError
from forms.engine.questions import AnyQuestion

ADD, REMOVE = "_add", "_remove"


@dataclass(frozen=True, slots=True)
class Rows:
    """The answers with the row added or removed, and the name of the row on which the page is to open."""

    answers: dict[str, Json]
    goto: str
    removed: bool

    def leaves(self, error: AnswerError) -> bool:
        """Whether `error`, found before, still says the right place."""
        return not (self.removed and error.question == self.goto.partition(":")[0])


def rows_asked_for(request: HttpRequest, questions: Iterable[AnyQuestion], answers: Answers) -> Rows | None:
    """What the row that was asked for makes of the posted `answers`; None where no row was."""
    group, _, number = (request.POST.get(ADD) or request.POST.get(REMOVE) or "").partition(":")
    question = next((question for question in questions if question.key == group and question.row_questions), None)
    if question is None:
        return None
    # Rows that were left blank are not among the answers, but they are on the page.
    given = answers.get(group) or question.posted(dict(request.POST.lists()))[group]
    rows: list[Json] = list(given) if isinstance(given, list) else []
    at = len(rows)
    if ADD in request.POST:
        rows += [{}] if at < getattr(question, "max_rows", at) else []
    elif number.isdigit() and int(number) < len(rows):
        at = int(number)
        del rows[at]
    changed = {**answers, group: rows}
    shown = fields.with_rows([question], changed)[group]
    last = len(shown) - 1 if isinstance(shown, list) else 0
    return Rows(changed, f"{group}:{min(at, last)}", removed=ADD not in request.POST)
