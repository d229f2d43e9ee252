"""The list of deliveries: who sees which, what is said of each, and sending again."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms import outbox
from cms.models import Webhook
from forms.models import Delivery, Submission
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, publish
from tests.forms.test_inbox import INBOX, address, received, staff

pytestmark = pytest.mark.django_db

LIST = f"{INBOX}deliveries/"
WAITING, RUNNING, DONE, FAILED = Delivery.State.values


@pytest.fixture(autouse=True)
def _nothing_is_sent(monkeypatch):
    monkeypatch.setattr(outbox, "enqueue", lambda delivery, after=None: None)


@pytest.fixture
def webhook():
    return Webhook.objects.create(name="Demo register", url="https://register.demo.example/")


@pytest.fixture
def page(webhook):
    return publish(
        handlers=[
            {"type": "handler", "value": {"handler": "confirmation", "to": ""}},
            {"type": "handler", "value": {"handler": "webhook", "to": "", "webhook": str(webhook.pk)}},
        ]
    )


def in_english(user):
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def reader(page):
    group = Group.objects.create(name="Demo readers")
    page.survey.readers.add(group)
    return in_english(staff("view_submission", "change_submission", groups=(group,)))


@pytest.fixture
def only_reader(page, reader):
    return in_english(staff("view_submission", groups=tuple(reader.groups.all())))


def rows(client, **filters):
    """What the list says, row by row."""
    shown = BeautifulSoup(client.get(LIST, filters).content, "html.parser")
    found = [[cell.get_text(" ", strip=True) for cell in row.find_all("td")] for row in shown.select("tbody tr")]
    return [row for row in found if row]


def test_the_newest_stands_first_with_its_webhook_state_and_last_answer(client, page, reader):
    submission = received(page)
    Delivery.objects.filter(handler="webhook").update(state=DONE, attempts=2, last_answer="204 No Content")
    client.force_login(reader)
    first, second = rows(client)
    assert first[1:4] == ["Message to another system: Demo register Demoenkät", "Done", "204 No Content 2 attempts"]
    assert second[1:4] == ["Receipt to the respondent Demoenkät", "Waiting", ""]
    assert address(submission) in client.get(LIST).content.decode()


def test_a_failure_says_why_and_when_it_is_tried_again(client, page, reader):
    received(page)
    overdue = timezone.now() + timedelta(hours=2) + outbox.LEASE
    Delivery.objects.filter(handler="webhook").update(attempts=4, last_error="500 Demo", overdue_at=overdue)
    client.force_login(reader)
    words = rows(client)[0][3]
    assert words.startswith("500 Demo 4 attempts Next attempt:")
    assert date_format(timezone.localtime(overdue - outbox.LEASE), "H:i") in words


def test_a_webhook_that_was_deleted_is_called_so(client, page, reader, webhook):
    submission = received(page)
    webhook.delete()
    client.force_login(reader)
    assert "a webhook that was deleted" in rows(client)[0][1]
    assert "a webhook that was deleted" in client.get(address(submission)).content.decode()


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"state": FAILED}, 1),
        ({"handler": "confirmation"}, 1),
        ({"handler": "confirmation", "state": FAILED}, 0),
        ({"changed_at_to": "2020-01-01"}, 0),
    ],
)
def test_the_list_is_narrowed(client, page, reader, filters, left):
    received(page)
    Delivery.objects.filter(handler="webhook").update(state=FAILED)
    client.force_login(reader)
    assert len(rows(client, **filters)) == left


def test_deliveries_of_other_surveys_are_neither_seen_nor_sent(client, page, reader):
    other = publish({"key": "other-survey"}, handlers=page.handlers)
    received(other, name="Hemlig Demo")
    client.force_login(reader)
    assert rows(client) == []
    assert client.post(LIST, {"send_again": Delivery.objects.first().pk}).status_code == 404


def test_who_edits_pages_does_not_see_the_list(client, page):
    client.force_login(staff("change_surveypage"))
    assert client.get(LIST).status_code in {302, 403}


def test_one_is_sent_again_and_the_filters_stay(client, page, reader):
    received(page)
    Delivery.objects.update(state=FAILED, attempts=7)
    first = Delivery.objects.first()
    client.force_login(reader)
    response = client.post(f"{LIST}?state=failed", {"send_again": first.pk})
    assert response["Location"] == f"{LIST}?state=failed"
    assert [row.state for row in Delivery.objects.all()] == [WAITING, FAILED]


def test_all_that_failed_are_sent_again_as_far_as_the_filters_leave_them(client, page, reader):
    received(page)
    received(page)
    Delivery.objects.update(state=FAILED)
    client.force_login(reader)
    client.post(f"{LIST}?state=failed&handler=webhook", {"send_failed": "1"})
    assert set(Delivery.objects.filter(handler="webhook").values_list("state", flat=True)) == {WAITING}
    assert set(Delivery.objects.filter(handler="confirmation").values_list("state", flat=True)) == {FAILED}
    assert ModelLogEntry.objects.filter(action="surveys.send_delivery_again", user=reader).count() == 2


def test_one_that_a_worker_has_is_not_sent_again_and_staff_are_told(client, page, reader):
    submission = received(page)
    Delivery.objects.update(state=RUNNING)
    client.force_login(reader)
    assert 'name="send_again"' not in client.get(LIST).content.decode()
    for url in (LIST, address(submission)):
        shown = client.post(url, {"send_again": Delivery.objects.first().pk}, follow=True).content.decode()
        assert "The delivery is under way right now." in shown
    assert set(Delivery.objects.values_list("state", flat=True)) == {RUNNING}


def test_who_may_only_read_sends_nothing(client, page, only_reader):
    received(page)
    Delivery.objects.update(state=FAILED)
    client.force_login(only_reader)
    assert "send_" not in client.get(LIST, {"state": FAILED}).content.decode()
    for given in ({"send_again": Delivery.objects.first().pk}, {"send_failed": "1"}):
        client.post(f"{LIST}?state=failed", given)
    assert set(Delivery.objects.values_list("state", flat=True)) == {FAILED}


@pytest.mark.parametrize("key", ["", "x", "9" * 40])
def test_a_delivery_that_there_is_not_is_not_sent(client, page, reader, key):
    client.force_login(reader)
    assert client.post(LIST, {"send_again": key}).status_code == 404


def test_the_list_takes_the_same_queries_however_long_it_is(client, page, reader, django_assert_max_num_queries):
    client.force_login(reader)
    received(page)
    client.get(LIST)
    for number in range(10):
        received(page, name=f"Demo {number}")
    with django_assert_max_num_queries(20) as queries:
        assert len(rows(client)) == 22
    assert not any('"answers"' in query["sql"] for query in queries.captured_queries)


def test_an_empty_list_says_what_will_come(client, reader):
    client.force_login(reader)
    assert "Nothing has been delivered yet." in client.get(LIST).content.decode()


def test_the_front_page_counts_what_failed_and_says_nothing_where_nothing_did(client, page, reader):
    received(page)
    client.force_login(reader)
    assert "Failed deliveries" not in client.get("/admin/").content.decode()
    Delivery.objects.filter(handler="webhook").update(state=FAILED)
    assert "Failed deliveries: 1" in client.get("/admin/").content.decode()


def test_what_a_receiver_answered_is_never_html(client, page, reader):
    submission = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.API).submission
    Delivery.objects.update(last_answer="200 OK: <script>alert(1)</script>")
    client.force_login(reader)
    for url in (LIST, address(submission)):
        assert "<script>alert(1)" not in client.get(url).content.decode()
