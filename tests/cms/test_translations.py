"""A translation is published through wagtail-localize, or refused when it does not match its source."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.page_translations import TranslationMismatchError, publish_translation
from home.models import ContentPage
from tests.factories.home import ContentPageFactory, SmallSite

FIRST, SECOND = "0b6f3d9e-3b0c-4c5e-9a38-1f5e2c4d7a01", "0b6f3d9e-3b0c-4c5e-9a38-1f5e2c4d7a02"


def body(*texts: str) -> list[dict[str, str]]:
    return [{"type": "rich_text", "value": text, "id": key} for key, text in zip((FIRST, SECOND), texts, strict=False)]


@pytest.fixture
def source(small_site: SmallSite) -> ContentPage:
    page = ContentPageFactory(
        parent=small_site.homes["sv"],
        title="Källa",
        slug="kalla",
        body=body('<h2>Rubrik</h2><p>Läs <a href="https://www.borga.fi">mer</a>.</p>'),
    )
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


@pytest.fixture
def finnish(small_site: SmallSite) -> Locale:
    return Locale.objects.get(language_code="fi")


def built(locale: Locale, *texts: str, **fields: str) -> ContentPage:
    return ContentPage(locale=locale, body=body(*texts), **{"title": "Lähde", "slug": "lahde", **fields})


WORDS = '<h2>Otsikko</h2><p>Lue <a href="https://www.porvoo.fi">lisää</a>.</p>'


def test_translation_is_live_with_its_own_words_and_links(source: ContentPage, finnish: Locale) -> None:
    page = publish_translation(source, finnish, built(finnish, WORDS))
    assert (page.live, page.title, page.url) == (True, "Lähde", "/fi/lahde/")
    assert page.body[0].value.source == WORDS
    assert page.body[0].id == FIRST


def test_editors_see_every_text_translated(source: ContentPage, finnish: Locale) -> None:
    publish_translation(source, finnish, built(finnish, WORDS))
    total, translated = Translation.objects.get().get_progress()
    assert total == translated == StringTranslation.objects.count() == 4
    assert SegmentOverride.objects.get().data == "https://www.porvoo.fi"


def test_translating_again_brings_the_words_up_to_date(source: ContentPage, finnish: Locale) -> None:
    publish_translation(source, finnish, built(finnish, WORDS))
    page = publish_translation(source, finnish, built(finnish, WORDS, title="Uusi"))
    assert page.title == "Uusi"
    assert ContentPage.objects.filter(locale=finnish, translation_key=source.translation_key).count() == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("<h2>Otsikko</h2>",),
        ("<h2>Otsikko</h2><p>Lue lisää.</p>",),
        ('<h2>Otsikko</h2><p>Lue <a href="https://www.porvoo.fi">lisää</a>.</p><p>Ja vielä.</p>',),
        ('<h2>Otsikko</h2><p>Lue <a linktype="page" id="1">lisää</a>.</p>',),
        (WORDS, "<p>Liikaa</p>"),
    ],
    ids=["a text missing", "a link missing", "a text too many", "another kind of link", "a block too many"],
)
def test_mismatch_is_refused(source: ContentPage, finnish: Locale, texts: tuple[str, ...]) -> None:
    with pytest.raises(TranslationMismatchError):
        publish_translation(source, finnish, built(finnish, *texts))
