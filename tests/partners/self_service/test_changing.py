"""Details are changed at once; words and the logo wait for staff."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import SiteImage
from partners import access
from partners.models import AccessLink, Letter, SentLetter, Task, TaskKind
from tests.factories.partners import PartnerFactory
from tests.partners.self_service.conftest import picture

pytestmark = pytest.mark.django_db
DETAILS = {
    "contact_name": "Ny Person",
    "contact_email": "ny@demo.example",
    "contact_language": "fi",
    "website": "https://demo.example",
}


def drafted(partner):
    return partner.get_latest_revision_as_object()


def test_details_are_in_use_at_once_and_logged(own):
    assert own.post("own_details", **DETAILS).status_code == 303
    partner = own.again()
    assert {name: getattr(partner, name) for name in DETAILS} == DETAILS
    [entry] = partner_log(partner, "partners.change_details")
    assert entry.data["fields"] == sorted(DETAILS)
    assert entry.user is None


def partner_log(partner, action):
    return list(ModelLogEntry.objects.filter(object_id=partner.pk, action=action))


def test_a_draft_that_waits_does_not_bring_the_earlier_details_back(own):
    words = drafted(own.partner)
    words.description_sv = "Ett utkast"
    words.save_revision()
    own.post("own_details", **DETAILS)
    drafted(own.again()).save_revision().publish()
    assert own.again().contact_email == "ny@demo.example"
    assert own.partner.description_sv == "Ett utkast"


def test_a_new_address_gets_a_link_and_the_earlier_ones_close(own):
    access.new_link(own.partner, own.partner.contact_email, "sv")
    own.post("own_details", **DETAILS)
    [letter] = SentLetter.objects.filter(name=Letter.ACCESS_LINK)
    assert letter.recipient == "ny@demo.example"
    still_open = AccessLink.objects.valid().exclude(sent_to="ny@demo.example")
    assert [link.pk for link in still_open] == [access.find(own.token).pk]
    assert own.get().status_code == 200


def test_nothing_changed_writes_nothing(own):
    same = {name: getattr(own.partner, name) for name in DETAILS}
    own.post("own_details", **same)
    assert partner_log(own.partner, "partners.change_details") == []
    assert not SentLetter.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contact_name", ""),
        ("contact_email", "ingen adress"),
        ("contact_language", "de"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://demo.example"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(own, field, value):
    response = own.post("own_details", **{**DETAILS, field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert f'href="#id_{field}' in response.text
    assert "ny@demo.example" in response.text or field == "contact_email"
    assert own.again().contact_name == "Demo Person"


def test_words_wait_for_staff(own):
    response = own.post("own_words", description_sv="Vi bakar.", description_fi="Leivomme.", description_en="")
    assert response.status_code == 303
    partner = own.again()
    assert partner.description_sv == ""
    assert (drafted(partner).description_sv, drafted(partner).description_fi) == ("Vi bakar.", "Leivomme.")
    assert Task.objects.open().get(partner=partner, kind=TaskKind.APPROVE_WORDS)
    assert own.get().context["own"].is_waiting_for_approval
    drafted(partner).save_revision().publish()
    assert own.again().description_sv == "Vi bakar."


def test_the_same_words_again_make_no_task(own):
    own.post("own_words", description_sv="", description_fi="", description_en="")
    assert not Task.objects.exists()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_logo_is_drawn_anew_and_kept_as_an_image(own, kind):
    file = SimpleUploadedFile("../../logo.svg", picture(kind) + b"\x00tail", content_type="image/svg+xml")
    assert own.post("own_words", logo=file).status_code == 303
    assert own.again().logo is None
    logo = drafted(own.partner).logo
    assert (logo.width, logo.height) == (40, 30)
    assert logo.file.name.endswith({"JPEG": ".jpg"}.get(kind, f".{kind.lower()}"))
    assert b"tail" not in logo.file.read()
    logo.file.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("logo.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("logo.png", picture() + b"<script>alert(1)</script>"),
        ("logo.png", picture()[:60]),
        ("logo.gif", b"GIF89a"),
        ("logo.png", b""),
        ("logo.pdf", b"%PDF-1.7"),
    ],
)
def test_a_hostile_logo_is_refused_with_words(own, name, content):
    response = own.post("own_words", description_sv="Vi bakar.", logo=SimpleUploadedFile(name, content))
    assert response.status_code == 422
    assert response.context["form"].errors["logo"]
    assert "Vi bakar." in response.text
    assert not SiteImage.objects.exists()
    assert drafted(own.again()).description_sv == ""


def test_a_body_larger_than_a_logo_can_be_is_refused(own):
    file = SimpleUploadedFile("logo.png", b"x" * 7 * 1024 * 1024)
    assert own.post("own_words", logo=file).status_code == 413


def test_a_logo_can_be_taken_away(own):
    own.post("own_words", logo=SimpleUploadedFile("logo.png", picture()))
    own.post("own_words", is_without_logo="on")
    assert drafted(own.again()).logo is None


def test_before_signing_there_are_no_words_to_propose(visit_of):
    own = visit_of(PartnerFactory())
    assert own.get("own_words").status_code == 303
    assert own.post("own_words", description_sv="Vi bakar.").status_code == 303
    assert own.again().latest_revision is None


def test_a_publication_with_its_day_set_takes_the_new_details_along(own):
    words = drafted(own.partner)
    words.go_live_at = timezone.now() + timedelta(days=3)
    words.save_revision().publish()
    own.post("own_details", **DETAILS)
    revision = own.again().revisions.exclude(approved_go_live_at=None).get()
    assert revision.content["contact_email"] == "ny@demo.example"
