"""Surveys as files: what goes out comes in again, and a page is made or brought up to date of it."""

import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, assume, given, settings

from cms.models import User
from forms import starters
from forms.builder.compile import cleaned
from forms.engine.checks import check
from forms.engine.definition import Form
from forms.engine.questions import QUESTION_TYPES
from forms.models import Survey
from forms.services.portable import ImportRefused, export_survey, import_survey, read
from forms.services.versions import NotPublishable
from partners.demo.mapping import to_survey
from tests.factories.surveys import definition, home, publish
from tests.forms.engine import whole_forms
from tests.forms.importers.every_field import every_field

pytestmark = pytest.mark.django_db
LANGUAGES = ("sv", "fi", "en")


def there_and_back(form: Form) -> dict[str, object]:
    """What an import of `form` exports. In which languages a survey is published only its pages know."""
    page = import_survey(form.portable(), parent=home(form.locale))
    return export_survey(page.get_latest_revision_as_object())


def test_what_was_exported_comes_in_again_unchanged():
    page = publish()
    exported = export_survey(page)
    again = import_survey(exported, parent=home("sv"), publish=True)
    assert again.pk == page.pk
    assert again.live_version == page.live_version


def test_every_field_of_every_type_comes_back():
    form = read(every_field())
    assert {question.type for question in form.every_question()} == set(QUESTION_TYPES)
    assert there_and_back(form) == form.portable()


@given(whole_forms.forms())
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
def test_any_form_comes_back_exactly(made):
    form = cleaned(Form.model_validate(made))
    assume(not check(form))
    assert there_and_back(form) == form.portable()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_initial_mapping_comes_in_whole(language):
    page = import_survey(to_survey(language), parent=home(language), publish=True)
    exported = export_survey(page) | {"languages": ["sv", "fi", "en"]}
    assert exported == read(to_survey(language)).portable()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starters_come_in_whole(language):
    for starter in starters.all_starters():
        form = cleaned(read(starter.definition(language)))
        assert there_and_back(form) == form.model_copy(update={"languages": ()}).portable()


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
