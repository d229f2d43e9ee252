"""The registers of the casework."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override

from forms.models import Submission
from forms.services.submissions import submit
from partners.models import (
    Annex,
    Commitment,
    ContactAttempt,
    DataProtectionDescription,
    FollowUp,
    GoalReport,
    Mapping,
    SigningInvitation,
    SigningOccasion,
)
from tests.factories.partners import GoalFactory, PartnerFactory, SectorFactory
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/partners/"
REGISTERS = ("mappings", "commitments", "occasions", "follow-ups", "attempts")
READ_ONLY = ("mappings", "commitments", "follow-ups", "attempts")
VIEW = {
    "mappings": "view_mapping",
    "commitments": "view_commitment",
    "occasions": "view_signingoccasion",
    "follow-ups": "view_followup",
    "attempts": "view_contactattempt",
}


def url(register, rest=""):
    return f"{ADDRESS}{register}/{rest}"


def said(words):
    with override("sv"):
        return gettext(words)


def frozen(words):
    text = {"pledge": words, "theme": "Energi", "effect": "Elen är dyr.", "indicator": "", "unit": "", "baseline": ""}
    texts = text | {"target": "", "horizon": "", "outcome": ""}
    return {
        "goal": 1,
        "theme": "energy",
        "horizon": "",
        "target_year": 2030,
        "texts": dict.fromkeys(("sv", "fi", "en"), texts),
    }


def make_occasion(**changed):
    starts_at = timezone.now() + timedelta(days=20)
    values = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1), "city_signatory": "Demo Direktör"}
    places = {"place_sv": "Demosalen", "place_fi": "Demosali", "place_en": "Demo Hall"}
    return SigningOccasion.objects.create(**values | places | changed)


@pytest.fixture
def version():
    return publish().live_version


@pytest.fixture
def description():
    return DataProtectionDescription.objects.create(
        version="2026-01", valid_from=date(2026, 1, 1), text_sv="Text", text_fi="Teksti", text_en="Text"
    )


@pytest.fixture
def row(version, description, admin):
    """Adds one row to each register: `row("Demo Ab")`."""

    def make(name, **changed):
        number = Commitment.objects.count() + 1
        partner = PartnerFactory(name=name, active=True, sector=SectorFactory(), **changed)
        submission = submit(version=version, answers=ANSWERS, door=Submission.Door.API).submission
        Mapping.objects.create(partner=partner, submission=submission, received_at=timezone.now())
        commitment = Commitment.objects.create(
            partner=partner,
            number=f"2026-{number:04d}",
            state="in_force",
            goals=[frozen("Vi minskar elen.")],
            description=description,
            organisation_signatory="Demo Tecknare",
            organisation_signed_on=date(2025, 6, 5),
            organisation_signed_how="at_occasion",
            city_signatory="Demo Direktör",
            city_signed_on=date(2025, 6, 6),
            city_signed_how="at_occasion",
        )
        Annex.objects.create(commitment=commitment, number=1, agreed_on=date(2026, 5, 5), goals=[frozen("Nytt mål.")])
        follow_up = FollowUp.objects.create(
            partner=partner,
            due_on=date(2026, 6, 5),
            answered_at=timezone.now(),
            channel="phone",
            answered_by="Demo Person",
            continuation="keep",
            support="city",
            recorded_by=admin,
        )
        GoalReport.objects.create(
            follow_up=follow_up, goal=GoalFactory(partner=partner), state="on_track", value="12.5"
        )
        ContactAttempt.objects.create(partner=partner, channel="phone", outcome="no_answer", made_by=admin)
        occasion = make_occasion(state="held", place_sv=name)
        SigningInvitation.objects.create(occasion=occasion, partner=partner, signatory_name="Demo", state="signed")
        return partner

    return make


@pytest.fixture
def by_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.mark.parametrize("register", READ_ONLY)
def test_a_register_lists_its_rows_and_leads_to_their_cases(by_admin, row, register):
    partners = [row("Demo ett"), row("Demo två")]
    page = by_admin.get(url(register)).content.decode()
    for partner in partners:
        assert partner.name in page
        assert f"/admin/partners/case/{partner.pk}/" in page


def test_the_occasions_lead_to_their_pages(by_admin):
    occasion = make_occasion()
    assert f"/admin/partners/signing/{occasion.pk}/" in by_admin.get(url("occasions")).content.decode()


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("query", [{}, {"export": "csv"}, {"export": "xlsx"}])
def test_thirty_rows_take_as_many_queries_as_three(by_admin, row, django_assert_num_queries, register, query):
    def read():
        response = by_admin.get(url(register), query)
        return b"".join(response) if response.streaming else response.content

    for number in range(3):
        row(f"Demo {number}")
    read()
    with CaptureQueriesContext(connection) as three:
        read()
    for number in range(3, 30):
        row(f"Demo {number}")
    with django_assert_num_queries(len(three)):
        assert b"Demo 29" in read() or query == {"export": "xlsx"}


@pytest.mark.parametrize("register", READ_ONLY)
def test_a_register_is_searched(by_admin, row, register):
    row("Demo ett"), row("Demo två")
    page = by_admin.get(url(register), {"q": "två"}).content.decode()
    assert "Demo två" in page
    assert "Demo ett" not in page


FILTERS = [
    ("mappings", {"partner__state__exact": "active"}, {"partner__state__exact": "closed"}),
    ("mappings", {"submission__version__locale__exact": "sv"}, {"submission__version__locale__exact": "en"}),
    ("commitments", {"state__exact": "in_force"}, {"state__exact": "draft"}),
    ("commitments", {"organisation_signed_on__year": "2025"}, {"organisation_signed_on__year": "2024"}),
    ("commitments", {"partner__contact_language__exact": "sv"}, {"partner__contact_language__exact": "fi"}),
    ("follow-ups", {"standing": "answered"}, {"standing": "waiting"}),
    ("follow-ups", {"standing": "answered"}, {"standing": "closed"}),
    ("follow-ups", {"due_on__year": "2026"}, {"due_on__year": "2020"}),
    ("follow-ups", {"support__exact": "city"}, {"support__exact": "none"}),
    ("attempts", {"outcome__exact": "no_answer"}, {"outcome__exact": "reached"}),
    ("attempts", {"channel__exact": "phone"}, {"channel__exact": "post"}),
    ("occasions", {"state__exact": "held"}, {"state__exact": "open"}),
]


@pytest.mark.parametrize(("register", "matching", "other"), FILTERS)
def test_a_register_is_filtered(by_admin, row, register, matching, other):
    row("Demo ett")
    assert "Demo ett" in by_admin.get(url(register), matching).content.decode()
    assert "Demo ett" not in by_admin.get(url(register), other).content.decode()


def test_the_chosen_filter_is_said(by_admin, row):
    row("Demo ett")
    page = BeautifulSoup(by_admin.get(url("commitments"), {"state__exact": "in_force"}).content, "html.parser")
    chosen = [link.get_text(strip=True) for link in page.select(".register-filter a[aria-current]")]
    assert chosen[0] == said("In force")


@pytest.mark.parametrize(
    "query",
    [
        {"partner__contact_email__startswith": "nobody"},
        {"partner__mappings__submission__answers__contains": "x"},
        {"partner__access_links__sent_to__startswith": "nobody"},
        {"no_such_field": "1"},
    ],
)
def test_other_conditions_in_the_address_find_nothing_out(by_admin, row, query):
    row("Demo ett")
    assert "Demo ett" in by_admin.get(url("commitments"), query).content.decode()


def test_a_broken_address_leads_back_to_the_list(by_admin, row):
    response = by_admin.get(url("commitments"), {"organisation_signed_on__year": "x"})
    assert (response.status_code, response.url) == (302, url("commitments"))


def test_the_mappings_say_the_language_in_words(by_admin, row):
    row("Demo ett")
    cells = BeautifulSoup(by_admin.get(url("mappings")).content, "html.parser").select("td.field-language")
    assert [cell.get_text(strip=True) for cell in cells] == ["Svenska"]


def details(client, register, record):
    return client.get(url(register, f"inspect/{record.pk}/")).content.decode()


def test_a_commitment_shows_its_frozen_goals_signatures_and_annexes(by_admin, row):
    partner = row("Demo ett")
    page = details(by_admin, "commitments", Commitment.objects.get())
    for words in ("Vi minskar elen.", "Nytt mål.", "Demo Tecknare", "Demo Direktör", "2026-01", "5 juni 2025"):
        assert words in page
    assert f"/admin/partners/case/{partner.pk}/" in page


def test_a_commitment_leads_to_its_papers(by_admin, row):
    partner = row("Demo ett")
    commitment, annex = Commitment.objects.get(), Annex.objects.get()
    page = details(by_admin, "commitments", commitment)
    for paper in (f"commitment/{commitment.pk}", f"annex/{annex.pk}"):
        for language in ("sv", "fi"):
            assert f"/admin/partners/case/{partner.pk}/{paper}/{language}.pdf" in page


def test_papers_are_only_for_those_who_handle_cases(client, staff, row):
    row("Demo ett")
    client.force_login(staff("view_commitment"))
    assert "pdf" not in details(client, "commitments", Commitment.objects.get())


def test_a_follow_up_shows_how_each_goal_was_going(by_admin, row):
    row("Demo ett")
    page = details(by_admin, "follow-ups", FollowUp.objects.get())
    assert "Vi minskar elen." in page
    assert "12,5" in page


def test_a_mapping_shows_its_reference(by_admin, row):
    row("Demo ett")
    mapping = Mapping.objects.get()
    assert mapping.submission.reference in details(by_admin, "mappings", mapping)


def test_an_attempt_that_nobody_made_was_sent_by_itself(by_admin, row):
    row("Demo ett")
    ContactAttempt.objects.update(made_by=None)
    assert said("sent by itself") in details(by_admin, "attempts", ContactAttempt.objects.get())


def test_an_occasion_shows_who_was_invited(by_admin, row):
    row("Demo ett")
    assert "Demo ett" in details(by_admin, "occasions", SigningOccasion.objects.get())


def exported_csv(client, register):
    return list(csv.reader(io.StringIO(b"".join(client.get(url(register), {"export": "csv"})).decode())))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_formula_is_only_text_in_csv(by_admin, row, name):
    row(name)
    headings, values = exported_csv(by_admin, "commitments")
    assert values[headings.index(said("organisation").capitalize())] == f"'{name}"


def test_a_formula_is_only_text_in_a_workbook(by_admin, row):
    row("=1+1")
    response = by_admin.get(url("commitments"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active
    [cell] = [cell for cell in sheet[2] if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_choices_and_times_are_exported_as_they_are_read(by_admin, row):
    row("Demo ett")
    headings, values = exported_csv(by_admin, "follow-ups")
    line = dict(zip(headings, values, strict=True))
    assert said("The goals stay as they are") in values
    answered = timezone.localtime(FollowUp.objects.get().answered_at)
    assert line[said("answered").capitalize()].startswith(f"{answered:%Y-%m-%d %H:%M}")


@pytest.mark.parametrize("register", READ_ONLY)
@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_nobody_writes_in_a_register(by_admin, row, register, action):
    row("Demo ett")
    record = {"mappings": Mapping, "commitments": Commitment, "follow-ups": FollowUp, "attempts": ContactAttempt}
    rest = "create/" if action == "create" else f"{action}/{record[register].objects.get().pk}/"
    assert by_admin.post(url(register, rest)).status_code == 302
    assert record[register].objects.count() == 1


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_is_for_those_who_may_view_its_records(client, staff, row, register):
    row("Demo ett")
    client.force_login(staff(VIEW[register]))
    assert client.get(url(register)).status_code == 200
    others = [other for other in REGISTERS if other != register]
    assert {client.get(url(other)).status_code for other in others} == {302}


def test_who_handles_cases_finds_the_occasions(client, staff):
    client.force_login(staff("change_partner"))
    assert client.get(url("occasions")).status_code == 200


def test_a_reader_who_does_not_handle_cases_is_not_led_to_them(client, staff, row):
    row("Demo ett")
    client.force_login(staff("view_commitment"))
    assert "/admin/partners/case/" not in client.get(url("commitments")).content.decode()
