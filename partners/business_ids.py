"""The Finnish business ID as partners keep it: the survey engine's own reading of it, with its words for errors."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from forms import messages
from forms.engine.errors import AnswerError, InvalidAnswer
from forms.engine.questions.business_id import BusinessIdFi

_question = BusinessIdFi(type="business_id_fi", key="business_id", label="")


def canonical(text: str) -> str:
    """`text` as 1234567-8. Raises ValidationError where it is no business ID."""
    try:
        return _question.clean(text, "en")
    except InvalidAnswer as error:
        words = messages.answer_error(
            AnswerError(error.code, (_question.key,), error.params), get_language() or messages.FALLBACK
        )
        raise ValidationError(words, code=error.code) from error
