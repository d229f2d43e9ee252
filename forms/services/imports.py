"""Surveys out of files and pages of any make: what one would become is shown first, and made when somebody agrees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import User
from forms.builder.findings import Finding
from forms.engine.definition import Form
from forms.importers import contrib_forms, fixture, surveyjs
from forms.importers.contrib_forms import ContribForm
from forms.importers.report import Conversion, Definition, Report, list_questions
from forms.models import SurveyPage
from forms.services.portable import (
    ImportRefused,
    check_values,
    import_survey,
    is_survey,
    page_of,
    place_in_words,
    read,
    read_for,
    refused,
)


class WhichForm(Exception):
    """The file has several forms; `forms` are their titles by what `chosen` names them by."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {title}" for name, title in forms.items()))
        self.forms = forms


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would come of it: the form, what there is to say about it, and the page that it brings up to date.

    `translations` are the same survey in the other languages that it could be made in.
    """

    definition: Definition
    form: Form
    report: Report
    existing: SurveyPage | None = None
    translations: Mapping[str, Definition] = field(default_factory=dict)


def propose(source: object, *, parent: Page, languages: Iterable[str] = (), chosen: str = "") -> Proposal:
    """What `source`, the content of a file or a form page, would become below `parent`.

    `languages` are those that a survey could be made in besides. Raises ImportRefused, or WhichForm where there are
    several forms and none is `chosen`.
    """
    if is_survey(source):
        form = read_for(parent, source)
        report = Report("survey/1")
        list_questions(report, form.model_dump(mode="json"))
        return Proposal(cast(Definition, source), form, report, page_of(form, parent))
    locale = parent.locale.language_code
    conversion = _converted(source, locale, chosen)
    key = {"key": SurveyPage.free_key(conversion.definition["key"])}
    others = [language for language in languages if language in conversion.languages]
    translations = {language: _converted(source, language, chosen).definition | key for language in others}
    return Proposal(
        conversion.definition | key,
        _read_converted(conversion.definition | key),
        conversion.report,
        translations={language: found for language, found in translations.items() if _read_converted(found)},
    )


def _converted(source: object, locale: str, chosen: str) -> Conversion:
    if isinstance(source, ContribForm):
        return contrib_forms.convert(source, locale)
    if surveyjs.is_surveyjs(source):
        check_values(source)
        return surveyjs.convert(cast(Mapping[str, Any], source), locale)
    if fixture.is_fixture(source):
        return contrib_forms.convert(_one_of(fixture.forms_in(cast(list[Mapping[str, Any]], source)), chosen), locale)
    raise refused(
        _(
            "This file is no survey. Survey files are those exported here, SurveyJS's JSON, and what another Wagtail "
            "site's “dumpdata” writes of its form pages."
        )
    )


def _one_of(found: Mapping[str, ContribForm], chosen: str) -> ContribForm:
    if not found:
        raise refused(
            _(
                "The file has no form pages. Write it again with the form pages, their fields, the pages and the "
                "languages: manage.py dumpdata wagtailcore.locale wagtailcore.page home.formpage home.formfield"
            )
        )
    if len(found) == 1 and not chosen:
        return next(iter(found.values()))
    if chosen not in found:
        raise WhichForm({name: form.title for name, form in found.items()})
    return found[chosen]


def _read_converted(definition: Definition) -> Form:
    """`read`; what cannot be mended is told without pointers, since they would lead nowhere in the file."""
    try:
        return read(definition)
    except ImportRefused as error:
        places = [(place_in_words(definition, found.pointer), found.message) for found in error.findings]
        found = [Finding("", f"{place}: {message}" if place else message) for place, message in places]
        raise ImportRefused(found) from error


@transaction.atomic
def accept(
    proposal: Proposal,
    *,
    parent: Page,
    user: User | None = None,
    languages: Iterable[str] = (),
    publish: bool = False,
) -> list[SurveyPage]:
    """Make the page below `parent`, and one in each of `languages` below its translation.

    Raises what `import_survey` does. Whether pages may be added in those places is for the caller to know.
    """
    pages = [import_survey(proposal.definition, parent=parent, user=user, publish=publish)]
    for language in languages:
        place = parent.get_translations().get(locale__language_code=language).specific
        pages.append(import_survey(proposal.translations[language], parent=place, user=user, publish=publish))
    return pages
