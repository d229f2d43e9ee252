"""What is taken along to an occasion: commitments, list of names, press text and calendar file."""

from urllib.parse import urlsplit

import pytest

from partners import services
from partners.access import new_link
from partners.calendars import occasion_uid
from partners.models import Commitment
from partners.papers import DOCUMENT_LANGUAGES
from partners.signing import lists, press
from partners.signing.page import Occasion
from tests.partners.signing.conftest import make_occasion

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(client, admin, occasion):
    client.force_login(admin)
    return lambda name: client.get(f"/admin/partners/signing/{occasion.pk}/{name}")


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_all_commitments_come_in_one_file(kit, invited, occasion, language):
    invited(occasion, "Demo A"), invited(occasion, "Demo B")
    response = kit(f"commitments-{language}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_the_list_of_names_is_a_document(kit, invited, occasion, language):
    invited(occasion)
    assert kit(f"names-{language}.pdf").content.startswith(b"%PDF")


def test_without_commitments_there_is_nothing_to_print(kit, occasion):
    assert kit("commitments-sv.pdf").status_code == 302


def test_signed_papers_are_in_the_citys_two_languages(kit):
    assert kit("commitments-en.pdf").status_code == 404


def test_the_list_of_names_says_who_signs_and_in_which_order(invited, occasion):
    invitation = invited(occasion)
    document = lists.names_document(Occasion(occasion), "sv")
    facts, order, names = document.sections
    assert "Demosalen, Ågatan 1" in [row.value for row in facts.rows]
    assert order.paragraphs == ("13.00 Kaffe", "13.30 Undertecknandet")
    [row] = names.table.rows
    assert row[:4] == ("Demobageriet", "Demo Tecknare", "vd", Commitment.objects.get(partner=invitation.partner).number)


@pytest.mark.parametrize(
    ("language", "pledge", "place"),
    [
        ("sv", "Vi minskar elen.", "Demosalen, Ågatan 1"),
        ("fi", "Vähennämme sähköä.", "Demosali, Jokikatu 1"),
        ("en", "We cut electricity.", "Demo Hall, Jokikatu 1"),
    ],
)
def test_the_press_text_has_the_goals_in_its_language(kit, invited, occasion, language, pledge, place):
    invited(occasion)
    response = kit(f"press-{language}.txt")
    text = response.content.decode()
    assert f"Demobageriet\n– {pledge}" in text
    assert place in text
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_press_text_leaves_out_those_who_did_not_sign(invited, occasion, held_yet, admin):
    came = invited(occasion, "Demo A")
    invited(occasion, "Demo B")
    held_yet()
    services.hold_occasion(occasion=occasion, present=[came], user=admin)
    text = press.text(Occasion(occasion), "sv")
    assert "Demo A\n– Vi minskar elen." in text
    assert "Demo B" not in text


def test_the_occasion_is_a_calendar_file(kit):
    response = kit("occasion-sv.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"BEGIN:VEVENT" in response.content


def test_staff_and_the_organisation_have_the_signing_as_one_entry(kit, client, invited, occasion):
    """Whoever takes both files, or is sent a cancellation, has one entry in the calendar and not two."""
    invitation = invited(occasion)
    link = new_link(invitation.partner, "demo@partner.example", "sv", page="own_calendar")
    ours, theirs = kit("occasion-sv.ics").content, client.get(urlsplit(link).path).content
    uid = [line for line in ours.splitlines() if line.startswith(b"UID:")]
    assert uid == [f"UID:{occasion_uid(occasion)}".encode()]
    assert uid == [line for line in theirs.splitlines() if line.startswith(b"UID:")]


@pytest.mark.parametrize("name", ["commitments-sv.pdf", "names-sv.pdf", "press-sv.txt", "occasion-sv.ics"])
def test_others_get_no_files(client, staff, name):
    client.force_login(staff("view_signingoccasion"))
    assert client.get(f"/admin/partners/signing/{make_occasion().pk}/{name}").status_code == 302
