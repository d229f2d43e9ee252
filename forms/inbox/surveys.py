"""What staff call the surveys whose answers they read: by title, since a key says little."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import get_language

from forms.models import Survey, SurveyPage


def titles(reader: AbstractUser) -> list[tuple[int, str]]:
    """The surveys whose answers `reader` may read, each with its title in the language that is active."""
    found = dict(Survey.objects.readable_by(reader).values_list("pk", "key"))
    pages = SurveyPage.objects.filter(survey__in=found).values_list("survey", "locale__language_code", "title")
    found |= {survey: title for survey, _code, title in pages}
    found |= {survey: title for survey, code, title in pages if code == get_language()}
    return sorted(found.items(), key=lambda item: item[1])
