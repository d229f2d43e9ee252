"""The survey in Wagtail's editor: it opens, saves without changing anything, and refuses what cannot be published."""

import json

import pytest
from django.urls import reverse

from cms.models import User
from forms.models import SurveyPage, SurveyVersion
from forms.services.portable import import_survey
from partners.demo.mapping import to_survey
from tests.factories.surveys import definition, home, publish
from tests.forms.builder.editor import confirm, posted

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("admin", "admin@demo.example", "secret")
    client.force_login(user)
    return user


@pytest.fixture
def mapping():
    return import_survey(to_survey("sv"), parent=home("sv"), publish=True)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_of_a_large_survey_takes_no_more_queries_than_that_of_a_small_one(
    client, admin, mapping, django_assert_max_num_queries
):
    small = publish()
    client.get(edit_url(small))
    with django_assert_max_num_queries(60):
        response = client.get(edit_url(mapping))
    assert response.status_code == 200
    assert "tr_profile" in response.content.decode()


@pytest.mark.parametrize("action", [{}, PUBLISH])
def test_saving_untouched_changes_nothing(client, admin, mapping, action):
    before = mapping.inspect().definition
    response = client.post(edit_url(mapping), posted(mapping, admin) | action)
    assert response.status_code == 302
    page = SurveyPage.objects.get(pk=mapping.pk)
    assert page.get_latest_revision_as_object().inspect().definition == before
    assert SurveyVersion.objects.count() == 1


WHOLE = ("steps", "choice_lists", "modes", "themes")


def whole(page, user):
    """What the editor's script makes of the form: each stream as one text of JSON."""
    data = {name: text for name, text in posted(page, user).items() if name.split("-")[0] not in WHOLE}
    for name in WHOLE:
        block = SurveyPage._meta.get_field(name).stream_block
        data[name] = json.dumps(block.get_form_state(getattr(page, name)))
    return data


@pytest.mark.parametrize("action", [{}, PUBLISH])
def test_saving_untouched_as_the_script_posts_changes_nothing(client, admin, mapping, action):
    before = mapping.inspect().definition
    response = client.post(edit_url(mapping), whole(mapping, admin) | action)
    assert response.status_code == 302
    page = SurveyPage.objects.get(pk=mapping.pk)
    assert page.get_latest_revision_as_object().inspect().definition == before
    assert SurveyVersion.objects.count() == 1


def test_what_no_editor_posts_is_a_bad_request(client, admin):
    page = publish()
    assert client.post(edit_url(page), whole(page, admin) | {"steps": "[{}]"}).status_code == 400


def large():
    """A survey of 500 questions in 30 steps, with 300 conditions."""
    kinds = ("text", "number", "date", "yes_no", "long_text", "email")
    steps = [{"key": f"s{number}", "title": f"Del {number}", "questions": []} for number in range(30)]
    for number in range(500):
        question = {"type": kinds[number % 6], "key": f"q{number}", "label": f"Fråga {number}", "help": "Svara kort."}
        if number >= 200:
            question["show_if"] = {"!!": {"var": f"q{(number - 200) // 6 * 6}"}}
        steps[number * 30 // 500]["questions"].append(question)
    return definition(key="large", steps=steps, scoring={}, result={})


def test_a_large_survey_is_edited_and_saved(client, admin, settings, django_assert_max_num_queries):
    page = import_survey(large(), parent=home("sv"), publish=True)
    client.get(edit_url(page))
    with django_assert_max_num_queries(60):
        assert client.get(edit_url(page)).status_code == 200
    data = whole(page, admin)
    assert len(data) < 100
    assert sum(map(len, data.values())) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2
    data["steps"] = data["steps"].replace('"Fr\\u00e5ga 499"', '"Den sista"')
    assert client.post(edit_url(page), data | PUBLISH).status_code == 302
    page.refresh_from_db()
    assert page.live_version.form.by_key["q499"].label == "Den sista"
    assert len([question for question in page.live_version.form.questions() if question.show_if]) == 300


def test_a_step_that_comes_twice_is_a_copy(client, admin):
    page = publish()
    data = whole(page, admin)
    steps = json.loads(data["steps"])
    data["steps"] = json.dumps([*steps, {**steps[0], "id": "b5b5b5b5-0000-4000-8000-000000000000"}])
    client.post(edit_url(page), data)
    page = SurveyPage.objects.get(pk=page.pk)
    first, _second, copy = page.get_latest_revision_as_object().inspect().form.steps
    assert copy.key == "ni"
    assert not first.question_keys & copy.question_keys
    assert copy.questions[3].show_if == {"in": [{"var": copy.questions[2].key}, ["oil"]]}


def test_a_new_label_is_published_under_the_old_key(client, admin):
    page = publish()
    name = "steps-0-value-questions-0-value-label"
    client.post(edit_url(page), posted(page, admin, **{name: "Ert namn"}) | PUBLISH)
    page.refresh_from_db()
    assert page.live_version.number == 2
    assert page.live_version.form.by_key["name"].label == "Ert namn"


def test_a_draft_may_have_problems(client, admin):
    page = publish()
    changes = {"steps-0-value-questions-0-value-follow_up_of": "gone", "steps-0-value-questions-1-value-label": ""}
    assert client.post(edit_url(page), posted(page, admin, **changes)).status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.live_version.number == 1


def test_publishing_with_problems_is_refused_with_a_list_and_at_the_block(client, admin):
    page = publish()
    changes = {"steps-0-value-questions-0-value-follow_up_of": "gone"}
    response = client.post(edit_url(page), posted(page, admin, **changes) | PUBLISH)
    assert response.status_code == 200
    form = response.context["form"]
    (line,) = form.non_field_errors()
    assert "Namn" in line
    assert "gone" in line
    (error,) = form.errors.as_data()["steps"]
    question = error.block_errors[0].block_errors["questions"].block_errors[0]
    assert "follow_up_of" in question.block_errors
    page.refresh_from_db()
    assert not page.has_unpublished_changes
    assert page.live_version.number == 1


def test_a_draft_with_problems_is_refused_by_every_other_road_to_publishing(client, admin):
    page = publish()
    client.post(edit_url(page), posted(page, admin, **{"steps-0-value-questions-0-value-follow_up_of": "gone"}))
    page = SurveyPage.objects.get(pk=page.pk)
    revision = page.get_latest_revision()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
    assert client.get(url).status_code == 200
    with pytest.raises(Exception, match="gone"):
        revision.publish()


def test_a_question_without_a_key_gets_one_when_saved(client, admin):
    page = publish()
    changes = {"steps-0-value-questions-0-value-key": "", "steps-0-value-questions-0-value-label": "Vad heter ni?"}
    confirm(client, client.post(edit_url(page), posted(page, admin, **changes) | PUBLISH).url)
    page.refresh_from_db()
    assert "vad_heter_ni" in page.live_version.form.by_key


def test_the_condition_of_an_editor_is_published(client, admin):
    page = publish()
    rule = "steps-0-value-questions-1-value-show_if-conditions"
    changes = {
        f"{rule}-count": "1",
        f"{rule}-0-deleted": "",
        f"{rule}-0-order": "0",
        f"{rule}-0-type": "item",
        f"{rule}-0-id": "",
        f"{rule}-0-value-question": "heating",
        f"{rule}-0-value-comparison": "none_of",
        f"{rule}-0-value-values": "oil, sun",
    }
    confirm(client, client.post(edit_url(page), posted(page, admin, **changes) | PUBLISH).url)
    page.refresh_from_db()
    rule = page.live_version.form.by_key["email"].show_if
    assert rule == {"!": {"in": [{"var": "heating"}, ["oil", "sun"]]}}


def test_a_new_page_can_be_saved_with_nothing_but_a_title(client, admin):
    url = reverse("wagtailadmin_pages:add", args=["surveys", "surveypage", home("sv").pk])
    assert client.get(url).status_code == 200
    page = SurveyPage(title="Anmälan", slug="anmalan")
    form = SurveyPage.get_edit_handler().get_form_class()(instance=page, for_user=admin, parent_page=home("sv"))
    data = {name: "" for name, field in form.fields.items() if not hasattr(field, "block")}
    data |= {f"{name}-count": "0" for name, field in form.fields.items() if hasattr(field, "block")}
    data |= {"title": "Anmälan", "slug": "anmalan", "intro": "null", "privacy": "null"}
    data |= {"accept_older_days": "30", "draft_days": "30"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert client.post(url, data).status_code == 302
    assert SurveyPage.objects.get().key == "anmalan"


def test_the_live_preview_shows_an_unfinished_survey(client, admin):
    page = publish()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    changes = {"steps-0-value-questions-0-value-key": "", "steps-0-value-questions-0-value-label": "Alldeles ny"}
    assert client.post(url, posted(page, admin, **changes)).json()["is_valid"]
    response = client.get(url)
    assert response.status_code == 200
    assert "Alldeles ny" in response.content.decode()


def test_a_survey_is_downloaded(client, admin):
    page = publish()
    response = client.get(reverse("survey_export", args=[page.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="demo-survey.sv.json"'
    assert json.loads(response.content)["key"] == "demo-survey"


def test_the_menu_of_a_survey_offers_the_download(client, admin):
    page = publish()
    assert reverse("survey_export", args=[page.pk]) in client.get(edit_url(page)).content.decode()


def test_visitors_and_readers_do_not_download(client):
    url = reverse("survey_export", args=[publish().pk])
    assert client.get(url).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get(url).status_code == 302
