"""A survey as JSON: out of one site and into another. What comes in is trusted with nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from pydantic import ValidationError as InvalidDefinition
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from cms.models import User
from forms.builder import findings
from forms.builder.decompile import decompile
from forms.builder.findings import Finding
from forms.engine.checks import check
from forms.engine.definition import Form
from forms.engine.errors import pointer
from forms.engine.questions.text import UNSTORABLE
from forms.models import SurveyPage
from forms.services.versions import NotPublishable

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 80
"""Deeper than the deepest rule that the engine accepts, at its place in a definition."""


class ImportRefused(Exception):
    """Nothing was imported; `findings` say what must be mended in the definition, in the active language."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__("\n".join(f"{finding.pointer}: {finding.message}" for finding in found))
        self.findings = tuple(found)


def export_survey(page: SurveyPage) -> dict[str, object]:
    """What has been built on `page`, in the format `survey/1`. Raises NotPublishable while there is much to mend."""
    inspection = page.inspect()
    if inspection.form is None:
        raise NotPublishable(inspection.lines)
    number = page.live_version.number if page.live_version else 1
    return inspection.form.model_copy(update={"version": number}).portable()


def parse(text: bytes | str) -> object:
    """`text` as JSON. Raises ImportRefused for what is too large or no JSON."""
    if len(text) > MAX_BYTES:
        raise _refused(_("The file is too large: at most %(size)s kB.") % {"size": MAX_BYTES // 1024})
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _refused(_("The file is not JSON. Export a survey to see what it should look like.")) from error


def _no_number(name: str) -> float:
    raise ValueError(name)


def read(definition: object) -> Form:
    """The form that `definition` is. Raises ImportRefused with everything that is wrong with it."""
    if _too_deep(definition):
        raise _refused(_("The definition has too many levels."))
    if not isinstance(definition, Mapping):
        raise _refused(_("The definition must be an object, as in an exported survey."))
    if bad := [Finding(at, _("This text has characters that cannot be kept.")) for at in _unstorable(definition)]:
        raise ImportRefused(bad)
    if len(json.dumps(definition, ensure_ascii=False).encode()) > MAX_BYTES:
        raise _refused(_("The definition is too large: at most %(size)s kB.") % {"size": MAX_BYTES // 1024})
    try:
        form = Form.model_validate(definition)
    except InvalidDefinition as error:
        raise ImportRefused(findings.of_invalid(error, definition)) from error
    if problems := check(form):
        raise ImportRefused([findings.of_problem(problem, form) for problem in problems])
    return form


def page_fields(form: Form) -> dict[str, Any]:
    """The fields of a `SurveyPage` that hold `form`, its HTML cleaned."""
    return SurveyPage.fields_of(decompile(form))


@transaction.atomic
def import_survey(definition: object, *, parent: Page, user: User | None = None, publish: bool = False) -> SurveyPage:
    """Make the page of the survey `definition` below `parent`, or bring the one with its key and language up to date.

    The content becomes a new revision: a draft, unless `publish`. What a definition does not hold (handlers, closing
    time, contact person) stays as it is. Raises ImportRefused, or PermissionDenied where `user` may not edit the page
    that is there, or somebody has locked it; then nothing is written. Whether pages may be added below `parent` is for
    the caller to know.
    """
    form = read(definition)
    language = parent.locale.language_code
    if form.locale != language:
        message = _("The survey is in the language “%(found)s”, but the pages here are in “%(here)s”.")
        raise ImportRefused([Finding("/locale", message % {"found": form.locale, "here": language})])
    existing = SurveyPage.objects.filter(key=form.key, locale=parent.locale, alias_of=None).first()
    if existing and user is not None and not _may_edit(existing, user):
        raise PermissionDenied
    page = existing.get_latest_revision_as_object() if existing else _new(form, parent)
    for name, value in page_fields(form).items():
        setattr(page, name, value)
    _validate(page)
    if existing is None:
        page = parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    return SurveyPage.objects.get(pk=page.pk)


def _may_edit(page: SurveyPage, user: User) -> bool:
    permissions = page.permissions_for_user(user)
    return bool(permissions.can_edit() and not permissions.page_locked())


def _new(form: Form, parent: Page) -> SurveyPage:
    """A page for `form`, the translation of the pages that hold its survey in other languages."""
    slug = find_available_slug(parent, slugify(form.title)[:200] or form.key)
    page = SurveyPage(slug=slug, locale=parent.locale, live=False, has_unpublished_changes=True)
    sibling = SurveyPage.objects.filter(key=form.key, alias_of=None).first()
    if sibling is not None:
        page.translation_key = sibling.translation_key
    return page


def _validate(page: SurveyPage) -> None:
    """Check the page's own fields, such as the length of a title, before anything is written."""
    page.draft_title = page.title
    tree = ["path", "depth", "numchild", "url_path", "content_type", "survey", "live_version"]
    try:
        page.clean_fields(exclude=tree)
        page.check_key()
    except ValidationError as error:
        found = [
            Finding(_field_pointer(name), str(message))
            for name, messages in error.message_dict.items()
            for message in messages
        ]
        raise ImportRefused(found) from error


def _field_pointer(name: str) -> str:
    return pointer("result", name.removeprefix("result_")) if name.startswith("result_") else pointer(name)


def _refused(message: str) -> ImportRefused:
    return ImportRefused([Finding("", message)])


def _children(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        yield from ((str(name), item) for name, item in value.items())
    elif isinstance(value, list | tuple):
        yield from enumerate(value)


def _too_deep(definition: object) -> bool:
    """Without recursion, which a definition made for the purpose would exhaust."""
    level = [definition]
    for _depth in range(MAX_DEPTH):
        level = [child for value in level for _name, child in _children(value)]
        if not level:
            return False
    return True


def _unstorable(value: object, at: str = "") -> Iterator[str]:
    """Where texts have characters that some database or reader cannot keep."""
    if isinstance(value, str) and UNSTORABLE.search(value):
        yield at
    for name, child in _children(value):
        if isinstance(name, str) and UNSTORABLE.search(name):
            yield at
        yield from _unstorable(child, at + pointer(name))
