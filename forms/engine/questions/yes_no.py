"""A question answered with yes or no."""

from typing import Literal

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion

WORDS = {"sv": ("Ja", "Nej"), "fi": ("Kyllä", "Ei"), "en": ("Yes", "No")}


class YesNo(BaseQuestion):
    """Yes or no, kept as a truth value. No is an answer."""

    type: Literal["yes_no"]

    def clean(self, raw: Json, locale: str) -> bool:
        if isinstance(raw, bool):
            return raw
        if raw in ("true", "false"):
            return raw == "true"
        raise InvalidAnswer("wrong_type_yes_no")

    def typed(self, value: Json, locale: str) -> str:
        return ("true" if value else "false") if isinstance(value, bool) else super().typed(value, locale)

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        yes, no = WORDS.get(locale, WORDS["en"])
        return [yes if value else no] if isinstance(value, bool) else []

    def json_schema(self) -> dict[str, Json]:
        return {"type": "boolean"}
