"""SurveyJS's question types → ours: for each what it adds to a question, and how expressions read it."""

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from forms.importers.html import rich_text
from forms.importers.naming import LONGEST_CHOICE, Keys, plain, shortened
from forms.importers.report import Definition
from forms.importers.surveyjs.choices import COMMENT, Choices
from forms.importers.surveyjs.conditions import FORMULA, Conditions, Expression
from forms.importers.surveyjs.elements import Element
from forms.importers.surveyjs.rules import Kind, Target

Made = tuple[Definition, Target]
"""What a type adds to its question's definition, `type` among it, and what expressions read of it."""

Maker = Callable[[Element, str, Conditions], Made]

INPUTS = {
    **dict.fromkeys(("", "text", "email", "url", "number", "date", "time")),
    "tel": "phone",
    "datetime-local": "datetime",
    "datetime": "datetime",
    "range": "number",
}
FILE_KINDS = {
    "pdf": ("pdf",),
    "image": ("image", "jpg", "jpeg", "png", "webp"),
    "document": ("docx", "odt", "wordprocessing", "opendocument.text"),
    "spreadsheet": ("xlsx", "ods", "spreadsheet"),
    "text": ("txt", "csv", "text/"),
}
MOST_POINTS = 20


def text(element: Element, key: str, conditions: Conditions) -> Made:
    """A line: text, or what its `inputType` or its validators say it is."""
    validators = {str(item.get("type", "")).removesuffix("validator"): item for item in element.objects("validators")}
    given = element.string("inputType")
    kind = INPUTS.get(given, "text") or given or "text"
    if given not in INPUTS:
        element.change(_("The kind of input “%(type)s” became a line of text.") % {"type": plain(given)[:40]})
    if kind == "text" and "email" in validators:
        kind = "email"
    if kind == "text" and "numeric" in validators:
        kind = "number"
    definition: Definition = {"type": kind}
    if kind in ("number", "date", "datetime"):
        limits(element, definition, validators.get("numeric", {}))
    elif kind == "text":
        length(element, definition, 2000, validators.get("text", {}))
    if (name := element.string("autocomplete")) and name.replace("-", "").isalpha():
        definition["autocomplete"] = name[:64]
    for name in validators.keys() - {"numeric", "email", "text"}:
        element.leave(_("The check “%(type)s” of the answer.") % {"type": plain(name)[:40]})
    reads: Kind = "number" if kind == "number" else "text"
    return definition, Target(key, reads)


def limits(element: Element, definition: Definition, validator: Mapping[str, Any]) -> None:
    """The least and the most that is accepted: numbers, or days."""
    if definition["type"] == "number":
        found = Element(validator, element.where, element.texts, element.report)
        bounds = {
            "min": element.number("min") if element.get("min") is not None else found.number("minValue"),
            "max": element.number("max") if element.get("max") is not None else found.number("maxValue"),
        }
        step = element.number("step")
        definition |= {name: float(bound) for name, bound in bounds.items() if bound is not None}
        if step is not None and step > 0 and step != 1:
            definition["step"] = float(step)
        return
    for name, ours in (("min", "earliest"), ("max", "latest")):
        if day := element.string(name)[:10]:
            try:
                definition[ours] = date.fromisoformat(day).isoformat()
            except ValueError:
                element.leave(_("The limit “%(day)s”: write it as a day.") % {"day": plain(day)})


def length(element: Element, definition: Definition, most: int, validator: Mapping[str, Any]) -> None:
    found = Element(validator, element.where, element.texts, element.report)
    longest = element.whole(0, most, "maxLength") or found.whole(0, most, "maxLength")
    if longest:
        definition["max_length"] = longest
    if found.whole(0, most, "minLength"):
        element.leave(_("The least length of the answer."))


def comment(element: Element, key: str, conditions: Conditions) -> Made:
    definition: Definition = {"type": "long_text"}
    validators = [item for item in element.objects("validators") if item.get("type") in ("text", "textvalidator")]
    length(element, definition, 50_000, validators[0] if validators else {})
    return definition, Target(key, "text")


def single_choice(element: Element, key: str, conditions: Conditions) -> Made:
    choices = Choices(element, conditions)
    shown = "select" if element.string("type") == "dropdown" else "radio"
    return chosen({"type": "single_choice", "display_as": shown}, key, choices, several=False)


def multiple_choice(element: Element, key: str, conditions: Conditions) -> Made:
    counts = next((item for item in element.objects("validators") if "count" in str(item.get("type"))), {})
    found = Element(counts, element.where, element.texts, element.report)
    definition: Definition = {"type": "multiple_choice"}
    least = element.whole(0, 500, "minSelectedChoices") or found.whole(0, 500, "minCount")
    most = element.whole(0, 500, "maxSelectedChoices") or found.whole(0, 500, "maxCount")
    definition |= {"min_selected": least} if least else {}
    definition |= {"max_selected": most} if most and most >= (least or 1) else {}
    return chosen(definition, key, Choices(element, conditions), several=True)


def picture_choice(element: Element, key: str, conditions: Conditions) -> Made:
    return (multiple_choice if element.flag("multiSelect") else single_choice)(element, key, conditions)


def chosen(definition: Definition, key: str, choices: Choices, *, several: bool) -> Made:
    """A question with choices; without any it becomes a line of text, so that it is asked at least."""
    definition["choices"] = choices.read(several=several)
    if not definition["choices"]:
        choices.element.change(_("It has no choices to choose from. It became a line of text."))
        return {"type": "text"}, Target(key, "text")
    parts = {COMMENT: Target(f"{key}:{choices.other}", "text")} if choices.other else {}
    return definition, Target(key, "many" if several else "one", choices.values, parts=parts)


def rating(element: Element, key: str, conditions: Conditions) -> Made:
    """From 1 to so many a rating; anything else choices in a row."""
    low, high = element.text("minRateDescription"), element.text("maxRateDescription")
    values = element.items("rateValues")
    first, step = element.whole(-100, 100, "rateMin"), element.whole(1, 100, "rateStep") or 1
    first = 1 if first is None else first
    last = element.whole(-100, 100, "rateMax") or first - 1 + (element.whole(2, MOST_POINTS, "rateCount") or 5)
    element.get("autoGenerate")
    if not values and (first, step) == (1, 1) and 2 <= last <= 10:
        ends = {
            name: shortened(words, LONGEST_CHOICE, element.where, element.report)
            for name, words in (("low", low), ("high", high))
            if words
        }
        return {"type": "rating", "max": last, **ends}, Target(key, "number")
    values = values or list(range(first, last + 1, step))
    element.change(_("The rating became a choice among its values."))
    choices = Choices(element, conditions)
    found = [definition for definition, _raw in choices.listed(values[:MOST_POINTS])]
    if not found:
        return {"type": "text"}, Target(key, "text")
    for choice, words in ((found[0], low), (found[-1], high)):
        if words:
            choice["label"] = shortened(f"{choice['label']} – {words}", LONGEST_CHOICE, element.where, element.report)
    return {"type": "single_choice", "choices": found}, Target(key, "one", choices.values)


def boolean(element: Element, key: str, conditions: Conditions) -> Made:
    """Yes or no; where the answers have words of their own, a choice between the two."""
    yes, no = element.text("labelTrue"), element.text("labelFalse")
    names = [element.get(name) for name in ("valueTrue", "valueFalse")]
    called = [
        str(name) if isinstance(name, str | int | float) else said
        for name, said in zip(names, ("true", "false"), strict=True)
    ]
    if not yes and not no:
        return {"type": "yes_no"}, Target(key, "yes_no", truths=("true", called[0]))
    choices = Choices(element, conditions)
    found = [choices.choice(name, words or name) for name, words in zip(called, (yes, no), strict=True)]
    element.change(_("Yes and no have words of their own. It became a choice between the two."))
    return {"type": "single_choice", "choices": found}, Target(key, "one", choices.values)


def matrix(element: Element, key: str, conditions: Conditions) -> Made:
    columns = Choices(element, conditions)
    found = [definition for definition, _raw in columns.listed(element.items("columns"))][:MOST_POINTS]
    keys = Keys("row", element.report)
    rows: list[Definition] = []
    parts: dict[str, Target] = {}
    for raw in element.items("rows")[:50]:
        name = columns.name_of(raw)
        if not name or name in parts:
            continue
        words = element.texts.of(raw.get("text"), element.where) if isinstance(raw, dict) else ""
        row = keys.key(name, element.where)
        rows.append({"key": row, "label": shortened(words or name, LONGEST_CHOICE, element.where, element.report)})
        parts[name] = Target(f"{key}.{row}", "one", columns.values)
    if not found:
        return {"type": "text"}, Target(key, "text")
    if not rows:
        element.change(_("A table without rows became a choice among its columns."))
        return {"type": "single_choice", "choices": found}, Target(key, "one", columns.values)
    if element.flag("isRequired") and not element.flag("isAllRowRequired", "eachRowRequired"):
        element.change(_("Where it must be answered, each of its rows must be."))
    scale = [{**choice, "score": None} for choice in found]
    definition: Definition = {"type": "matrix", "rows": rows, "choices": scale}
    if element.flag("isAllRowRequired", "eachRowRequired"):
        definition["required"] = True
    return definition, Target(key, "parts", parts=parts)


def ranking(element: Element, key: str, conditions: Conditions) -> Made:
    choices = Choices(element, conditions)
    found = choices.read(several=False)[:50]
    offered = [{name: value for name, value in choice.items() if name != "free_text"} for choice in found]
    if len(offered) < 2:
        element.change(_("It has too few choices to put in order. It became a line of text."))
        return {"type": "text"}, Target(key, "text")
    # The rules of choices wait for the very objects that were read.
    for choice in found:
        choice.pop("free_text", None)
    most = element.whole(1, len(found), "maxSelectedChoices")
    element.get("selectToRankEnabled", "minSelectedChoices")
    return {"type": "ranking", "choices": found, **({"most": most} if most else {})}, Target(
        key, "many", choices.values
    )


def file(element: Element, key: str, conditions: Conditions) -> Made:
    definition: Definition = {"type": "file"}
    asked = [
        part.strip().lower()
        for part in element.string("acceptedTypes", "acceptedCategories").split(",")
        if part.strip()
    ]
    kinds = [kind for kind, names in FILE_KINDS.items() if any(name in part for part in asked for name in names)]
    if asked:
        words = _("Files of these kinds are accepted: %(kinds)s. The form said “%(asked)s”.")
        definition["accept"] = kinds or ["pdf", "image"]
        said = {"kinds": ", ".join(definition["accept"]), "asked": plain(", ".join(asked))[:200]}
        element.change(words % said)
    if element.flag("allowMultiple"):
        definition["max_files"] = element.whole(1, 10, "maxFiles") or 10
    if size := element.number("maxSize"):
        definition["max_size_mb"] = max(1, min(50, ceil(size / 1024 / 1024)))
    return definition, Target(key, "text")


def signature(element: Element, key: str, conditions: Conditions) -> Made:
    element.change(_("A drawn signature became a name that is written."))
    return {"type": "signature_name"}, Target(key, "text")


def expression(element: Element, key: str, conditions: Conditions) -> Made:
    """A number that is calculated; without a formula that can be read it is taken away again."""
    definition: Definition = {"type": "calculated"}
    if formula := element.string("expression"):
        conditions.later(definition, FORMULA, (Expression(formula, element.where),))
    decimals = element.whole(0, 6, "maximumFractionDigits", "precision")
    if decimals is not None and decimals >= 0:
        definition["decimals"] = decimals
    return definition, Target(key, "number")


def html(element: Element, key: str, conditions: Conditions) -> Made:
    return {"type": "statement", "body": rich_text(element.text("html"), element.where, element.report)}, Target(
        key, "text"
    )


TYPES: dict[str, Maker] = {
    "text": text,
    "comment": comment,
    "radiogroup": single_choice,
    "dropdown": single_choice,
    "buttongroup": single_choice,
    "checkbox": multiple_choice,
    "tagbox": multiple_choice,
    "imagepicker": picture_choice,
    "rating": rating,
    "boolean": boolean,
    "matrix": matrix,
    "ranking": ranking,
    "file": file,
    "signaturepad": signature,
    "expression": expression,
    "html": html,
}
