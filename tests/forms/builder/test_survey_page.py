"""The survey page: its key, its state, and what its content becomes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forms.models import SurveyPage
from tests.factories.surveys import definition, home, publish

pytestmark = pytest.mark.django_db


def draft(**fields):
    return home("sv").add_child(instance=SurveyPage(title="Anmälan till träff", slug="anmalan", live=False, **fields))


def test_a_key_is_made_from_the_title():
    page = draft()
    page.may_be_unfinished = True
    page.clean()
    assert page.key == "anmalan-till-traff"


def test_a_page_that_is_saved_again_without_its_key_gets_the_same_one():
    page = draft(key="anmalan-till-traff")
    page.key, page.may_be_unfinished = "", True
    page.clean()
    assert page.key == "anmalan-till-traff"


def test_a_key_that_another_survey_has_is_refused():
    publish()
    page = draft(key="demo-survey")
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "En annan enkät" in refused.value.message_dict["key"][0]


def test_the_key_of_a_published_survey_cannot_change():
    page = publish()
    page.key = "other"
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "key" in refused.value.message_dict


def test_a_translation_has_its_siblings_key():
    page = publish()
    translation = page.copy_for_translation(home("fi").locale)
    translation.may_be_unfinished = True
    translation.clean()
    assert translation.key == page.key


def test_a_copy_is_another_survey():
    page = publish()
    copy = page.copy(update_attrs={"slug": "kopia", "title": "Kopia"}, keep_live=True)
    copy.refresh_from_db()
    assert copy.key == "kopia"
    assert copy.survey != page.survey
    assert copy.live_version.number == 1


def test_a_page_with_a_problem_cannot_be_live():
    page = publish()
    page.steps = []
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert "steps" in refused.value.message_dict


def test_an_old_revision_does_not_bring_an_old_version_back():
    page = publish()
    old = page.get_latest_revision()
    publish({"notice": "Nytt"})
    page.refresh_from_db()
    assert page.live_version.number == 2
    assert page.with_content_json(old.content).live_version == page.live_version


@pytest.mark.parametrize(
    ("closes_in", "is_open"), [(None, True), (timedelta(hours=1), True), (-timedelta(hours=1), False)]
)
def test_a_survey_closes_at_its_time(closes_in, is_open):
    page = publish(closes_at=closes_in and timezone.now() + closes_in)
    assert page.is_open is is_open
    assert SurveyPage.objects.open().filter(pk=page.pk).exists() is is_open


def test_a_survey_that_was_never_published_is_not_open():
    assert not draft().is_open


def test_the_handlers_that_were_chosen_come_once_with_their_options():
    stream = [
        {"type": "handler", "value": {"handler": "staff_email", "to": "a@demo.example"}},
        {"type": "handler", "value": {"handler": "confirmation", "to": ""}},
    ]
    page = SurveyPage(handlers=stream)
    assert page.chosen_handlers() == [("staff_email", {"to": "a@demo.example"}), ("confirmation", {})]


def test_a_handler_set_twice_is_refused():
    block = SurveyPage._meta.get_field("handlers").stream_block
    once = {"type": "handler", "value": {"handler": "confirmation", "to": ""}}
    with pytest.raises(ValidationError):
        block.clean(block.to_python([once, once]))


@pytest.mark.parametrize(
    ("handler", "to"),
    [
        ("staff_email", ""),
        ("staff_email", " , "),
        ("staff_email", "stab@borga.example; chef@borga.example"),
        ("staff_email", "stab@borga.example, chefen"),
        ("confirmation", "stab@borga.example\nBcc: alla@borga.example"),
    ],
)
def test_e_mail_to_staff_has_addresses_that_e_mail_reaches(handler, to):
    block = SurveyPage._meta.get_field("handlers").stream_block
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "handler", "value": {"handler": handler, "to": to}}]))


def test_e_mail_to_staff_may_have_several_addresses():
    block = SurveyPage._meta.get_field("handlers").stream_block
    value = {"handler": "staff_email", "to": "stab@borga.example, chef@borga.example"}
    assert block.clean(block.to_python([{"type": "handler", "value": value}]))[0].value["to"] == value["to"]


def test_every_handler_there_is_can_be_chosen():
    block = SurveyPage._meta.get_field("handlers").stream_block.child_blocks["handler"].child_blocks["handler"]
    values = [value for value, _label in block.field.choices]
    assert {"staff_email", "confirmation", "partner_case"} <= set(values)


def test_the_page_about_data_protection_is_linked_in_the_surveys_language():
    about = home("sv")
    page = publish(privacy_page=about, privacy="<p>Ett år.</p>")
    assert f'<a href="http://localhost{about.url}">{about.title}</a>' in page.live_version.definition["privacy"]


def test_every_type_of_question_has_a_block():
    from forms.builder.blocks.questions import QuestionsBlock
    from forms.engine.questions import QUESTION_TYPES

    assert set(QuestionsBlock().child_blocks) == set(QUESTION_TYPES)


def test_every_text_of_the_result_has_a_column():
    page = publish()
    assert page.content.result["title"] == definition()["result"]["title"]
    assert page.result_cta_send == "Skicka"


def test_the_public_page_and_the_preview_are_shown(client, rf):
    page = publish()
    assert client.get(page.url).status_code == 200
    page.steps[0].value["title"] = "Annan rubrik"
    assert "Annan rubrik" in page.make_preview_request(rf.get(page.url)).content.decode()
    assert "Annan rubrik" not in client.get(page.url).content.decode()
