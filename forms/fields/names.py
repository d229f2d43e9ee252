"""Names and ids of controls. A name is the path of an answer, `staff:0:email`; the id is made from it."""

from collections.abc import Collection, Iterable, Mapping

from forms import messages
from forms.engine.definition import Form
from forms.engine.questions.base import BaseQuestion

NONE: frozenset[str] = frozenset()


def control_id(name: str) -> str:
    """The id of the control `name`: the first one, where an answer takes several."""
    return "id-" + name.replace(":", "-")


def container_id(name: str) -> str:
    """The id of the whole question `name`."""
    return "q-" + name.replace(":", "-")


def numbered(first: str, names: Iterable[str], withheld: Collection[str] = NONE) -> dict[str, str]:
    """An id for each of `names`. The first one that is not withheld has `first`: there an error of the whole leads."""
    offered_first = sorted(names, key=lambda name: name in withheld)
    return {name: first if number == 1 else f"{first}-{number}" for number, name in enumerate(offered_first, start=1)}


def question_at(form: Form, name: str) -> tuple[BaseQuestion, str, str]:
    """The question whose control is called `name`, what that question itself is called, and which part it is."""
    key, _, rest = name.partition(":")
    number, _, within = rest.partition(":")
    inner_key, _, part = within.partition(":")
    question = form.by_key[key]
    for inner in question.row_questions:
        if inner.key == inner_key:
            return inner, f"{key}:{number}:{inner_key}", part
    return question, key, "" if question.row_questions else rest


def target(form: Form, name: str, withheld: Mapping[str, Collection[str]]) -> str:
    """The id of what is mended for an error of the control `name`. A row too few is mended in the group as a whole."""
    question, own, part = question_at(form, name)
    if question.row_questions:
        return container_id(own)
    if part in question.parts:
        return numbered(control_id(own), question.parts, withheld.get(own, NONE))[part]
    return text_id(own, part) if part else control_id(own)


def text_id(name: str, choice: str) -> str:
    """The id of the line in which the choice of the question `name` is put in the respondent's own words."""
    return f"{control_id(name)}-{choice}-text"


def part_labels(question: BaseQuestion, locale: str) -> dict[str, str]:
    """What each of the question's parts is called: as its rows or choices are, or by its own name."""
    labels = {choice.value: choice.label for choice in getattr(question, "choices", ())}
    labels |= {row.key: row.label for row in getattr(question, "rows", ())}
    return {part: labels[part] if part in labels else messages.part(part, locale) for part in question.parts}


def row_label(question: BaseQuestion) -> str:
    """What the rows of a group are called, if anything."""
    return getattr(question, "row_label", "")


def row_words(question: BaseQuestion, number: int, locale: str) -> str:
    """What the row `number`, counted from one, of a group is called."""
    return messages.row(row_label(question), number, locale)
