"""The commitment: drawn up, signed at an occasion, kept as papers, in force."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partners import papers
from partners.models import (
    CommitmentState,
    DataProtectionDescription,
    InvitationState,
    Letter,
    OccasionState,
    SigningMethod,
)
from partners.states import GoalState, PartnerState
from tests.factories.partners import PartnerFactory
from tests.partners.case.conftest import address, messages, offered, post, press, refused, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState
SIGNED = {"name": "Demo Person", "title": "vd", "how": "by_post"}


def state_of(partner):
    partner.refresh_from_db()
    return partner.state


def test_the_commitment_is_drawn_up(as_admin, way):
    partner = way.to(S.GOALS)
    assert press(as_admin, partner, "draw_up").status_code == 302
    assert state_of(partner) == S.READY
    assert partner.commitments.get().number in shown(as_admin, partner)


def test_nothing_is_drawn_up_without_a_description(as_admin, way):
    partner = way.to(S.GOALS)
    DataProtectionDescription.objects.all().delete()
    words = said("Write the data-protection description of the partnership.")
    assert words in shown(as_admin, partner)
    assert messages(press(as_admin, partner, "draw_up")) == [words]
    assert state_of(partner) == S.GOALS


def test_the_goals_can_be_gone_back_to(as_admin, way):
    partner = way.to(S.READY)
    press(as_admin, partner, "change_goals")
    assert state_of(partner) == S.GOALS
    assert partner.commitments.get().state == CommitmentState.CANCELLED


def test_an_organisation_is_invited_to_an_open_occasion(as_admin, way, occasion):
    partner = way.to(S.READY)
    press(as_admin, partner, "schedule", occasion=occasion.pk, signatory_name="Demo Ägare", signatory_title="vd")
    assert state_of(partner) == S.SCHEDULED
    invitation = partner.invitations.get()
    assert (invitation.signatory_name, invitation.signatory_title) == ("Demo Ägare", "vd")


def test_an_occasion_that_is_not_open_cannot_be_chosen(as_admin, way, occasion):
    partner = way.to(S.READY)
    occasion.state = OccasionState.CANCELLED
    occasion.save()
    assert said("There is no open signing occasion. Add one first.") in shown(as_admin, partner)
    response = press(as_admin, partner, "schedule", occasion=occasion.pk, signatory_name="Demo Ägare")
    assert list(response.context["do"]["schedule"].form.errors) == ["occasion"]
    assert state_of(partner) == S.READY


@pytest.mark.parametrize(
    ("why", "state"), [("absent", InvitationState.ABSENT), ("cancelled", InvitationState.CANCELLED)]
)
def test_a_signing_is_moved(as_admin, way, why, state):
    partner = way.to(S.SCHEDULED)
    press(as_admin, partner, "postpone", why=why)
    assert state_of(partner) == S.READY
    assert partner.invitations.get().state == state
    assert Letter.NEW_DATE in partner.letters.values_list("name", flat=True)


def test_signatures_begin_with_what_the_invitation_says(as_admin, way, occasion):
    partner = way.to(S.SCHEDULED)
    do = as_admin.get(address(partner)).context["do"]
    assert do["sign_organisation"].form["name"].value() == "Demo Person"
    assert do["sign_city"].form["name"].value() == occasion.city_signatory
    assert do["sign_city"].form["on"].value() == timezone.localdate()


def test_each_side_signs_and_the_partner_becomes_active(as_admin, way, pages):
    partner = way.to(S.SCHEDULED)
    today = str(timezone.localdate())
    press(as_admin, partner, "sign_organisation", **SIGNED, on=today)
    press(as_admin, partner, "sign_city", name="Demo Direktör", on=today, how="electronic")
    commitment = partner.commitments.get()
    assert (commitment.organisation_title, commitment.organisation_signed_how) == ("vd", SigningMethod.BY_POST)
    assert commitment.city_signatory == "Demo Direktör"
    press(as_admin, partner, "activate")
    assert state_of(partner) == S.ACTIVE
    assert partner.goals.get().state == GoalState.SIGNED
    assert as_admin.get(f"/sv/partners-sv/{partner.slug}/").status_code == 200


def test_a_signature_can_be_corrected(as_admin, way):
    partner = way.to(S.SCHEDULED)
    way.sign(partner)
    press(as_admin, partner, "sign_organisation", **SIGNED | {"name": "Rätt Namn"}, on=str(timezone.localdate()))
    assert partner.commitments.get().organisation_signatory == "Rätt Namn"


def test_a_signing_in_the_future_is_refused_beside_its_field(as_admin, way):
    partner = way.to(S.SCHEDULED)
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    response = press(as_admin, partner, "sign_organisation", **SIGNED, on=tomorrow)
    form = response.context["do"]["sign_organisation"].form
    assert (list(form.errors), form["on"].value()) == (["on"], tomorrow)
    assert partner.commitments.get().organisation_signed_on is None


def test_signing_without_a_commitment_is_refused(as_admin):
    today = str(timezone.localdate())
    response = press(as_admin, PartnerFactory(), "sign_city", name="Demo Direktör", on=today, how="at_occasion")
    assert messages(response) == [said("Draw up the commitment.")]


def test_activation_says_what_is_missing(as_admin, way):
    partner = way.to(S.SCHEDULED)
    response = press(as_admin, partner, "activate")
    assert said("Record the city's signature.") in messages(response)[0]
    assert state_of(partner) == S.SCHEDULED


def test_staff_who_may_not_publish_do_not_activate(made, way):
    partner = way.to(S.SCHEDULED)
    way.sign(partner)
    client = made("change_partner")
    assert "activate" not in offered(client, partner)
    assert refused(press(client, partner, "activate"))
    assert state_of(partner) == S.SCHEDULED


@pytest.mark.parametrize("button", ["draw_up", "change_goals", "schedule", "postpone", "activate", "sign_city"])
def test_the_later_of_two_changes_nothing(as_admin, way, occasion, button):
    before = {"draw_up": S.GOALS, "change_goals": S.READY, "schedule": S.READY}
    partner = way.to(before.get(button, S.SCHEDULED))
    state = partner.state
    given = {"occasion": occasion.pk, "signatory_name": "A", "why": "absent", "name": "A", "how": "electronic"}
    data = {f"{button}-{name}": value for name, value in given.items()} | {f"{button}-on": "2026-01-01", button: "1"}
    response = post(as_admin, partner, data, version=partner.case_version - 1)
    words = said("Someone else has changed the case since you opened it. Look at it again before you go on.")
    assert messages(response) == [words]
    assert state_of(partner) == state


def pdf():
    """A page with nothing on it, as a scanner could write it."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n",
    ]
    content, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(content))
        content += part
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 4\n0000000000 65535 f \n" + rows
    end = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + table + end


def scan(content, name="scan.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_scan_is_kept_apart_and_saved_by_staff_only(as_admin, way, made, settings, tmp_path):
    partner = way.to(S.ACTIVE)
    assert press(as_admin, partner, "keep_scan", scan=scan(pdf())).status_code == 302
    commitment = partner.commitments.get()
    assert not Path(commitment.scan.path).is_relative_to(settings.MEDIA_ROOT)
    url = f"{address(partner)}commitment/{commitment.pk}/scan/"
    assert url in shown(as_admin, partner)
    response = as_admin.get(url)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{commitment.number}.pdf"'
    assert b"".join(response.streaming_content) == pdf()
    assert refused(made("view_partner").get(url))
    commitment.scan.delete()


@pytest.mark.parametrize("content", [b"MZ not a paper", b"", b"%PDF-1.4 and nothing more"])
def test_what_is_not_a_pdf_is_not_kept(as_admin, way, content):
    partner = way.to(S.ACTIVE)
    response = press(as_admin, partner, "keep_scan", scan=scan(content))
    assert list(response.context["do"]["keep_scan"].form.errors) == ["scan"]
    assert not partner.commitments.get().scan


def test_a_scan_that_is_too_large_is_not_kept(as_admin, way, monkeypatch):
    monkeypatch.setattr("partners.case.forms.LARGEST_SCAN", 0)
    partner = way.to(S.ACTIVE)
    response = press(as_admin, partner, "keep_scan", scan=scan(pdf()))
    assert list(response.context["do"]["keep_scan"].form.errors) == ["scan"]


def test_a_scan_without_a_commitment_is_refused(as_admin):
    response = press(as_admin, PartnerFactory(), "keep_scan", scan=scan(pdf()))
    assert messages(response) == [said("Draw up the commitment.")]


@pytest.fixture
def papers_in(monkeypatch):
    """What the documents are asked for, in place of the documents."""
    monkeypatch.setattr(papers, "commitment_pdf", lambda commitment, language: f"{commitment} {language}".encode())
    monkeypatch.setattr(papers, "annex_pdf", lambda annex, language: f"{annex} {language}".encode())


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_the_commitment_opens_in_every_language(as_admin, way, papers_in, language):
    partner = way.to(S.READY)
    commitment = partner.commitments.get()
    url = f"{address(partner)}commitment/{commitment.pk}/{language}.pdf"
    assert url in shown(as_admin, partner)
    response = as_admin.get(url)
    assert response.content == f"{commitment.number} {language}".encode()
    assert response.headers["Content-Type"] == "application/pdf"


def test_papers_are_only_for_staff_and_only_of_the_case(as_admin, way, papers_in, made):
    partner, other = way.to(S.READY), PartnerFactory()
    commitment = partner.commitments.get()
    assert as_admin.get(f"{address(other)}commitment/{commitment.pk}/sv.pdf").status_code == 404
    assert as_admin.get(f"{address(partner)}commitment/{commitment.pk}/xx.pdf").status_code == 404
    assert as_admin.get(f"{address(partner)}commitment/{commitment.pk}/scan/").status_code == 404
    assert refused(made("view_partner").get(f"{address(partner)}commitment/{commitment.pk}/sv.pdf"))
