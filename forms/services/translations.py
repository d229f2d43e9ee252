"""Language versions: the texts that nobody has translated yet, and the versions that lag behind the others.

wagtail-localize knows which strings of a page have no translation; until they have one, it leaves them on the
translated page in the language they were written in. Pages that were imported one by one are compared by their versions
only.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from wagtail_localize.models import StringSegment, Translation

from forms.builder.content import Content, values
from forms.engine.definition import Form, Untranslated
from forms.engine.errors import pointer
from forms.models import SurveyPage, SurveyVersion

UNREAD = frozenset({"slug"})
"""What is translated of a page although nobody reads it."""
IN_SCORING = frozenset({"themes", "bands"})

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text without a translation: where it is among the page's blocks, and what it says in plain words."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """A survey in one language.

    `page` is None where nobody has begun on the language, `version` where it is not published. `newer` is the newest
    version of another language, where that one is newer. `source` is the page that it is translated from, where it is;
    `unsent` says that this was published after its texts were last sent to translation.
    """

    locale: str
    page: SurveyPage | None = None
    version: SurveyVersion | None = None
    newer: SurveyVersion | None = None
    source: SurveyPage | None = None
    translated_from: Translation | None = None
    untranslated: tuple[Text, ...] = ()
    unsent: bool = False

    @property
    def is_complete(self) -> bool:
        return self.version is not None and self.newer is None and not self.untranslated and not self.unsent

    @property
    def asks_otherwise(self) -> bool:
        """Whether the newer version asks something that this one does not, or the other way round."""
        return self.newer is not None and self.version is not None and self.newer.structure != self.version.structure


def language_versions(page: SurveyPage) -> list[LanguageVersion]:
    """The survey of `page` in every language of the site, in their order."""
    siblings = SurveyPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    pages = {found.locale.language_code: found for found in siblings.select_related("locale", "live_version")}
    translations = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    by_locale = {
        translation.target_locale.language_code: translation
        for translation in translations.select_related("source__locale", "target_locale")
    }
    codes = [code for code, _name in settings.LANGUAGES]
    return [_language_version(code, pages, by_locale.get(code)) for code in codes]


def _language_version(code: str, pages: Mapping[str, SurveyPage], translation: Translation | None) -> LanguageVersion:
    page = pages.get(code)
    if page is None:
        return LanguageVersion(code)
    version = _live_version(page)
    others = [found for other in pages.values() if (found := _live_version(other)) is not None]
    newest = max(others, key=lambda other: other.number, default=None)
    source = pages.get(translation.source.locale.language_code) if translation else None
    return LanguageVersion(
        locale=code,
        page=page,
        version=version,
        newer=newest if newest and version and newest.number > version.number else None,
        source=source,
        translated_from=translation,
        untranslated=tuple(_untranslated_texts(translation, source.content)) if translation and source else (),
        unsent=_is_unsent(translation, source) if translation and source else False,
    )


def _live_version(page: SurveyPage) -> SurveyVersion | None:
    version: SurveyVersion | None = page.live_version if page.live else None
    return version


def _is_unsent(translation: Translation, source: SurveyPage) -> bool:
    published = source.last_published_at
    return published is not None and published > translation.source.last_updated_at


def with_untranslated(form: Form, page: SurveyPage) -> Form:
    """`form`, which `page` is about to be published as, with the places of its texts that are in another language."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source__locale")
        .first()
    )
    if translation is None:
        return form
    definition, content = form.portable(), page.content
    places = {
        at
        for text in _untranslated_texts(translation, content)
        for at in _pointers(text.place, content, definition)
        if _squeezed(text.words) in _plain(_at(definition, at))
    }
    if not places:
        return form
    found = Untranslated(locale=translation.source.locale.language_code, at=tuple(sorted(places)))
    return form.model_copy(update={"untranslated": found})


def _untranslated_texts(translation: Translation, content: Content) -> Iterator[Text]:
    """The strings that the translation lacks, in the order of the page; `content` has the blocks that they lie in."""
    segments = StringSegment.objects.filter(source=translation.source_id).annotate_translation(
        translation.target_locale_id
    )
    for segment in segments.filter(translation=None).select_related("context", "string").order_by("order"):
        place = _place(segment.context.path, content)
        if place is not None and place[0] not in UNREAD:
            yield Text(place, _plain(segment.string.data))


def _place(path: str, content: Content) -> Place | None:
    """wagtail-localize's path, which names blocks by their ids, by their numbers; None for a block that is gone."""
    field, *ids = path.split(".")
    place: list[str | int] = [field]
    value: Any = getattr(content, field, None)
    for name in ids:
        if isinstance(value, list):
            number = next((number for number, item in enumerate(value) if item.get("id") == name), None)
            if number is None:
                return None
            place.append(number)
            value = value[number]["value"]
        else:
            place.append(name)
            value = value.get(name) if isinstance(value, Mapping) else None
    return tuple(place)


def _pointers(place: Place, content: Content, definition: Mapping[str, Any]) -> Iterator[str]:
    """Where the text at `place` of the page is in the definition: a shared choice in every question that has it."""
    field = str(place[0])
    if field == "choice_lists" and len(place) > 2:
        name = values(content.choice_lists)[int(place[1])]["name"]
        yield from (at + pointer(*place[2:]) for at in _borrowers(name, definition))
    elif field.startswith("result_"):
        yield pointer("result", field.removeprefix("result_"))
    else:
        yield ("/scoring" if field in IN_SCORING else "") + pointer(*place)


def _borrowers(name: str, definition: Mapping[str, Any]) -> Iterator[str]:
    """The questions that have the choices of the list `name`."""
    for number, step in enumerate(definition["steps"]):
        for at, question in _questions(step, pointer("steps", number)):
            if question.get("choice_list") == name:
                yield at


def _questions(holder: Mapping[str, Any], at: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every question of a step or a group, with its pointer."""
    for index, question in enumerate(holder.get("questions", ())):
        here = at + pointer("questions", index)
        yield here, question
        yield from _questions(question, here)


def _at(definition: Any, at: str) -> str:
    """The text at the pointer; empty where there is none."""
    value = definition
    for part in at.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    return _squeezed(html.unescape(strip_tags(re.sub(r"<br ?/?>", " ", text))))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
