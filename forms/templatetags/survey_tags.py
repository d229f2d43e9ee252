"""What the templates of questions need beside Django's own filters."""

from datetime import date

from django import template
from django.utils.translation import get_language

from forms import messages
from forms.engine.questions.dates import date_words

register = template.Library()


@register.filter
def up_to(most: int) -> range:
    """The numbers from 1 to `most`."""
    return range(1, most + 1)


@register.filter
def day(value: date) -> str:
    """A day the way the reader writes it, which is how it may be typed too."""
    return date_words(value, get_language() or messages.FALLBACK)
