"""Events in the admin: the list, the sign-ups, and the list as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from partners.models import SignUpState
from tests.factories.partners import EventFactory, EventSignUpFactory

pytestmark = pytest.mark.django_db
BASE = "/admin/snippets/partners/event/"


@pytest.fixture(autouse=True)
def signed_in(client, admin):
    client.force_login(admin)


def sign_ups(event, ending="/"):
    return f"/admin/partners/events/{event.pk}/sign-ups{ending}"


def test_the_list_says_how_many_come_of_how_many(client):
    event = EventFactory(capacity=20)
    EventSignUpFactory.create_batch(3, event=event)
    page = client.get(BASE).text
    assert "3 / 20" in page
    assert sign_ups(event) in page


def test_more_places_given_in_the_form_go_to_those_who_wait(client):
    event = EventFactory(capacity=1)
    EventSignUpFactory(event=event)
    waiting = EventSignUpFactory(event=event, state="waiting")
    response = client.post(
        f"{BASE}edit/{event.pk}/",
        {
            "kind": event.kind, "is_public": "on", "slug": event.slug,
            "title_sv": "A", "title_fi": "B", "title_en": "C",
            "place_sv": "A", "place_fi": "B", "place_en": "C",
            "starts_at": f"{timezone.localtime(event.starts_at):%Y-%m-%d %H:%M}",
            "ends_at": f"{timezone.localtime(event.ends_at):%Y-%m-%d %H:%M}",
            "capacity": "2",
        },
    )  # fmt: skip
    assert response.status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == SignUpState.COMING


def test_staff_cancel_a_place(client):
    row = EventSignUpFactory()
    assert client.get(sign_ups(row.event)).status_code == 200
    assert client.post(sign_ups(row.event), {"cancel": row.pk}).status_code == 302
    row.refresh_from_db()
    assert row.state == SignUpState.CANCELLED
    assert client.post(sign_ups(row.event), {"cancel": row.pk}, follow=True).status_code == 200
    assert client.post(sign_ups(row.event), {"cancel": "0"}).status_code == 400
    assert client.post(sign_ups(row.event)).status_code == 400


def test_staff_note_who_was_there(client):
    event = EventFactory(starts_at=timezone.now() - timedelta(hours=1))
    here, not_here = EventSignUpFactory(event=event), EventSignUpFactory(event=event)
    client.post(sign_ups(event), {"attendance": "1", "present": [here.pk]})
    here.refresh_from_db()
    not_here.refresh_from_db()
    assert (here.attended, not_here.attended) == (True, False)


def test_a_formula_in_a_name_stays_text_in_both_files(client):
    event = EventFactory(slug="traff")
    EventSignUpFactory(event=event, name="=1+1", organisation="@demo")
    content = client.get(sign_ups(event, ".csv"))
    rows = list(csv.reader(io.StringIO(content.content.decode("utf-8-sig"))))
    assert (rows[1][0], rows[1][2]) == ("'=1+1", "'@demo")
    assert "no-store" in content["Cache-Control"]
    sheet = load_workbook(io.BytesIO(client.get(sign_ups(event, ".xlsx")).content)).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert client.get(sign_ups(event, ".pdf")).status_code == 404


def test_only_those_who_may_change_events_see_who_comes(client, staff):
    row = EventSignUpFactory()
    client.force_login(staff("change_partner"))
    assert client.get(sign_ups(row.event)).status_code == 302
    assert client.get(sign_ups(row.event, ".csv")).status_code == 302
