"""Writes a page's translation through wagtail-localize, so that editors see both languages side by side."""

import json
from collections import defaultdict, deque

from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component


class TranslationMismatchError(ValueError):
    """The built page has other texts or links than its source at one place."""


def publish_translation(source_page: Page, locale: Locale, built: Page) -> Page:
    """`save_translation`, and publishes what it saved."""
    page = save_translation(source_page, locale, built)
    # What publishing makes of the page, such as a survey's version, is made in the page's language.
    with override(locale.language_code):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    return page


def save_translation(source_page: Page, locale: Locale, built: Page) -> Page:
    """Translates a page into `locale` with the words of `built`, as a draft below the translation of its parent.

    `built` is an unsaved page of the same type with the same blocks under the same ids, written in the target
    language. Every text of the source must have its counterpart.
    """
    source, _created = TranslationSource.update_or_create_from_instance(source_page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    values = extract_segments(built)
    _store_texts(source, locale, [value for value in values if isinstance(value, StringSegmentValue)])
    _store_other_values(source, locale, [value for value in values if isinstance(value, OverridableSegmentValue)])
    with override(locale.language_code):
        translation.save_target(publish=False)
    return translation.get_target_instance()


def _store_texts(source: TranslationSource, locale: Locale, values: list[StringSegmentValue]) -> None:
    waiting: dict[str, deque[StringSegmentValue]] = defaultdict(deque)
    for value in values:
        waiting[value.path].append(value)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
    for segment in segments:
        path = segment.context.path
        if not waiting[path]:
            raise TranslationMismatchError(f"No {locale} text for {path}: {segment.string.data}")
        value = waiting[path].popleft()
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": value.string.data, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
        _store_addresses(source, locale, segment, value)
    if left := [path for path, values in waiting.items() if values]:
        raise TranslationMismatchError(f"{locale} has texts that the source lacks: {', '.join(left)}")


def _store_addresses(
    source: TranslationSource, locale: Locale, segment: StringSegment, value: StringSegmentValue
) -> None:
    """Links inside a text keep the source's target, unless the translation leads to another site."""
    theirs, ours = json.loads(segment.attrs) or {}, value.attrs or {}
    if theirs.keys() != ours.keys():
        raise TranslationMismatchError(f"Other links than the source's: {segment.context.path}")
    for name, attributes in theirs.items():
        if attributes == ours[name]:
            continue
        if attributes.keys() != {"href"} or ours[name].keys() != {"href"}:
            raise TranslationMismatchError(f"Links in another order than the source's: {segment.context.path}")
        path = f"{segment.context.path}.{quote_path_component(attributes['href'])}"
        context = TranslationContext.objects.get(object_id=source.object_id, path=path)
        _override(context, locale, ours[name]["href"])


def _store_other_values(source: TranslationSource, locale: Locale, values: list[OverridableSegmentValue]) -> None:
    """Values that are no text, such as the address of a link block, where the translation's differs."""
    wanted = {value.path: value.data for value in values}
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        data = wanted.get(segment.context.path, segment.data)
        if data != segment.data:
            _override(segment.context, locale, data)


def _override(context: TranslationContext, locale: Locale, data: object) -> None:
    SegmentOverride.objects.update_or_create(context=context, locale=locale, defaults={"data_json": json.dumps(data)})
