"""Numbers as staff write them, in their own language's way."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from forms import messages
from forms.engine.errors import AnswerError, InvalidAnswer
from forms.engine.questions.number import parse_number
from partners import pledges


class AmountField(forms.DecimalField):
    """A number with a decimal comma or point, and spaces between thousands; the survey's own reading of it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_digits=14, decimal_places=2, min_value=0, **kwargs)

    def to_python(self, value: object) -> Decimal | None:
        if value in self.empty_values:
            return None
        language = get_language() or messages.FALLBACK
        try:
            return parse_number(str(value), language)
        except InvalidAnswer as error:
            words = messages.answer_error(AnswerError(error.code, ("",), error.params), language)
            raise ValidationError(words, code=error.code) from error

    def prepare_value(self, value: object) -> object:
        if isinstance(value, Decimal | int | float):
            return pledges.number(value, get_language() or messages.FALLBACK)
        return value
