"""A survey as JSON: out of one site and into another. What comes in is trusted with nothing."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
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
from forms.engine.checks import check, places
from forms.engine.definition import FORMAT, Form
from forms.engine.errors import pointer
from forms.engine.questions.text import UNSTORABLE
from forms.importers.html import is_internal, without_internal_links
from forms.importers.naming import plain
from forms.models import SurveyPage
from forms.services.versions import NotPublishable

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 80
"""Deeper than the deepest rule that the engine accepts, at its place in a definition."""
MAX_VALUES = 60_000
"""A thousand questions with conditions and five thousand choices have fewer."""
MAX_QUESTIONS = 1000
"""Those of rows included. The editor of a page takes no more either."""
MAX_CHOICES = 5000
MAX_NUMBER = 10**15
MAX_HTML = 20_000
MAX_TAGS = 1000
"""How much HTML one text may have: cleaning tags that are nested on purpose takes time by their square."""
MOST_FINDINGS = 50
LONGEST_POINTER, LONGEST_NAME = 200, 100
FORMAT_NAME = "survey/"


class ImportRefused(Exception):
    """Nothing was imported; `findings` say what must be mended in `definition`, in the active language.

    `lines` are the same for people: each names the step and the question that it is about.
    """

    def __init__(self, found: Sequence[Finding], definition: object = None) -> None:
        self.findings = tuple(found[:MOST_FINDINGS])
        self.lines = [_line(finding, definition) for finding in self.findings]
        if left := len(found) - len(self.findings):
            self.lines.append(_("And %(count)s more.") % {"count": left})
        super().__init__("\n".join(self.lines))


class _RepeatedKey(ValueError):
    """An object that has two members of one name, of which readers would see different ones."""


def export_survey(page: SurveyPage) -> dict[str, object]:
    """What has been built on `page`, in the format `survey/1`. Raises NotPublishable while there is much to mend."""
    inspection = page.inspect()
    if inspection.form is None:
        raise NotPublishable(inspection.lines)
    number = page.live_version.number if page.live_version else 1
    return inspection.form.model_copy(update={"version": number}).portable()


def parse(text: bytes | str) -> object:
    """`text` as JSON, in any of JSON's encodings. Raises ImportRefused for what is too large or no JSON."""
    if len(text) > MAX_BYTES:
        raise refused(_("The file is too large: at most %(size)s kB.") % {"size": MAX_BYTES // 1024})
    if text[:4] in (b"PK\x03\x04", "PK\x03\x04"):
        raise refused(_("This is a ZIP archive or an office document. Unpack it and choose the JSON file in it."))
    try:
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_without_repeats)
    except _RepeatedKey as error:
        message = _("The file is ambiguous: “%(key)s” stands twice in the same object. Remove one of them.")
        raise refused(message % {"key": str(error)}) from error
    except json.JSONDecodeError as error:
        message = _("The file is not JSON: it cannot be read from line %(line)s, character %(character)s.")
        raise refused(message % {"line": error.lineno, "character": error.colno}) from error
    except (ValueError, RecursionError) as error:
        raise refused(_("The file is not JSON. Export a survey to see what it should look like.")) from error


def _no_number(name: str) -> float:
    raise ValueError(name)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _RepeatedKey(name[:64].encode(errors="replace").decode())
        found[name] = value
    return found


def read(definition: object) -> Form:
    """The form that `definition` is. Raises ImportRefused with what is wrong with it."""
    if not isinstance(definition, Mapping) or not is_survey(definition):
        raise refused(_("This is no survey. Export a survey to see what it should look like."))
    if definition.get("format", FORMAT) != FORMAT:
        message = _("The survey is in another format than “%(format)s”, the one that is read here.")
        raise ImportRefused([Finding("/format", message % {"format": FORMAT})])
    check_values(definition)
    text = json.dumps(definition, ensure_ascii=False).encode()
    if len(text) > MAX_BYTES:
        raise refused(_("The definition is too large: at most %(size)s kB.") % {"size": MAX_BYTES // 1024})
    try:
        form = Form.model_validate_json(text, strict=True)
    except InvalidDefinition as error:
        raise ImportRefused(findings.of_invalid(error, definition), definition) from error
    _check_size(form)
    _check_html(form, definition)
    form = _without_internal_links(form)
    if problems := check(form):
        raise ImportRefused([findings.of_problem(problem, form) for problem in problems], definition)
    return form


def _line(finding: Finding, definition: object) -> str:
    place, at = place_in_words(definition, finding.pointer), finding.pointer
    at = at if len(at) <= LONGEST_POINTER else at[:LONGEST_POINTER] + "…"
    where = f"{place} ({at})" if place else at
    return f"{where}: {finding.message}" if where else finding.message


def place_in_words(definition: object, at: str) -> str:
    """The step, question and choice that a pointer leads to, by their names; empty where it leads to none."""
    if not isinstance(definition, Mapping):
        return ""
    return ", ".join(plain(name)[:LONGEST_NAME] for name in findings.named(at, definition))


def is_survey(content: object) -> bool:
    """Whether `content` is meant to be a survey in our format, in whatever edition."""
    if not isinstance(content, Mapping):
        return False
    named = content.get("format")
    return named.startswith(FORMAT_NAME) if isinstance(named, str) else "steps" in content


def read_for(parent: Page, definition: object) -> Form:
    """`read`, for the pages below `parent`: those are in one language."""
    form = read(definition)
    language = parent.locale.language_code
    if form.locale != language:
        message = _("The survey is in the language “%(found)s”, but the pages here are in “%(here)s”.")
        raise ImportRefused([Finding("/locale", message % {"found": form.locale, "here": language})])
    return form


def page_of(form: Form, parent: Page) -> SurveyPage | None:
    """The page, wherever it is, that an import of `form` below `parent` brings up to date."""
    return SurveyPage.objects.filter(key=form.key, locale=parent.locale, alias_of=None).first()


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
    form = read_for(parent, definition)
    existing = page_of(form, parent)
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


def refused(message: str) -> ImportRefused:
    """The refusal of something as a whole."""
    return ImportRefused([Finding("", message)])


def check_values(definition: object) -> None:
    """Refuse what no database, browser or spreadsheet could keep, and what is nested to exhaust a reader."""
    bad: list[Finding] = []
    for count, (value, trail, depth) in enumerate(_values(definition)):
        if depth > MAX_DEPTH:
            raise refused(_("The definition has too many levels."))
        if count > MAX_VALUES:
            raise refused(_("The definition has more than %(most)s values. Split it.") % {"most": MAX_VALUES})
        if isinstance(value, str):
            if UNSTORABLE.search(value):
                bad.append(Finding(_pointer(trail), _("This text has characters that cannot be kept.")))
        elif isinstance(value, Mapping):
            if any(UNSTORABLE.search(str(name)) for name in value):
                bad.append(Finding(_pointer(trail), _("A name in here has characters that cannot be kept.")))
        elif isinstance(value, int | float) and not abs(value) <= MAX_NUMBER:
            bad.append(Finding(_pointer(trail), _("This number is too large.")))
    if bad:
        raise ImportRefused(bad, definition)


Trail = tuple["Trail", str | int] | None
"""The way to a value: that of what holds it, and its name there."""


def _values(definition: object) -> Iterator[tuple[object, Trail, int]]:
    """Every value with the way to it and its level, in the order of the file; without recursion, which has an end."""
    waiting: list[tuple[object, Trail, int]] = [(definition, None, 0)]
    while waiting:
        value, trail, depth = waiting.pop()
        yield value, trail, depth
        items: Iterable[tuple[str | int, object]] = ()
        if isinstance(value, Mapping):
            items = ((str(name), item) for name, item in value.items())
        elif isinstance(value, list | tuple):
            items = enumerate(value)
        waiting.extend(reversed([(item, (trail, name), depth + 1) for name, item in items]))


def _pointer(trail: Trail) -> str:
    """The pointer along `trail`, as far as its names can be shown."""
    names: list[str | int] = []
    while trail is not None:
        trail, name = trail
        names.append(name)
    shown = takewhile(lambda name: not UNSTORABLE.search(str(name)), reversed(names))
    return pointer(*shown)


def _check_size(form: Form) -> None:
    questions = list(form.every_question())
    if len(questions) > MAX_QUESTIONS:
        message = _("The survey has more than %(most)s questions. Split it into several surveys.")
        raise ImportRefused([Finding("/steps", message % {"most": MAX_QUESTIONS})])
    if sum(len(getattr(question, "choices", ())) for question in questions) > MAX_CHOICES:
        message = _("The survey has more than %(most)s choices. Split it into several surveys.")
        raise ImportRefused([Finding("/steps", message % {"most": MAX_CHOICES})])


def _check_html(form: Form, definition: object) -> None:
    too_much = [at for at, html in _rich_texts(form) if len(html) > MAX_HTML or html.count("<") > MAX_TAGS]
    if too_much:
        message = _("This text is too long: at most %(size)s characters and %(tags)s tags.")
        words = message % {"size": MAX_HTML, "tags": MAX_TAGS}
        raise ImportRefused([Finding(at, words) for at in too_much], definition)


def _without_internal_links(form: Form) -> Form:
    """`form` with no link that leads into the site it comes from: in this one it would lead to some other page."""
    internal = [(at, html) for at, html in _rich_texts(form) if is_internal(html)]
    if not internal:
        return form
    definition = form.model_dump(mode="json")
    for at, html in internal:
        *path, name = at.split("/")[1:]
        holder: Any = definition
        for part in path:
            holder = holder[int(part)] if isinstance(holder, list) else holder[part]
        holder[name] = without_internal_links(html)
    return Form.model_validate(definition)


def _rich_texts(form: Form) -> Iterator[tuple[str, str]]:
    """Every text that holds HTML, with its pointer."""
    yield "/intro", form.intro
    yield "/privacy", form.privacy
    for index, step in enumerate(form.steps):
        yield pointer("steps", index, "intro"), step.intro
    for place in places(form):
        for name in place.question.html_fields:
            yield f"{place.at}/{name}", getattr(place.question, name)
