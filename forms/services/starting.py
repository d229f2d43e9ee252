"""Beginning a survey from one that is ready-made."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page

from cms.models import User
from cms.page_translations import save_translation
from forms.models import SurveyPage
from forms.services.portable import import_survey, page_fields, read
from forms.starters import Starter


@transaction.atomic
def start_survey(starter: Starter, *, parent: Page, user: User | None, languages: Iterable[str] = ()) -> SurveyPage:
    """Make a draft of `starter` below `parent`, in its language, and return it.

    Each of `languages` gets a translation, a draft below the translation of `parent`. The survey's key is the
    starter's, with a number where it is taken. Whether pages may be added in those places is for the caller to know.
    """
    key = SurveyPage.free_key(starter.key)
    definition = starter.definition(parent.locale.language_code) | {"key": key}
    page = import_survey(definition, parent=parent, user=user)
    for language in languages:
        form = read(starter.definition(language) | {"key": key})
        locale = Locale.objects.get(language_code=language)
        save_translation(page, locale, SurveyPage(locale=locale, slug=slugify(form.title), **page_fields(form)))
    return page
