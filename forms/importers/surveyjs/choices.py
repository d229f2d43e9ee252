"""The choices of a SurveyJS question, its special ones ("other", "none") among them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from forms.importers.naming import LONGEST_CHOICE, Values, plain, shortened
from forms.importers.report import Definition
from forms.importers.surveyjs.conditions import Conditions, Expression
from forms.importers.surveyjs.elements import Element

MOST = 500
CHOICE_KNOWN = frozenset({"value", "text", "visibleIf", "imageLink"})
COMMENT = "Comment"


class Choices:
    """Reads the choices of `element`; `values` has the value of each by what it was called."""

    def __init__(self, element: Element, conditions: Conditions) -> None:
        self.element, self.conditions = element, conditions
        self._values = Values()
        self.other = ""

    @property
    def values(self) -> Mapping[str, str]:
        return self._values.by_name

    def read(self, *, several: bool) -> list[Definition]:
        """The choices as they stand in a definition; `exclusive` where several can be chosen."""
        element = self.element
        found = self.listed(element.items("choices"))
        common = element.string("choicesVisibleIf")
        for definition, raw in found:
            own = raw.get("visibleIf") if isinstance(raw, Mapping) else None
            if rule := own if isinstance(own, str) and own else common:
                expression = Expression(rule, element.where)
                self.conditions.later(definition, "show_if", (expression,), item=self.name_of(raw))
        return [definition for definition, _raw in found] + self.special(several=several)

    def listed(self, raws: list[Any]) -> list[tuple[Definition, Any]]:
        """Each choice beside what it was read from."""
        element = self.element
        said = [raw for raw in raws if self.name_of(raw)]
        if len(said) > MOST:
            element.leave(_("Only the first %(most)s choices came over.") % {"most": MOST})
        found: list[tuple[Definition, Any]] = []
        for raw in said[:MOST]:
            name = self.name_of(raw)
            if name in self.values:
                element.leave(_("The choice “%(name)s”, which is there twice.") % {"name": plain(name)[:80]})
                continue
            text = element.texts.of(raw.get("text"), element.where) if isinstance(raw, Mapping) else ""
            found.append((self.choice(name, text or name), raw))
            self.tell_unused(raw, name)
        return found

    @staticmethod
    def name_of(raw: Any) -> str:
        value = raw.get("value") if isinstance(raw, Mapping) else raw
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, str | int | float) else ""

    def choice(self, name: str, label: str, **flags: bool) -> Definition:
        value = self._values.value(name)
        if value != name:
            words = _("The answer “%(name)s” is kept as “%(value)s”.")
            self.element.change(words % {"name": plain(name)[:80], "value": value})
        text = shortened(label, LONGEST_CHOICE, self.element.where, self.element.report)
        return {"value": value, "label": text or value, **flags}

    def tell_unused(self, raw: Any, name: str) -> None:
        if not isinstance(raw, Mapping):
            return
        if raw.get("imageLink"):
            self.element.leave(_("The pictures of the choices."))
        if names := sorted(str(member) for member, value in raw.items() if value and member not in CHOICE_KNOWN):
            words = _("The choice “%(name)s” has settings without a counterpart: %(names)s.")
            self.element.leave(words % {"name": plain(name)[:80], "names": ", ".join(names)[:200]})

    def special(self, *, several: bool) -> list[Definition]:
        element = self.element
        alone = {"exclusive": True} if several else {}
        with override(element.texts.locale):
            defaults = {
                "none": _("None of these"),
                "refused": _("I do not want to answer"),
                "dontknow": _("I do not know"),
                "other": _("Other, which?"),
            }
        found: list[Definition] = []
        for name, flags, texts in (
            ("none", ("showNoneItem", "hasNone"), ("noneText",)),
            ("refused", ("showRefuseItem",), ("refuseText",)),
            ("dontknow", ("showDontKnowItem",), ("dontKnowText",)),
        ):
            label = element.text(*texts)
            if element.flag(*flags) and name not in self.values:
                found.append(self.choice(name, label or defaults[name], **alone))
        label = element.text("otherText")
        if element.flag("showOtherItem", "hasOther") and "other" not in self.values:
            found.append(self.choice("other", label or defaults["other"], free_text=True))
            self.other = self.values["other"]
        if element.flag("showSelectAllItem", "hasSelectAll"):
            element.leave(_("The choice that ticks all others."))
        element.get("selectAllText", "otherPlaceholder", "otherPlaceHolder", "otherErrorText")
        if element.get("choicesByUrl"):
            element.leave(_("The choices that are fetched from a web address: write them into the question."))
        if element.get("choicesFromQuestion"):
            element.leave(_("The choices that follow from another question: write them into the question."))
        return found
