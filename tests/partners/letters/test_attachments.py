"""What goes with a letter: papers that open, and calendar entries that a calendar reads and takes back."""

from io import BytesIO

import pikepdf
import pytest
from icalendar import Calendar

from partners.letters.writing import written
from partners.models import Letter
from tests.partners.letters import records

pytestmark = pytest.mark.django_db


def files_of(letter, made, language, **changed):
    partner, context = made(language)
    message = written(records.row(letter, partner, context, language, **changed)).message()
    return list(message.get_payload()[1:]) if message.get_content_type() == "multipart/mixed" else []


def calendar_of(letter, made, language="sv", **changed):
    [file] = files_of(letter, made, language, **changed)
    assert file.get_content_type() == "text/calendar"
    return Calendar.from_ical(file.get_payload(decode=True)), file


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("letter", "made"),
    [
        (Letter.DRAFT_COMMITMENT, records.draft_commitment),
        (Letter.SIGNED, records.signed),
        (Letter.ANNEX, records.annex),
    ],
)
def test_papers_open_in_the_citys_languages_and_the_readers(letter, made, language):
    files = files_of(letter, made, language)
    papers = [pikepdf.open(BytesIO(file.get_payload(decode=True))) for file in files]
    languages = {str(paper.Root.Lang)[:2] for paper in papers}
    assert languages == {"sv", "fi", language}
    assert all(len(paper.pages) for paper in papers)
    assert len({file.get_filename() for file in files}) == len(files)
    assert all(file.get_filename().endswith(".pdf") for file in files)


@pytest.mark.parametrize(("language", "place"), [("sv", "Rådhuset"), ("fi", "Raatihuone"), ("en", "Town Hall")])
def test_an_invitation_can_be_kept_in_a_calendar(language, place):
    calendar, file = calendar_of(Letter.INVITATION, records.invitation, language)
    [entry] = calendar.walk("VEVENT")
    assert (calendar["method"], entry["status"], entry["location"]) == ("PUBLISH", "CONFIRMED", place)
    assert file.get_param("method") == "PUBLISH"
    assert entry["uid"].startswith("signing-")
    assert entry.decoded("dtend") > entry.decoded("dtstart")


def test_a_cancelled_signing_is_taken_out_of_the_calendar():
    partner, context = records.new_date("sv")
    invitation = written(records.row(Letter.INVITATION, partner, context, "sv")).attachments
    cancelled = written(records.row(Letter.NEW_DATE, partner, context, "sv")).attachments
    before, after = (Calendar.from_ical(files[0].content) for files in (invitation, cancelled))
    [entry], [gone] = before.walk("VEVENT"), after.walk("VEVENT")
    assert (after["method"], gone["status"]) == ("CANCEL", "CANCELLED")
    assert gone["uid"] == entry["uid"]
    assert gone["sequence"] > entry["sequence"]


def test_who_was_absent_keeps_the_day_that_has_passed():
    assert files_of(Letter.NEW_DATE, records.new_date_for_the_absent, "sv") == []


@pytest.mark.parametrize("letter", [Letter.SIGNED_UP, Letter.PLACE_FREE])
def test_a_place_at_an_event_can_be_kept_in_a_calendar(letter):
    calendar, _file = calendar_of(letter, records.signed_up, "fi")
    [entry] = calendar.walk("VEVENT")
    assert (entry["summary"], entry["location"]) == ("Verkostotapaaminen", "Raatihuone")


def test_the_waiting_list_is_no_entry_in_a_calendar():
    assert files_of(Letter.WAITING_LIST, records.waiting_list, "sv") == []
