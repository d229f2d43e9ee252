"""wagtail-localize: keys stay the same in every language, words are offered for translation."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from forms.models import SurveyPage
from forms.services.portable import import_survey
from partners.demo.mapping import to_survey
from tests.factories.surveys import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def swedish():
    return import_survey(to_survey("sv"), parent=home("sv"), publish=True)


def paths(page):
    return {segment.path for segment in extract_segments(page) if segment.path != "slug"}


def test_the_languages_have_their_texts_at_the_same_places():
    pages = [import_survey(to_survey(code), parent=home(code)) for code in ("sv", "fi", "en")]
    assert paths(pages[0]) == paths(pages[1]) == paths(pages[2])
    assert len(paths(pages[0])) > 250


def test_no_key_is_offered_for_translation(swedish):
    offered = {path.rsplit(".", 1)[-1] for path in paths(swedish)}
    names = {
        "key",
        "value",
        "name",
        "question",
        "values",
        "theme",
        "tags",
        "more_tags",
        "maps_to",
        "choice_list",
        "handlers",
    }
    assert not offered & names
    assert {"label", "help", "title", "strength", "improvement", "intro"} <= offered


def translate(page, words):
    source, _created = TranslationSource.update_or_create_from_instance(page)
    finnish = Locale.objects.get(language_code="fi")
    translation = Translation.objects.create(source=source, target_locale=finnish)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=finnish,
            context=segment.context,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            data=words.get(segment.string.data, segment.string.data),
        )
    return translation


def test_a_translation_joins_its_sources_version(swedish, django_capture_on_commit_callbacks):
    translation = translate(swedish, {"Organisationens namn": "Organisaation nimi"})
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    finnish = SurveyPage.objects.get(locale__language_code="fi")
    assert finnish.key == swedish.key
    assert finnish.live_version.number == swedish.live_version.number == 1
    assert finnish.live_version.form.by_key["org_name"].label == "Organisaation nimi"
    assert list(finnish.live_version.form.by_key) == list(swedish.live_version.form.by_key)
    assert finnish.minutes == swedish.minutes


def test_a_change_of_the_source_reaches_its_translation(swedish, django_capture_on_commit_callbacks):
    translation = translate(swedish, {})
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    swedish.steps[0].value["questions"].pop()
    swedish.minutes = 10
    swedish.save_revision().publish()
    translation.source.update_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    finnish = SurveyPage.objects.get(locale__language_code="fi")
    assert finnish.live_version.number == 2
    assert finnish.live_version.structure == SurveyPage.objects.get(pk=swedish.pk).live_version.structure
    assert finnish.minutes == 10
