"""The texts of a form that are in another language, found by the question or the step that they belong to."""

from forms.engine.definition import Untranslated
from tests.forms.engine.small_forms import form, question, step, text


def test_a_form_of_one_language_has_no_foreign_texts():
    assert form(step(text("a"))).foreign == {}


def test_foreign_texts_are_known_by_what_they_belong_to():
    at = (
        "/title",
        "/scoring/themes/0/label",
        "/steps/1/title",
        "/steps/0/questions/0/label",
        "/steps/0/questions/0/help",
        "/steps/1/questions/0/questions/1/label",
        "/steps/1/questions/0/choices/2/label",
        "/steps/9/title",
    )
    group = question("group", "g", questions=[text("b"), text("c")])
    two = form(step(text("a"), key="first"), step(group, key="second"), untranslated={"locale": "fi", "at": at})
    assert two.untranslated == Untranslated(locale="fi", at=at)
    assert two.foreign == {
        "": {"/title", "/scoring/themes/0/label", "/steps/9/title"},
        "second": {"/title"},
        "a": {"/label", "/help"},
        "c": {"/label"},
        "g": {"/choices/2/label"},
    }
