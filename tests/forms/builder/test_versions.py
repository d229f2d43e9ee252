"""Publishing makes a version when something changed, joins a sibling's where it can, and never alters one."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale

from forms.engine.definition import Form
from forms.models import SurveyPage, SurveyVersion
from forms.services.versions import NotPublishable, form_hash, publish_version, structure_hash
from partners.demo.mapping import to_survey
from tests.factories.surveys import definition, home, publish

pytestmark = pytest.mark.django_db


def in_language(locale, **changes):
    """The demo survey's translation: other words, the same questions."""
    words = {"title": f"Demo {locale}", "notice": f"Notice {locale}", "result": {"title": f"Result {locale}"}}
    return publish({**words, "locale": locale, **changes})


def without_last_question():
    steps = definition()["steps"]
    return [steps[0], {**steps[1], "questions": steps[1]["questions"][:1]}]


def test_publishing_makes_the_first_version():
    page = publish()
    version = page.live_version
    assert (version.number, version.locale, version.survey.key) == (1, "sv", "demo-survey")
    assert version.definition["version"] == 1
    assert version.definition["languages"] == ["sv"]
    assert version.form.title == "Demoenkät"


def test_publishing_again_without_a_change_makes_none():
    page = publish()
    page.save_revision().publish()
    assert SurveyVersion.objects.count() == 1


def test_a_new_label_makes_the_second_version():
    publish()
    page = publish({"title": "Ny titel"})
    assert page.live_version.number == 2
    assert SurveyVersion.objects.count() == 2


def test_going_back_to_earlier_words_makes_a_version_of_its_own():
    publish()
    publish({"title": "Ny titel"})
    assert publish().live_version.number == 3


def test_three_languages_join_one_version():
    numbers = [publish().live_version.number, *(in_language(locale).live_version.number for locale in ("fi", "en"))]
    assert numbers == [1, 1, 1]
    assert SurveyVersion.objects.get(locale="en").definition["languages"] == ["sv", "fi", "en"]


def test_the_languages_of_the_initial_mapping_join_one_version():
    from forms.services.portable import import_survey

    pages = [import_survey(to_survey(code), parent=home(code), publish=True) for code in ("sv", "fi", "en")]
    assert [page.live_version.number for page in pages] == [1, 1, 1]
    assert len({page.live_version.structure for page in pages}) == 1
    assert len({page.live_version.sha256 for page in pages}) == 3


def test_a_language_that_follows_a_change_joins_the_new_version():
    publish()
    in_language("fi")
    steps = without_last_question()
    assert publish({"steps": steps}).live_version.number == 2
    assert in_language("fi", steps=steps).live_version.number == 2


def test_a_language_that_asks_something_else_begins_a_version():
    publish()
    assert in_language("fi", steps=without_last_question()).live_version.number == 2


def test_a_language_that_is_ahead_does_not_go_back():
    publish()
    in_language("fi", notice="Toinen")
    page = in_language("fi", notice="Kolmas")
    assert page.live_version.number == 2
    assert publish({"notice": "Andra"}).live_version.number == 2


def test_a_version_never_changes():
    version = publish().live_version
    version.definition = {}
    with pytest.raises(ValidationError):
        version.save()


def test_nothing_is_published_with_problems():
    page = publish()
    page.steps = []
    with pytest.raises(ValidationError):
        page.save_revision()
    page.save_revision(clean=False)
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    with pytest.raises(NotPublishable):
        publish_version(page)
    assert SurveyVersion.objects.count() == 1


def test_unpublishing_keeps_the_versions():
    page = publish()
    page.unpublish()
    assert SurveyVersion.objects.count() == 1
    assert not SurveyPage.objects.published().exists()


def test_an_alias_leads_to_the_survey_and_has_no_version_of_its_own(client):
    page = publish()
    alias = page.create_alias(
        update_slug="alias", parent=home("fi"), update_locale=Locale.objects.get(language_code="fi")
    )
    assert SurveyPage.objects.get(pk=alias.pk).live_version is None
    page.save_revision().publish()
    assert SurveyPage.objects.get(pk=alias.pk).live_version is None
    assert SurveyVersion.objects.count() == 1
    assert client.get(alias.url)["Location"] == page.url
    (listed,) = client.get("/api/v1/surveys/").json()["items"]
    assert listed["locales"] == ["sv"]


def test_an_alias_that_becomes_a_page_is_another_survey_once_it_has_another_key():
    alias = publish().create_alias(update_slug="alias", parent=home("sv"))
    ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    page = SurveyPage.objects.get(pk=alias.pk)
    with pytest.raises(ValidationError):
        page.save_revision()
    page.key = "another"
    page.save_revision().publish()
    assert SurveyPage.objects.get(pk=page.pk).live_version.survey.key == "another"


def test_the_hash_is_that_of_what_is_asked_not_of_its_number():
    form = Form.model_validate(definition())
    assert form_hash(form) == form_hash(form.model_copy(update={"version": 7, "languages": ("sv", "fi")}))


def test_the_structure_is_that_of_the_questions_not_of_the_words():
    swedish = Form.model_validate(definition())
    english = Form.model_validate(definition(locale="en", title="Other", notice="Words", result={}))
    assert structure_hash(swedish) == structure_hash(english)
    assert structure_hash(swedish) != structure_hash(Form.model_validate(definition(steps=without_last_question())))


def test_weights_by_answer_belong_to_the_structure_whatever_the_answers_are_called():
    def with_weight(weight):
        steps = definition()["steps"]
        steps[1]["questions"][0]["weight_by"] = {"question": "heating", "weights": {"title": weight}}
        return structure_hash(Form.model_validate(definition(steps=steps)))

    assert with_weight(1) != with_weight(2)


def test_a_published_page_leads_to_its_survey():
    page = SurveyPage.objects.get(pk=publish().pk)
    assert page.survey.key == page.key
    assert list(page.survey.pages.all()) == [page]
