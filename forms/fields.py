"""A question made ready for its template: the words, the state and the value of each control."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from forms import messages
from forms.engine.base import Answers, Rule
from forms.engine.definition import Form, Step
from forms.engine.errors import AnswerError
from forms.engine.evaluate import Outcome
from forms.engine.questions import AnyQuestion
from forms.engine.questions.choice import Choice, ChoiceQuestion, SingleChoice
from forms.engine.questions.number import Number

INPUT_TYPES = {"email": "email"}
INPUT_MODES = {"number": "decimal", "email": "email"}


@dataclass(frozen=True, slots=True)
class FreeText:
    """The line in which a choice is put in the respondent's own words."""

    name: str
    id: str
    value: str
    label: str
    error: str


@dataclass(frozen=True, slots=True)
class ChoiceControl:
    """One radio button, checkbox or option."""

    value: str
    label: str
    id: str
    checked: bool
    exclusive: bool
    free_text: FreeText | None


@dataclass(frozen=True, slots=True)
class Field:
    """Everything that a question's template shows."""

    key: str
    type: str
    template: str
    id: str
    name: str
    label: str
    help: str
    required: bool
    visible: bool
    follow_up: bool
    error: str
    show_if: str
    required_if: str
    autocomplete: str
    value: str = ""
    unit: str = ""
    input_type: str = "text"
    inputmode: str = ""
    max_length: int | None = None
    display: str = ""
    choices: tuple[ChoiceControl, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A line of the error summary, leading to the control to mend."""

    href: str
    message: str


def control_id(question: AnyQuestion) -> str:
    """The id of the question's first control: what its error leads to."""
    return f"id-{question.key}-1" if _has_many_controls(question) else f"id-{question.key}"


def fields(form: Form, step: Step, answers: Answers, outcome: Outcome, *, errors: bool) -> list[Field]:
    """The fields of `step`, hidden ones among them, with messages where `errors` are to be shown."""
    messages_by_key = _messages(form, outcome) if errors else {}
    return [_field(form, question, answers, outcome, messages_by_key) for question in step.questions]


def error_links(form: Form, outcome: Outcome, step: Step) -> list[ErrorLink]:
    """The error summary of one step."""
    return [
        ErrorLink(
            f"#{_place(form, error)}", error_line(form, error.question, messages.answer_error(error, form.locale))
        )
        for error in outcome.errors_of(step)
    ]


def _place(form: Form, error: AnswerError) -> str:
    """The id of the control that `error` is about."""
    question = form.by_key[error.question]
    if isinstance(question, ChoiceQuestion) and error.key != question.key:
        number = [question.text_key(choice) for choice in question.choices].index(error.key) + 1
        return f"{_choice_id(question, number)}-text"
    return control_id(question)


def error_line(form: Form, question: str, message: str) -> str:
    """A message that stands alone: it names its question."""
    return f"{form.by_key[question].label.rstrip('.?:')}: {message}"


def _messages(form: Form, outcome: Outcome) -> dict[str, str]:
    return {error.key: messages.answer_error(error, form.locale) for error in outcome.errors}


def _has_many_controls(question: AnyQuestion) -> bool:
    return isinstance(question, ChoiceQuestion) and not _is_select(question)


def _is_select(question: AnyQuestion) -> bool:
    return isinstance(question, SingleChoice) and question.display_as == "select"


def _field(form: Form, question: AnyQuestion, answers: Answers, outcome: Outcome, errors: Mapping[str, str]) -> Field:
    return Field(
        key=question.key,
        type=question.type,
        template=f"forms/questions/{question.type}.html",
        id=control_id(question),
        name=question.key,
        label=question.label,
        help=question.help,
        required=question.key in outcome.required or question.required,
        visible=question.key in outcome.visible,
        follow_up=question.follow_up_of is not None,
        error=errors.get(question.key, ""),
        show_if=_rule(question.show_if),
        required_if="" if question.required else _rule(question.required_if),
        autocomplete=question.autocomplete,
        value=question.typed(answers.get(question.key), form.locale),
        unit=question.unit if isinstance(question, Number) else "",
        input_type=INPUT_TYPES.get(question.type, "text"),
        inputmode=INPUT_MODES.get(question.type, ""),
        max_length=getattr(question, "max_length", None),
        display="select" if _is_select(question) else "radio",
        choices=_choices(question, answers, errors) if isinstance(question, ChoiceQuestion) else (),
    )


def _rule(rule: Rule | None) -> str:
    """A condition as the script reads it; empty where there is none."""
    return "" if rule is None else json.dumps(rule, ensure_ascii=False)


def _choice_id(question: ChoiceQuestion, number: int) -> str:
    return f"id-{question.key}-{number}"


def _choices(question: ChoiceQuestion, answers: Answers, errors: Mapping[str, str]) -> tuple[ChoiceControl, ...]:
    given = answers.get(question.key)
    chosen = given if isinstance(given, list) else [given]
    return tuple(
        ChoiceControl(
            value=choice.value,
            label=choice.label,
            id=_choice_id(question, number),
            checked=choice.value in chosen,
            exclusive=choice.exclusive,
            free_text=_free_text(question, choice, number, answers, errors) if choice.free_text else None,
        )
        for number, choice in enumerate(question.choices, start=1)
    )


def _free_text(
    question: ChoiceQuestion, choice: Choice, number: int, answers: Answers, errors: Mapping[str, str]
) -> FreeText:
    name = question.text_key(choice)
    value = answers.get(name)
    return FreeText(
        name=name,
        id=f"{_choice_id(question, number)}-text",
        value=value if isinstance(value, str) else "",
        label=choice.label,
        error=errors.get(name, ""),
    )
