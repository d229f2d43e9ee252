"""The other languages beside the form: what lags in each, in words, with the way to where it is mended."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.models import User
from forms.editing.languages import languages
from forms.models import SurveyPage
from tests.factories.surveys import definition, home, publish
from tests.forms.builder.editor import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("admin", "admin@demo.example", "secret")
    client.force_login(user)
    return user


@pytest.fixture
def untranslated(django_capture_on_commit_callbacks):
    """A published survey, and its published Finnish translation of which nothing is translated."""
    page = publish()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="fi"))
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    return page


def in_finnish(page, user):
    with override("en"):
        return next(language for language in languages(page, user) if language.name == "Finnish")


def test_a_survey_in_every_language_has_nothing_to_tell(admin):
    page = publish()
    for locale in ("fi", "en"):
        publish({"locale": locale, "title": "Demo"})
    assert languages(page, admin) == []


def test_a_language_that_nobody_has_begun_on_can_be_submitted(admin):
    found = in_finnish(publish(), admin)
    assert found.notes == ("Not begun.",)
    assert found.url == reverse("wagtail_localize:submit_page_translation", args=[SurveyPage.objects.get().pk])


def test_texts_without_a_translation_are_listed_with_where_they_stand(admin, untranslated):
    found = in_finnish(untranslated, admin)
    assert found.notes[0].startswith("Texts not translated yet: ")
    assert len(found.texts) == 8
    assert found.more > 0
    assert found.texts[0] == "Demoenkät"
    assert "Namn (Part “Ni”)" in found.texts
    finnish = SurveyPage.objects.get(locale__language_code="fi")
    assert found.url == reverse("wagtailadmin_pages:edit", args=[finnish.pk])


def test_a_version_that_lags_behind_is_told_of(admin):
    page = publish()
    publish({"locale": "fi", "title": "Kysely"})
    publish({"steps": definition()["steps"][:1]})
    assert in_finnish(page, admin).notes == (
        "Still at version 1. The newest version is 2 (Swedish).",
        "It does not ask the same as the newest version.",
    )


def test_changes_that_were_not_sent_to_translation_lead_to_sending_them(admin, untranslated):
    publish({"title": "Ny titel"})
    found = in_finnish(untranslated, admin)
    assert "The latest changes have not been sent to translation." in found.notes
    source = TranslationSource.objects.get()
    assert found.url == reverse("wagtail_localize:update_translations", args=[source.pk])


def test_who_may_not_mend_it_gets_no_link(untranslated):
    editors = Group.objects.create(name="Swedish editors")
    GroupPagePermission.objects.create(group=editors, page=home("sv"), permission_type="change")
    editor = User.objects.create_user("editor")
    editor.groups.add(editors)
    assert in_finnish(untranslated, editor).url == ""
    with override("en"):
        (english,) = [language for language in languages(untranslated, editor) if language.name == "English"]
    assert (english.notes, english.url) == (("Not begun.",), "")


def test_the_languages_are_beside_the_form(client, admin, untranslated):
    response = client.post(reverse("survey_check", args=[untranslated.pk]), posted(untranslated, admin))
    soup = BeautifulSoup(response.content, "html.parser")
    finnish = SurveyPage.objects.get(locale__language_code="fi")
    links = [link["href"] for link in soup.select(".survey-language a")]
    assert reverse("wagtailadmin_pages:edit", args=[finnish.pk]) in links
