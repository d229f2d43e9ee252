"""Form pages of wagtail.contrib.forms: from a fixture of another site, and from this one."""

from contextlib import suppress
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.contrib.forms.models import FormSubmission

from cms.models import User
from forms.importers import fixture as fixtures
from forms.importers.contrib_forms import ContribField, ContribForm, convert, listed
from forms.importers.report import Conversion
from forms.services.form_pages import find_form_page, form_of, form_pages
from forms.services.portable import ImportRefused, read
from tests.bench.peer.models import FormField, FormPage
from tests.factories.surveys import home
from tests.forms.importers.sources import fixture, form_field


def converted(form: ContribForm, locale: str = "sv") -> Conversion:
    with override("en"):
        return convert(form, locale)


def of_fields(*fields: ContribField) -> Conversion:
    return converted(ContribForm(title="Anmälan", fields=fields))


def question(field_type: str, **fields: Any) -> dict[str, Any]:
    """What becomes of one field, without its key and its label."""
    (step,) = of_fields(ContribField(label="Fråga", field_type=field_type, **fields)).definition["steps"]
    return {name: value for name, value in step["questions"][0].items() if name not in ("key", "label")}


def words(notes: Any) -> str:
    return "\n".join(f"{note.where}: {note.message}" for note in notes)


CHOICES = [{"value": "rod", "label": "Röd"}, {"value": "bla", "label": "Blå"}]


@pytest.mark.parametrize(
    ("field_type", "fields", "expected"),
    [
        ("singleline", {}, {"type": "text", "required": True, "max_length": 255}),
        ("multiline", {"required": False}, {"type": "long_text", "required": False}),
        ("number", {"help_text": "I kWh"}, {"type": "number", "required": True, "help": "I kWh"}),
        ("url", {}, {"type": "url", "required": True}),
        ("date", {}, {"type": "date", "required": True}),
        ("datetime", {}, {"type": "datetime", "required": True}),
        (
            "email",
            {},
            {"type": "email", "required": True, "autocomplete": "email", "data": {"personal": True}},
        ),
        ("checkbox", {}, {"type": "consent", "required": True, "statement": "Fråga"}),
        ("checkbox", {"required": False}, {"type": "yes_no", "required": False}),
        ("hidden", {"clean_name": "source"}, {"type": "hidden", "required": False, "prefill": "source"}),
        (
            "dropdown",
            {"choices": "Röd, Blå"},
            {"type": "single_choice", "required": True, "display_as": "select", "choices": CHOICES},
        ),
        (
            "radio",
            {"choices": "Röd\r\nBlå\r\n"},
            {"type": "single_choice", "required": True, "display_as": "radio", "choices": CHOICES},
        ),
        ("checkboxes", {"choices": "Röd,\nBlå,"}, {"type": "multiple_choice", "required": True, "choices": CHOICES}),
        ("multiselect", {"choices": "Röd,Blå"}, {"type": "multiple_choice", "required": True, "choices": CHOICES}),
        ("radio", {"choices": " "}, {"type": "text", "required": True}),
        ("phone", {}, {"type": "text", "required": True}),
    ],
)
def test_a_field_becomes_a_question(field_type, fields, expected):
    assert question(field_type, **fields) == expected


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("a,b , c", ["a", "b", "c"]),
        ("a, b\nc", ["a, b", "c"]),
        ("a,\nb,", ["a", "b"]),
        ("only", ["only"]),
        (" ", []),
        ("a,,b", ["a", "b"]),
    ],
)
def test_choices_are_read_as_contrib_forms_reads_them(text, choices):
    assert listed(text) == choices


def test_the_name_of_a_field_is_its_key_where_it_can_be_one():
    fields = [
        ContribField("Namn", "singleline", "your_name"),
        ContribField("Två", "singleline", "2-nd"),
        ContribField("Å", "url"),
    ]
    conversion = of_fields(*fields)
    assert [item.key for item in conversion.report.carried] == ["your_name", "question_2_nd", "a"]
    assert "“Två”: Its answers are kept under the name “question_2_nd”; it was “2-nd”." in words(
        conversion.report.changed
    )


@pytest.mark.parametrize(
    ("field", "note"),
    [
        (ContribField("A", "singleline", default_value="Borgå"), "The value filled in beforehand, “Borgå”"),
        (ContribField("A", "dropdown", choices=",".join(map(str, range(501)))), "Only the first 500 choices"),
    ],
)
def test_what_a_field_leaves_behind(field, note):
    assert f"Question “A”: {note}" in words(of_fields(field).report.left)


@pytest.mark.parametrize(
    ("field", "note"),
    [
        (ContribField("A", "singleline", "a", help_text="Se <a href='/x'>här</a>"), "The help is plain text here"),
        (ContribField("A", "checkbox", "a"), "became a consent"),
        (ContribField("A", "checkbox", "a", required=False), "answered with yes or no"),
        (ContribField("A", "hidden", "a"), "takes its value from the page's address"),
        (ContribField("A", "phone", "a"), "The kind of field “phone” is not known here."),
        (ContribField("A", "radio", "a"), "It has no choices to choose from."),
    ],
)
def test_what_is_made_of_a_field_is_told(field, note):
    assert note in words(of_fields(field).report.changed)


def test_the_introduction_comes_over_clean_and_the_rest_is_told():
    texts = {
        "intro": '<p onclick="x()">Hej <a linktype="page" id="3">du</a><embed embedtype="image"/><script>1</script>',
        "thank_you_text": "<p>Tack!</p>",
    }
    mail = {"to_address": "info@borga.example", "subject": "Ny anmälan"}
    form = ContribForm(
        "Anmälan", (ContribField("A", "url", "a"),), language="fi", texts=texts, mail=mail, submissions=2
    )
    conversion = converted(form)
    assert conversion.definition["intro"] == "<p>Hej <a>du</a></p>"
    left = words(conversion.report.left)
    assert "Links and pictures that lead into the other site" in left
    assert "neither words nor links: script" in left
    assert "The text “thank_you_text”: “Tack!”" in left
    assert "E-mail to info@borga.example. Choose “E-mail to staff”" in left
    assert "The e-mail's “subject”: “Ny anmälan”" in left
    assert "Submissions: 2. They stay where they are" in left
    assert "in the language “fi”. It was taken for “sv”" in words(conversion.report.changed)


def test_a_form_of_every_type_can_be_read():
    fields = [
        ContribField(kind, kind, kind, choices="a,b") for kind in ("singleline", "radio", "hidden", "checkbox", "date")
    ]
    assert read(of_fields(*fields).definition).title == "Anmälan"


def test_a_fixture_is_told_by_its_shape():
    assert fixtures.is_fixture(fixture(form_field("Namn", "singleline")))
    for other in ([], {}, [1], [{"model": "a.b"}], "text", [{"model": 1, "fields": {}}]):
        assert not fixtures.is_fixture(other)


def test_the_forms_of_a_fixture_are_found_with_what_belongs_to_them():
    found = fixtures.forms_in(
        [
            *fixture(form_field("B", "url", pk=2), form_field("A", "email", pk=1), to_address="a@b.example"),
            {"model": "wagtailforms.formsubmission", "pk": 1, "fields": {"page": 7, "form_data": "{}"}},
            {"model": "home.snippet", "pk": 7, "fields": {"name": "Seven"}},
            form_field("C", "singleline", page=8),
        ]
    )
    assert list(found) == ["7", "8"]
    form = found["7"]
    assert (form.title, form.language, form.submissions) == ("Anmälan", "sv", 1)
    assert [one.label for one in form.fields] == ["A", "B"]
    assert form.texts == {"intro": "<p>Välkommen!</p>", "thank_you_text": "<p>Tack!</p>"}
    assert form.mail == {"to_address": "a@b.example"}
    assert found["8"].title == "8"


@pytest.mark.parametrize("content_type", [["home", "contactpage"], 44])
def test_the_model_of_a_page_is_found_by_its_content_type(content_type):
    objects = fixture(form_field("A", "url"))
    objects[1]["fields"]["content_type"] = content_type
    objects += [
        {"model": "home.contactpage", "pk": 7, "fields": {"greeting": "Välkomna hit"}},
        {"model": "contenttypes.contenttype", "pk": 44, "fields": {"app_label": "home", "model": "contactpage"}},
    ]
    assert fixtures.forms_in(objects)["7"].texts == {"greeting": "Välkomna hit"}


def test_a_site_may_name_the_relation_to_the_page_otherwise():
    field = form_field("A", "url")
    field["fields"]["form_page"] = field["fields"].pop("page")
    assert list(fixtures.forms_in(fixture(field))) == ["7"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
members = st.dictionaries(
    st.sampled_from(
        ["label", "field_type", "page", "choices", "sort_order", "clean_name", "help_text", "title", "locale"]
    ),
    anything | st.sampled_from(["radio", "checkbox", "hidden", "a,b"]),
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "model": st.sampled_from(["home.formfield", "wagtailcore.page", "home.formpage"]),
                "pk": anything,
                "fields": members,
            }
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(deadline=None)
def test_whatever_a_fixture_holds_a_form_or_a_refusal_comes_of_it(objects):
    assert fixtures.is_fixture(objects)
    for form in fixtures.forms_in(objects).values():
        with suppress(ImportRefused):
            read(converted(form).definition)


@pytest.fixture
def form_page(db) -> FormPage:
    page = home("sv").add_child(
        instance=FormPage(
            title="Anmälan till besök",
            slug="anmalan",
            locale=home("sv").locale,
            intro=f'<p>Se <a linktype="page" id="{home("sv").pk}">framsidan</a>.</p>',
            thank_you_text="<p>Tack!</p>",
            to_address="info@borga.example, miljo@borga.example",
        )
    )
    FormField.objects.create(page=page, sort_order=1, label="Ert namn", field_type="singleline")
    FormField.objects.create(page=page, sort_order=2, label="Färg", field_type="radio", choices="Röd\nBlå")
    FormSubmission.objects.create(page=page, form_data={"ert_namn": "Demo Ab"})
    return page


def test_a_form_page_of_this_site_is_read_as_it_stands_in_the_editor(form_page, django_assert_max_num_queries):
    form_page.title = "Ny titel"
    form_page.save_revision()
    with django_assert_max_num_queries(12):
        form = form_of(form_page)
    assert form.title == "Ny titel"
    assert [(field.label, field.clean_name, field.field_type) for field in form.fields] == [
        ("Ert namn", "ert_namn", "singleline"),
        ("Färg", "farg", "radio"),
    ]
    assert (form.language, form.submissions) == ("sv", 1)
    assert form.mail == {"to_address": "info@borga.example, miljo@borga.example"}
    assert 'href="/sv/"' in form.texts["intro"]
    assert converted(form).definition["intro"] == '<p>Se <a href="/sv/">framsidan</a>.</p>'


def test_form_pages_are_offered_to_those_who_may_edit_them(form_page):
    assert form_pages(User.objects.create_superuser("admin")) == [form_page]
    assert form_pages(User.objects.create_user("visitor")) == []


def test_other_pages_are_no_form_pages(form_page):
    assert find_form_page(form_page.pk) == form_page
    assert find_form_page(home("sv").pk) is None
    assert find_form_page(0) is None
