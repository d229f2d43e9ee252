"""Ready-made surveys: whole in every language, and drafts of one's own once they are chosen."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale

from cms.models import User
from forms import starters
from forms.engine.checks import check
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import Survey, SurveyPage
from forms.services.starting import start_survey
from forms.services.versions import structure_hash
from forms.starters import LANGUAGES, Starter
from tests.factories.home import SmallSite

KEYS = ["contact", "event-sign-up", "yearly-follow-up", "award-application", "initial-mapping"]


def starter(key: str) -> Starter:
    found = starters.get(key)
    assert found is not None
    return found


def texts(value: object) -> Iterator[str]:
    """Every text of a definition, keys and choice values among them."""
    if isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def test_the_five_starters_are_offered() -> None:
    assert {found.key for found in starters.all_starters()} == set(KEYS)


@pytest.mark.parametrize("key", starters.FILES)
def test_our_own_starters_say_how_answers_are_handled(key: str) -> None:
    assert all(starter(key).definition(locale)["privacy"] for locale in LANGUAGES)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_a_starter_is_a_form_without_problems(key: str, locale: str) -> None:
    form = Form.model_validate(starter(key).definition(locale))
    assert check(form) == []
    assert form.locale == locale
    assert starter(key).about[locale]
    assert evaluate(form, {}).visible


@pytest.mark.parametrize("key", KEYS)
def test_the_languages_of_a_starter_ask_the_same_in_their_own_words(key: str) -> None:
    forms = [Form.model_validate(starter(key).definition(locale)) for locale in sorted(LANGUAGES)]
    assert len({structure_hash(form) for form in forms}) == 1
    assert len({form.title for form in forms}) == len(forms)
    assert all("{" not in text for form in forms for text in texts(form.portable()))


def test_between_them_the_starters_show_every_group_of_question_types() -> None:
    used = {
        question.type
        for found in starters.all_starters()
        for question in Form.model_validate(found.definition("en")).every_question()
    }
    assert {"group", "matrix", "ranking", "file", "calculated", "consent", "acknowledgement", "hidden"} <= used


def test_a_survey_is_begun_with_its_translations(small_site: SmallSite) -> None:
    page = start_survey(starter("contact"), parent=small_site.homes["sv"], user=None, languages=["fi", "en"])
    pages = SurveyPage.objects.filter(translation_key=page.translation_key)
    assert {found.locale.language_code for found in pages} == LANGUAGES
    assert {found.key for found in pages} == {"contact"}
    assert not any(found.live for found in pages)
    finnish = pages.get(locale=Locale.objects.get(language_code="fi")).get_latest_revision_as_object()
    assert finnish.title == "Ottakaa yhteyttä"
    assert finnish.inspect().form == Form.model_validate(starter("contact").definition("fi"))


def test_a_survey_begun_twice_is_another_survey(small_site: SmallSite) -> None:
    first = start_survey(starter("contact"), parent=small_site.homes["sv"], user=None)
    Survey.objects.create(key="contact-2")
    second = start_survey(starter("contact"), parent=small_site.homes["sv"], user=None)
    assert (first.key, second.key) == ("contact", "contact-3")
    assert first.translation_key != second.translation_key


def test_the_languages_of_the_survey_are_published_as_one_version(small_site: SmallSite) -> None:
    page = start_survey(starter("event-sign-up"), parent=small_site.homes["sv"], user=None, languages=["fi", "en"])
    for found in SurveyPage.objects.filter(translation_key=page.translation_key):
        found.get_latest_revision().publish()
    survey = Survey.objects.get(key="event-sign-up")
    assert set(survey.versions.values_list("number", "locale")) == {(1, "sv"), (1, "fi"), (1, "en")}


@pytest.fixture
def staff_client(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", "admin@borga.example", "password"))
    return client


def test_staff_choose_a_starter_in_the_admin(staff_client: Client, small_site: SmallSite) -> None:
    address = reverse("survey_start", args=[small_site.homes["sv"].pk])
    shown = staff_client.get(address).content.decode()
    assert re.search(r"Anmälan till evenemang</strong>", shown)
    response = staff_client.post(address, {"starter": "contact", "languages": ["fi"]})
    page = SurveyPage.objects.get(key="contact", locale__language_code="sv")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert SurveyPage.objects.filter(key="contact").count() == 2


def test_an_unknown_starter_is_not_begun(staff_client: Client, small_site: SmallSite) -> None:
    response = staff_client.post(reverse("survey_start", args=[small_site.homes["sv"].pk]), {"starter": "nothing"})
    assert response.status_code == 200
    assert not SurveyPage.objects.exists()


def test_only_languages_in_which_the_user_may_add_pages_are_offered(client: Client, small_site: SmallSite) -> None:
    group = Group.objects.create(name="Swedish editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=small_site.homes["sv"], permission=right)
    editor = User.objects.create_user("editor", "editor@borga.example", "password")
    editor.groups.add(group)
    client.force_login(editor)
    address = reverse("survey_start", args=[small_site.homes["sv"].pk])
    assert 'name="languages"' not in client.get(address).content.decode()
    client.post(address, {"starter": "contact", "languages": ["fi"]})
    assert [page.locale.language_code for page in SurveyPage.objects.filter(key="contact")] == ["sv"]
    assert client.get(reverse("survey_start", args=[small_site.homes["fi"].pk])).status_code == 302


def test_who_may_not_add_pages_begins_nothing(client: Client, small_site: SmallSite) -> None:
    address = reverse("survey_start", args=[small_site.homes["sv"].pk])
    assert client.post(address, {"starter": "contact"}).status_code == 302
    assert not SurveyPage.objects.exists()
