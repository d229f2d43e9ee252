"""Surveys as files: what goes out comes in again, and nothing hostile does."""

import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from cms.models import User
from forms.models import Survey, SurveyPage
from forms.services.portable import MAX_BYTES, ImportRefused, export_survey, import_survey, parse, read
from forms.services.versions import NotPublishable
from partners.demo.mapping import to_survey
from tests.factories.surveys import definition, home, publish

pytestmark = pytest.mark.django_db


def test_what_was_exported_comes_in_again_unchanged():
    page = publish()
    exported = export_survey(page)
    again = import_survey(exported, parent=home("sv"), publish=True)
    assert again.pk == page.pk
    assert again.live_version == page.live_version


def test_an_import_is_a_draft_unless_it_is_published():
    page = import_survey(definition(), parent=home("sv"))
    assert not page.live
    assert page.live_version is None
    assert not Survey.objects.exists()


def test_an_import_over_a_live_survey_leaves_the_public_what_it_has():
    page = publish()
    import_survey(definition(title="Ny titel"), parent=home("sv"))
    page.refresh_from_db()
    assert page.title == "Demoenkät"
    assert page.get_latest_revision_as_object().title == "Ny titel"


def test_an_import_keeps_what_a_definition_does_not_hold():
    handlers = [{"type": "handler", "value": {"handler": "confirmation", "to": ""}}]
    publish(handlers=handlers)
    page = import_survey(definition(title="Ny titel"), parent=home("sv"), publish=True)
    assert page.chosen_handlers() == [("confirmation", {})]


def test_an_imported_language_is_the_translation_of_its_siblings():
    swedish = publish()
    english = import_survey(definition(locale="en", title="Demo survey"), parent=home("en"))
    assert english.translation_key == swedish.translation_key


def test_the_language_must_be_that_of_the_place():
    with pytest.raises(ImportRefused) as refused:
        import_survey(definition(locale="fi"), parent=home("sv"))
    assert refused.value.findings[0].pointer == "/locale"


def test_the_initial_mapping_comes_in_whole():
    page = import_survey(to_survey("fi"), parent=home("fi"), publish=True)
    exported = export_survey(page) | {"languages": ["sv", "fi", "en"]}
    assert exported == read(to_survey("fi")).portable()


def test_html_is_cleaned_on_its_way_in():
    page = import_survey(
        definition(intro='<p onclick="x()">Hej<script>alert(1)</script></p>'), parent=home("sv"), publish=True
    )
    assert page.intro == "<p>Hej</p>"
    assert page.live_version.definition["intro"] == "<p>Hej</p>"


def deep(levels):
    value = {}
    for _level in range(levels):
        value = {"and": [value]}
    return value


def with_question(**fields):
    steps = definition()["steps"]
    steps[0]["questions"][0].update(fields)
    return definition(steps=steps)


@pytest.mark.parametrize(
    ("hostile", "pointer"),
    [
        ([], ""),
        ("text", ""),
        (None, ""),
        ({}, "/key"),
        (definition(format="survey/2"), "/format"),
        (definition(key="../etc"), "/key"),
        (definition(title=["x"]), "/title"),
        (definition(title="x" * 300), "/title"),
        (definition(title="a\x00b"), "/title"),
        (definition(title="\ud800"), "/title"),
        (definition(surprise=1), "/surprise"),
        (definition(minutes=10**30), "/minutes"),
        (definition(steps=[]), "/steps"),
        (definition(result={"title": "x" * 500}), "/result/title"),
        (definition(notice="x" * (MAX_BYTES + 1)), ""),
        (with_question(type="file"), "/steps/0/questions/0"),
        (with_question(key="A B"), "/steps/0/questions/0/key"),
        (with_question(max_length="many"), "/steps/0/questions/0/max_length"),
        (with_question(show_if={"eval": ["1"]}), "/steps/0/questions/0/show_if"),
        (with_question(show_if={"var": "gone"}), "/steps/0/questions/0/show_if"),
        (with_question(show_if=deep(34)), "/steps/0/questions/0/show_if"),
        (with_question(show_if=deep(100_000)), ""),
        (with_question(key="email"), "/steps/0/questions/1/key"),
    ],
)
def test_a_hostile_definition_is_refused_with_its_place(hostile, pointer):
    with pytest.raises(ImportRefused) as refused:
        import_survey(hostile, parent=home("sv"))
    assert pointer in [finding.pointer for finding in refused.value.findings]
    assert not SurveyPage.objects.exists()


@pytest.mark.parametrize(
    "text", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"a": NaN}', b"1" * 5000, b" " * (MAX_BYTES + 1)]
)
def test_a_file_that_is_no_json_is_refused(text):
    with pytest.raises(ImportRefused):
        parse(text)


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "inga frågor"), ("fi", "ei ole kysymyksiä"), ("en", "no questions")]
)
def test_a_refusal_is_in_the_editors_language(language, words):
    with override(language), pytest.raises(ImportRefused) as refused:
        import_survey(definition(steps=[]), parent=home("sv"))
    assert words in refused.value.findings[0].message


def test_a_survey_with_problems_is_not_exported():
    page = import_survey(definition(), parent=home("sv"))
    page.steps = []
    with pytest.raises(NotPublishable):
        export_survey(page)


def test_nobody_brings_a_page_up_to_date_that_they_may_not_edit():
    publish()
    visitor = User.objects.create_user("visitor")
    with pytest.raises(PermissionDenied):
        import_survey(definition(), parent=home("sv"), user=visitor)


def test_nobody_brings_a_page_up_to_date_that_another_has_locked():
    page = publish()
    editor, other = (User.objects.create_superuser(name) for name in ("editor", "other"))
    page.locked, page.locked_by, page.locked_at = True, other, timezone.now()
    page.save()
    with pytest.raises(PermissionDenied):
        import_survey(definition(title="Ny"), parent=home("sv"), user=editor)
    assert import_survey(definition(title="Ny"), parent=home("sv"), user=other).draft_title == "Ny"


def test_the_commands_export_and_import(tmp_path):
    page = publish()
    out = StringIO()
    call_command("export_survey", "demo-survey", "--locale", "sv", stdout=out)
    file = tmp_path / "survey.json"
    file.write_text(json.dumps(json.loads(out.getvalue()) | {"title": "Ny titel"}))
    call_command("import_survey", str(file), "--parent", str(home("sv").pk), "--publish", stdout=StringIO())
    page.refresh_from_db()
    assert page.title == "Ny titel"


def test_the_commands_say_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="no survey"):
        call_command("export_survey", "gone")
    with pytest.raises(CommandError, match="no page"):
        call_command("import_survey", "-", "--parent", "99999")
    file = tmp_path / "survey.json"
    file.write_text("{")
    with pytest.raises(CommandError):
        call_command("import_survey", str(file), "--parent", str(home("sv").pk))
    with pytest.raises(CommandError):
        call_command("import_survey", str(tmp_path / "gone.json"), "--parent", str(home("sv").pk))
