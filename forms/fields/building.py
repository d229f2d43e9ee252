"""From a step, answers and what the engine made of them to HTML. What holds no answer is drawn once and remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from forms import messages
from forms.engine.base import Answers, Json
from forms.engine.cache import RecentlyUsed
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.fields.controls import ChoiceControl, Field, FreeText, KeptFile, Part, Rendered, Row
from forms.fields.marking import marked
from forms.fields.names import NONE, container_id, control_id, numbered, part_labels, row_label, row_words, text_id
from forms.fields.seen import tokens

REMEMBERED = 3000
BLANK = "ROW"
"""Stands for the number of a row that the script is to make."""

_drawn: RecentlyUsed[tuple[Form, SafeString]] = RecentlyUsed(REMEMBERED)


@dataclass(frozen=True, slots=True)
class StepFields:
    """The questions of a step as HTML, and what the page says that it shows."""

    fields: tuple[Rendered, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """What all fields of the page have in common. `errors` are messages by the name of the control."""

    form: Form
    visible: frozenset[str]
    outcome: Outcome
    errors: Mapping[str, str]
    level: int
    goto: str
    remember: bool


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where answers are read: in the form, or in a row of it, whose controls' names begin with `prefix`."""

    prefix: str
    given: Answers


def step_fields(
    form: Form,
    step: Step,
    answers: Answers,
    outcome: Outcome,
    *,
    errors: bool = False,
    level: int = 2,
    goto: str = "",
    remember: bool = True,
) -> StepFields:
    """Draw the questions of `step`, hidden ones among them, with messages where `errors` are to be shown.

    `level` is that of a heading among the questions, `goto` the name of the row on which the page opens. Only a form
    that many people are shown is worth to `remember`.
    """
    with_blank = with_rows(step.questions, answers)
    shown = outcome if with_blank is answers else evaluate(form, with_blank)
    found = {error.key: messages.answer_error(error, form.locale) for error in outcome.errors} if errors else {}
    page = _Page(form, frozenset(shown.visible), shown, found, level, goto, remember)
    scope = _Scope("", with_blank)
    return StepFields(
        tuple(_rendered(page, question, scope) for question in step.questions), tuple(tokens(form, step, shown))
    )


def with_rows(questions: Iterable[BaseQuestion], answers: Answers) -> Answers:
    """`answers` with all the rows that a page shows: as many as there must be, and one to begin with."""
    missing: dict[str, Json] = {}
    for question in questions:
        if question.row_questions:
            given = _rows_in(answers.get(question.key))
            blank = max(getattr(question, "min_rows", 0), 1) - len(given)
            if blank > 0:
                missing[question.key] = [*given, *({} for _ in range(blank))]
    return {**answers, **missing} if missing else answers


def _rows_in(given: Json) -> list[Mapping[str, Json]]:
    return [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []


def _rendered(page: _Page, question: BaseQuestion, scope: _Scope) -> Rendered:
    name = scope.prefix + question.key
    visible = name in page.visible
    if not page.remember or not _is_blank(page, question, name, scope):
        return Rendered(question, name, visible, _draw(_field(page, question, name, scope)))
    required, withheld = name in page.outcome.required, page.outcome.withheld.get(name, NONE)
    state = (id(page.form), name, visible, required, withheld, page.level, get_language())
    # Drawn from no answers at all: a blank that somebody typed is theirs too.
    blank = _Scope(scope.prefix, {})
    _form, html = _drawn.get(state, lambda: (page.form, _draw(_field(page, question, name, blank))))
    return Rendered(question, name, visible, html)


def _is_blank(page: _Page, question: BaseQuestion, name: str, scope: _Scope) -> bool:
    """Whether nothing that a respondent gave or did shows in the field. Rows have fields of their own to remember."""
    if question.row_questions:
        return False
    if name in page.outcome.calculated or any(not is_empty(scope.given.get(key)) for key in question.answer_keys):
        return False
    return not any(key == name or key.startswith(f"{name}:") for key in page.errors)


def _draw(field: Field) -> SafeString:
    return get_template(f"forms/questions/{field.question.type}.html").render({"field": field})


def _field(page: _Page, question: BaseQuestion, name: str, scope: _Scope) -> Field:
    question = marked(page.form, question)
    given = scope.given.get(question.key)
    return Field(
        question=question,
        name=name,
        id=control_id(name),
        container_id=container_id(name),
        level=page.level,
        required=name in page.outcome.required or (question.required and name not in page.visible),
        visible=name in page.visible,
        error=page.errors.get(name, ""),
        value=question.typed(given, page.form.locale),
        words=_calculated(page, question, name),
        parts=_parts(page, question, name, given),
        choices=_choices(page, question, name, scope),
        files=_files(question, given),
        rows=_rows(page, question, name, scope),
        blank_row=_blank_row(page, question, name),
    )


def _calculated(page: _Page, question: BaseQuestion, name: str) -> str:
    if name not in page.outcome.calculated:
        return ""
    return ", ".join(question.display({question.key: page.outcome.calculated[name]}, page.form.locale))


def _parts(page: _Page, question: BaseQuestion, name: str, given: Json) -> tuple[Part, ...]:
    withheld = page.outcome.withheld.get(name, NONE)
    ids = numbered(control_id(name), question.parts, withheld)
    typed = question.typed_parts(given, page.form.locale)
    return tuple(
        Part(
            key=part,
            name=f"{name}:{part}",
            id=ids[part],
            label=label,
            value=typed[part],
            withheld=part in withheld,
            error=page.errors.get(f"{name}:{part}", ""),
        )
        for part, label in part_labels(question, page.form.locale).items()
    )


def _choices(page: _Page, question: BaseQuestion, name: str, scope: _Scope) -> tuple[ChoiceControl, ...]:
    given = scope.given.get(question.key)
    chosen = given if isinstance(given, list) else [given]
    withheld = page.outcome.withheld.get(name, NONE)
    choices = getattr(question, "choices", ())
    ids = numbered(control_id(name), [choice.value for choice in choices], withheld)
    return tuple(
        ChoiceControl(
            value=choice.value,
            label=choice.label,
            id=ids[choice.value],
            checked=choice.value in chosen and choice.value not in withheld,
            withheld=choice.value in withheld,
            exclusive=getattr(choice, "exclusive", False),
            free_text=_free_text(page, name, scope, choice.value, choice.label)
            if getattr(choice, "free_text", False)
            else None,
        )
        for choice in choices
    )


def _free_text(page: _Page, name: str, scope: _Scope, choice: str, label: str) -> FreeText:
    control = f"{name}:{choice}"
    value = scope.given.get(control.removeprefix(scope.prefix))
    return FreeText(
        name=control,
        id=text_id(name, choice),
        value=value if isinstance(value, str) else "",
        label=label,
        error=page.errors.get(control, ""),
    )


def _files(question: BaseQuestion, given: Json) -> tuple[KeptFile, ...]:
    if not hasattr(question, "max_files") or not isinstance(given, list):
        return ()
    facts = [file for file in given if isinstance(file, Mapping) and isinstance(file.get("size"), int)]
    return tuple(KeptFile(str(file.get("upload")), str(file.get("name")), file["size"]) for file in facts)


def _rows(page: _Page, question: BaseQuestion, name: str, scope: _Scope) -> tuple[Row, ...]:
    if not question.row_questions:
        return ()
    return tuple(
        _row(page, question, f"{name}:{number}", row_words(question, number + 1, page.form.locale), given)
        for number, given in enumerate(_rows_in(scope.given.get(question.key)))
    )


def _row(page: _Page, question: BaseQuestion, name: str, words: str, given: Answers) -> Row:
    scope = _Scope(f"{name}:", given)
    fields = tuple(_rendered(page, inner, scope) for inner in question.row_questions)
    return Row(name, f"row-{name.replace(':', '-')}", words, fields, goto=name == page.goto)


def _blank_row(page: _Page, question: BaseQuestion, name: str) -> Row | None:
    if not question.row_questions:
        return None
    words = row_label(question) or messages.part("row", page.form.locale)
    return _row(page, question, f"{name}:{BLANK}", words, {})
