"""Texts without a translation as respondents meet them: shown, marked with their language, and never without a word."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override

from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.fields import step_fields
from forms.models import SurveyPage, SurveyVersion
from tests.factories.surveys import ANSWERS, definition, publish
from tests.forms.engine.small_forms import LADDER, choices, one_step, question

pytestmark = pytest.mark.django_db
MARKED = ["/title", "/intro", "/steps/0/title", "/steps/0/questions/0/label", "/steps/0/questions/2/choices/1/label"]


@pytest.fixture
def swedish():
    """A published survey of which some texts are still in Finnish."""
    page = publish({"notice": "Läs först."})
    version = page.live_version
    marked = version.definition | {"untranslated": {"locale": "fi", "at": MARKED}}
    marked = SurveyVersion.objects.create(
        survey=version.survey, number=2, locale="sv", definition=marked, sha256="0" * 64, structure=version.structure
    )
    SurveyPage.objects.filter(pk=page.pk).update(live_version=marked)
    page.refresh_from_db()
    return page


def shown(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def foreign(soup, language):
    return {part.get_text(" ", strip=True) for part in soup.select(f'[lang="{language}"]')}


def test_texts_without_a_translation_are_marked_with_their_language(client, swedish):
    soup = shown(client, swedish.url)
    assert foreign(soup, "fi") == {"Demoenkät", "Svara gärna.", "Ni", "Namn", "Sol"}
    assert soup.select_one(".survey-languages")


def test_a_survey_that_is_translated_says_nothing_of_it(client):
    soup = shown(client, publish().url)
    assert not soup.select("[lang]")
    assert not soup.select(".survey-languages")


def test_answers_in_a_language_that_a_version_does_not_have_show_its_own_marked(client):
    page = publish()
    response = client.post(reverse("surveys:start", args=[page.key]), ANSWERS)
    url = response["Location"].replace("/sv/", "/en/")
    publish({"locale": "en", "title": "Survey", "steps": definition()["steps"][1:]})
    soup = shown(client, url)
    assert {"Energi", "Vi sparar energi.", "På plats"} <= foreign(soup, "sv")
    assert soup.select_one(".survey-languages")


def drawn(form, language):
    with override(language):
        fields = step_fields(form, form.steps[0], {}, evaluate(form, {}), remember=False).fields
        return BeautifulSoup("".join(field.html for field in fields), "html.parser")


def test_every_kind_of_text_of_a_question_is_marked():
    form = one_step(
        question("consent", "c", statement="Statement"),
        question("statement", "s", body="<p>Body</p>"),
        question("matrix", "m", rows=[{"key": "r", "label": "Row"}], choices=LADDER),
        question("ranking", "k", choices=choices("one", "two")),
        question("rating", "t", low="Low", high="High"),
        question("group", "g", questions=[question("text", "i", help="Help")]),
    )
    assert {"Statement", "Body", "Row", "In place", "One", "Two", "Low", "I", "Help"} <= foreign(
        drawn(form, "fi"), "sv"
    )
    assert not drawn(form, "sv").select("[lang]")


def test_a_text_with_signs_of_html_stays_text():
    form = one_step(question("text", "q", label="<b>&</b>"))
    (label,) = drawn(form, "en").select('label [lang="sv"]')
    assert label.text == "<b>&</b>"


def test_a_definition_with_untranslated_texts_is_one_that_can_be_read():
    marked = definition(untranslated={"locale": "fi", "at": ["/title"]})
    form = Form.model_validate(marked)
    assert form.portable()["untranslated"] == marked["untranslated"]
