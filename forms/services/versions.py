"""Publishing makes a version: what a survey asked at a time, kept as it was.

The public answers a page's `live_version`, never its blocks. A version is made right after Wagtail has published the
page, on every road there is to publishing: the editor, a workflow, a schedule, a translation, an import. Should the
version fail, the former one stays in front of the public, and publishing again makes it.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log

from forms.engine.definition import Form
from forms.models import Survey, SurveyPage, SurveyVersion
from forms.services.translations import with_untranslated

UNHASHED = frozenset({"version", "languages"})
WORDS = UNHASHED | {
    *("locale", "title", "intro", "notice", "privacy", "label", "help", "unit", "strength", "improvement", "result"),
    *("statement", "body", "low", "high", "row_label", "document", "document_url", "untranslated"),
}
VERSION_MADE = "surveys.version"
"""The action under which a page's history tells of a new version, and who made it."""

BY_ANSWER = "weights"
"""The one mapping of a definition whose names are an editor's: choice values, which may read like the names above."""


class NotPublishable(Exception):
    """The page cannot be published; `lines` says why, in the active language."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def canonical(value: object) -> bytes:
    """`value` as JSON in the one way in which it is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _without_words(value: object) -> object:
    if isinstance(value, Mapping):
        return {
            name: item if name == BY_ANSWER else _without_words(item)
            for name, item in value.items()
            if name not in WORDS
        }
    return [_without_words(item) for item in value] if isinstance(value, list) else value


def form_hash(form: Form) -> str:
    """The SHA-256 of what `form` says, whatever its number and its sibling languages."""
    definition = {name: value for name, value in form.portable().items() if name not in UNHASHED}
    return hashlib.sha256(canonical(definition)).hexdigest()


def structure_hash(form: Form) -> str:
    """The SHA-256 of what `form` asks, whatever its words: equal for the languages of one version."""
    return hashlib.sha256(canonical(_without_words(form.portable()))).hexdigest()


def publish_version(page: SurveyPage) -> SurveyVersion:
    """Make the version of the published `page`, or find that nothing has changed, and let the public answer it.

    A language that asks what its siblings' newest version asks joins that version; everything else begins a new one.
    Raises NotPublishable.
    """
    form = form_of(page)
    with transaction.atomic():
        survey = _locked(page.key)
        version = _same(survey, form)
        if version is None:
            version = _store(survey, form)
            log(
                instance=page,
                action=VERSION_MADE,
                data={"survey": survey.key, "id": version.pk, "number": version.number},
            )
        SurveyPage.objects.filter(pk=page.pk).update(survey=survey, live_version=version)
    page.survey, page.live_version = survey, version
    return version


def form_of(page: SurveyPage) -> Form:
    """The form that publishing `page` makes a version of. Raises NotPublishable."""
    # Links to pages lead to their translations in the language that is active.
    with override(page.locale.language_code):
        form = page.inspect().form
    if form is None:
        raise NotPublishable(page.inspect().lines)
    return with_untranslated(form, page)


def replaced_at(version: SurveyVersion) -> datetime | None:
    """When the next version in its language took the place of `version`; None while none has."""
    later = SurveyVersion.objects.filter(survey=version.survey_id, locale=version.locale, number__gt=version.number)
    return later.order_by("number").values_list("created_at", flat=True).first()


def is_accepted(version: SurveyVersion, page: SurveyPage) -> bool:
    """Whether answers given on `version` are still taken, where `page` is its survey's in its language.

    That is the live version, and one that was replaced no longer ago than the page allows.
    """
    if version.pk == page.live_version_id:
        return True
    replaced = replaced_at(version)
    return replaced is not None and replaced > timezone.now() - timedelta(days=page.accept_older_days)


def find(page: SurveyPage, number: int) -> SurveyVersion | None:
    """The version `number` of the page's survey in its language."""
    if page.live_version is not None and page.live_version.number == number:
        return page.live_version
    versions = SurveyVersion.objects.filter(survey=page.survey_id, locale=page.locale.language_code, number=number)
    return versions.select_related("survey").first()


def find_accepted(page: SurveyPage, number: int) -> SurveyVersion | None:
    """The version `number` of the published `page`, if answers given on it are still taken."""
    found = find(page, number)
    return found if found is not None and is_accepted(found, page) else None


def _locked(key: str) -> Survey:
    """The survey, held until the transaction ends: numbers are given one after another.

    PostgreSQL locks the row; SQLite's transactions begin IMMEDIATE, so that only one writes at a time.
    """
    Survey.objects.get_or_create(key=key)
    return Survey.objects.select_for_update().get(key=key)


def _same(survey: Survey, form: Form) -> SurveyVersion | None:
    latest = survey.versions.filter(locale=form.locale).order_by("-number").first()
    return latest if latest is not None and latest.sha256 == form_hash(form) else None


def _store(survey: Survey, form: Form) -> SurveyVersion:
    structure = structure_hash(form)
    number = _number(survey, form, structure)
    numbered = form.model_copy(update={"version": number, "languages": _languages(survey, form)})
    return SurveyVersion.objects.create(
        survey=survey,
        number=number,
        locale=form.locale,
        definition=numbered.portable(),
        sha256=form_hash(form),
        structure=structure,
    )


def _number(survey: Survey, form: Form, structure: str) -> int:
    highest = survey.versions.aggregate(highest=Max("number"))["highest"] or 0
    own = survey.versions.filter(locale=form.locale).aggregate(highest=Max("number"))["highest"] or 0
    siblings = survey.versions.filter(number=highest)
    joins = highest > own and all(sibling.structure == structure for sibling in siblings)
    return highest if joins else highest + 1


def _languages(survey: Survey, form: Form) -> tuple[str, ...]:
    """The languages in which the survey is published, this one included, in the order of the site."""
    pages = SurveyPage.objects.live().filter(survey=survey)
    found = {form.locale, *pages.values_list("locale__language_code", flat=True)}
    return tuple(code for code, _name in settings.LANGUAGES if code in found)


def when_published(sender: type[SurveyPage], instance: SurveyPage, **kwargs: object) -> None:
    """Wagtail's signal `page_published`, which it also sends for a page that is to go live later.

    An alias leads to another page and has no version of its own.
    """
    if instance.alias_of_id is None and instance.live:
        publish_version(instance)
