"""wagtail-localize: keys stay the same in every language, words are offered for translation."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from forms.models import SurveyPage
from forms.services.portable import import_survey
from forms.services.translations import language_versions
from partners.demo.mapping import to_survey
from tests.factories.surveys import definition, home, publish

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


def translate(page, words, without=()):
    """Submit `page` for translation, and translate everything into itself but for `words`, and not at all `without`."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    finnish = Locale.objects.get(language_code="fi")
    translation = Translation.objects.create(source=source, target_locale=finnish)
    for segment in StringSegment.objects.filter(source=source):
        if segment.string.data in without:
            continue
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


@pytest.fixture
def finnish(django_capture_on_commit_callbacks):
    """Saves and publishes a translation, and gives the page that it became."""

    def save(translation):
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        return SurveyPage.objects.get(locale__language_code="fi")

    return save


def language(page, code):
    return next(version for version in language_versions(page) if version.locale == code)


def texts(version):
    return [text.words for text in version.untranslated]


def test_a_text_without_a_translation_is_marked_in_the_version(finnish):
    page = publish({"intro": "<p>Svara gärna.</p><p>Det går snabbt.</p>", "privacy": "<p>Ett år.</p>"})
    missing = ("Demoenkät", "Namn", "Olja", "Energi", "Det går snabbt.", "Det gör ni", "På egen hand", "Ett år.")
    form = finnish(translate(page, {}, without=missing)).live_version.form
    assert form.untranslated.locale == "sv"
    assert set(form.untranslated.at) == {
        "/title",
        "/intro",
        "/privacy",
        "/steps/0/questions/0/label",
        "/steps/0/questions/2/choices/0/label",
        "/steps/1/title",
        "/scoring/themes/0/label",
        "/result/strengths_heading",
        "/modes/0/label",
    }


def test_a_choice_of_a_shared_list_is_marked_in_every_question_that_has_it(finnish):
    steps = definition()["steps"]
    question = steps[1]["questions"][0]
    question["choice_list"] = "scale"
    steps[1]["questions"].append({**question, "key": "again"})
    page = publish({"steps": steps})
    form = finnish(translate(page, {}, without=["På plats"])).live_version.form
    marked = form.untranslated.at
    assert marked == ("/steps/1/questions/0/choices/3/label", "/steps/1/questions/2/choices/3/label")


def test_a_version_of_which_everything_is_translated_marks_nothing(finnish):
    form = finnish(translate(publish(), {"Namn": "Nimi"})).live_version.form
    assert form.untranslated is None
    assert "untranslated" not in form.portable()


def test_the_untranslated_does_not_make_another_structure(finnish):
    page = publish()
    other = finnish(translate(page, {}, without=["Namn"]))
    assert other.live_version.number == page.live_version.number
    assert other.live_version.structure == page.live_version.structure


def test_a_translation_that_comes_later_takes_the_mark_away(finnish):
    page = publish()
    translation = translate(page, {}, without=["Namn"])
    assert finnish(translation).live_version.form.untranslated
    segment = StringSegment.objects.get(source=translation.source, string__data="Namn")
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        data="Nimi",
    )
    form = finnish(translation).live_version.form
    assert form.untranslated is None
    assert form.by_key["name"].label == "Nimi"


def test_a_page_that_is_no_longer_translated_says_of_nothing_that_it_is_not(finnish):
    page = publish()
    translation = translate(page, {}, without=["Namn"])
    target = finnish(translation)
    translation.enabled = False
    translation.save()
    target.save_revision().publish()
    assert SurveyPage.objects.get(pk=target.pk).live_version.form.untranslated is None


def test_a_language_that_nobody_has_begun_on_is_told_of():
    page = publish()
    assert language(page, "sv").is_complete
    assert language(page, "fi").page is None
    assert not language(page, "fi").is_complete


def test_a_language_that_is_not_published_is_told_of():
    page = publish()
    import_survey(definition(locale="fi", title="Kysely"), parent=home("fi"))
    assert language(page, "fi").page is not None
    assert language(page, "fi").version is None


def test_texts_without_a_translation_are_told_of_in_their_order(finnish):
    page = publish()
    finnish(translate(page, {}, without=["Olja", "Namn"]))
    found = language(page, "fi")
    assert texts(found) == ["Namn", "Olja"]
    assert [text.place for text in found.untranslated] == [
        ("steps", 0, "questions", 0, "label"),
        ("steps", 0, "questions", 2, "choices", 0, "label"),
    ]


def test_a_block_that_is_gone_needs_no_translation(finnish):
    page = publish()
    finnish(translate(page, {}, without=["Namn", "E-post"]))
    page.steps[0].value["questions"].pop(0)
    page.save_revision().publish()
    assert texts(language(page, "fi")) == ["E-post"]


def test_a_change_that_was_not_sent_to_translation_is_told_of(finnish):
    page = publish()
    translation = translate(page, {})
    finnish(translation)
    assert language(page, "fi").is_complete
    publish({"title": "Ny titel"})
    assert language(page, "fi").unsent
    translation.source.update_from_db()
    assert not language(page, "fi").unsent
    assert texts(language(page, "fi")) == ["Ny titel"]


def test_a_language_that_lags_behind_is_told_of():
    swedish = publish()
    publish({"locale": "fi", "title": "Kysely"})
    publish({"notice": "Nytt"})
    found = language(swedish, "fi")
    assert (found.version.number, found.newer.number, found.newer.locale) == (1, 2, "sv")
    assert not found.asks_otherwise
    publish({"steps": definition()["steps"][:1]})
    assert language(swedish, "fi").asks_otherwise


def test_an_alias_is_no_version_of_its_own():
    page = publish()
    finnish = Locale.objects.get(language_code="fi")
    page.create_alias(update_slug="alias", parent=home("fi"), update_locale=finnish)
    assert language(page, "fi").page is None


def test_the_languages_take_the_same_queries_however_much_is_missing(finnish, django_assert_max_num_queries):
    page = publish()
    finnish(translate(page, {}, without=["Namn", "Olja", "E-post"]))
    with django_assert_max_num_queries(6):
        language_versions(page)
