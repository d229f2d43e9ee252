"""From a file of any make to pages: shown first, made when somebody agrees, by the commands too."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import Page

from forms.importers.contrib_forms import ContribField, ContribForm
from forms.models import SurveyPage
from forms.services.imports import WhichForm, accept, propose
from forms.services.portable import ImportRefused
from tests.bench.peer.models import FormField, FormPage
from tests.factories.surveys import definition, home, publish
from tests.forms.importers.sources import FILES, element, energy_visit, fixture, form_field, surveyjs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_our_own_format_comes_over_as_it_is():
    proposal = propose(definition(), parent=home("sv"))
    assert proposal.existing is None
    assert not proposal.report.left
    assert not proposal.report.changed
    assert [item.key for item in proposal.report.carried][:2] == ["name", "email"]
    (page,) = accept(proposal, parent=home("sv"))
    assert not page.live
    assert page.key == "demo-survey"


def test_a_survey_that_is_there_is_named_before_it_is_brought_up_to_date():
    page = publish()
    proposal = propose(definition(title="Ny"), parent=home("sv"))
    assert proposal.existing == page
    accept(proposal, parent=home("sv"))
    assert SurveyPage.objects.count() == 1


def test_a_form_of_another_make_never_overwrites_a_survey():
    publish({"key": "liten"})
    proposal = propose(surveyjs(element("text")), parent=home("sv"))
    assert proposal.existing is None
    (page,) = accept(proposal, parent=home("sv"))
    assert page.key == "liten-2"


def test_the_languages_of_the_texts_can_be_made_at_once():
    proposal = propose(energy_visit(), parent=home("sv"), languages=["fi", "en"])
    assert list(proposal.translations) == ["fi", "en"]
    pages = accept(proposal, parent=home("sv"), languages=["fi"])
    assert [(page.locale.language_code, page.draft_title) for page in pages] == [
        ("sv", "Energibesök"),
        ("fi", "Energiakäynti"),
    ]
    assert pages[0].translation_key == pages[1].translation_key
    assert pages[0].key == pages[1].key


def test_one_of_several_forms_is_chosen():
    content = fixture(form_field("A", "url"), form_field("B", "email", pk=2, page=8))
    with pytest.raises(WhichForm) as which:
        propose(content, parent=home("sv"))
    assert which.value.forms == {"7": "Anmälan", "8": "8"}
    assert propose(content, parent=home("sv"), chosen="8").form.title == "8"


def test_the_only_form_needs_no_choosing():
    assert propose(fixture(form_field("A", "url")), parent=home("sv")).form.title == "Anmälan"


def test_a_form_page_comes_over():
    form = ContribForm("Anmälan", (ContribField("A", "url"),))
    assert propose(form, parent=home("sv")).report.source == "Form page of Wagtail"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"anything": 1}, "This file is no survey."),
        ([], "This file is no survey."),
        (None, "This file is no survey."),
        ("text", "This file is no survey."),
        ({"format": "geojson/1", "features": []}, "This file is no survey."),
        ([{"model": "home.page", "pk": 1, "fields": {}}], "The file has no form pages."),
        ({"format": "survey/2"}, "in another format than “survey/1”"),
        (definition(locale="fi"), "The survey is in the language “fi”, but the pages here are in “sv”."),
        (surveyjs(element("text", title="a\x00")), "This text has characters that cannot be kept."),
        (surveyjs(element("image")), "The form has no questions."),
    ],
)
def test_what_cannot_come_over_is_refused_in_words(content, words):
    with pytest.raises(ImportRefused) as refused:
        propose(content, parent=home("sv"))
    assert words in "\n".join(refused.value.lines)
    assert not SurveyPage.objects.exists()


def test_a_survey_of_another_make_that_is_too_large_is_refused():
    pages = [{"name": f"p{n}", "elements": [element("text", f"q{n}_{m}") for m in range(150)]} for n in range(10)]
    survey = surveyjs(pages=pages)
    with pytest.raises(ImportRefused, match="more than 1000 questions"):
        propose(survey, parent=home("sv"))


@pytest.fixture
def file(tmp_path):
    def write(content: Any) -> str:
        path = tmp_path / "survey.json"
        path.write_text(json.dumps(content))
        return str(path)

    return write


def printed(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_report_and_makes_the_draft():
    found = printed("import_survey", str(FILES / "energy-visit.surveyjs.json"), "--parent", str(home("sv").pk))
    assert "SurveyJS: “Energibesök” (sv)" in found
    assert "Can be made in these languages too: fi, en." in found or "too: en, fi." in found
    assert "contact_by (single_choice): Hur når vi er?" in found
    assert "Question “map”: Questions of the type “image” do not exist here." in found
    assert SurveyPage.objects.get().draft_title == "Energibesök"


def test_the_command_makes_the_translations_when_asked():
    file = str(FILES / "energy-visit.surveyjs.json")
    printed("import_survey", file, "--parent", str(home("sv").pk), "--translations", "--publish")
    assert set(SurveyPage.objects.live().values_list("locale__language_code", flat=True)) == {"sv", "fi", "en"}


def test_the_report_alone_makes_nothing(file):
    assert "Becomes a new page with the key demo-survey." in printed("import_survey", file(definition()), "--report")
    publish()
    parent = str(home("sv").pk)
    assert "up to date." in printed("import_survey", file(definition(title="Ny")), "--report", "--parent", parent)
    assert SurveyPage.objects.get().title == "Demoenkät"
    assert not SurveyPage.objects.filter(has_unpublished_changes=True).exists()


def test_the_command_takes_one_of_several_forms(file):
    several = file(fixture(form_field("A", "url"), form_field("B", "email", pk=2, page=8)))
    parent = str(home("sv").pk)
    with pytest.raises(CommandError, match=r"choose one with --form\. 7: Anmälan, 8: 8"):
        call_command("import_survey", several, "--parent", parent)
    printed("import_survey", several, "--parent", parent, "--form", "7")
    assert SurveyPage.objects.get().draft_title == "Anmälan"


@pytest.mark.parametrize(
    ("content", "words"),
    [({"a": 1}, "This file is no survey"), (definition(key="No Key"), "Nothing was imported.\n/key: ")],
)
def test_a_refusal_ends_the_command_with_an_error(file, content, words):
    with pytest.raises(CommandError) as error:
        call_command("import_survey", file(content), "--parent", str(home("sv").pk), stdout=StringIO())
    assert words in str(error.value)
    assert error.value.returncode == 1


def test_the_command_asks_for_the_place(file):
    with pytest.raises(CommandError, match="--parent"):
        call_command("import_survey", file(definition()))


def test_the_command_for_form_pages_of_this_site():
    page = home("sv").add_child(instance=FormPage(title="Anmälan", slug="anmalan", locale=home("sv").locale))
    FormField.objects.create(page=page, sort_order=1, label="Namn", field_type="singleline")
    found = printed("import_contrib_form", str(page.pk), "--parent", str(home("sv").pk))
    assert "namn (text): Namn" in found
    assert SurveyPage.objects.get().key == "anmalan"
    assert Page.objects.filter(pk=page.pk).exists()
    with pytest.raises(CommandError, match="no form page"):
        call_command("import_contrib_form", str(home("sv").pk), "--parent", str(home("sv").pk))
