"""What came in to a survey, as staff's systems list it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms.models import Submission
from tests.factories.surveys import definition, publish
from tests.forms.api.staff import bearer, reader_of, received

pytestmark = pytest.mark.django_db

LIST = "/api/v1/surveys/demo-survey/submissions/"


@pytest.fixture
def page():
    return publish()


@pytest.fixture
def headers(page):
    return bearer(reader_of(page))


def at(submission, days):
    Submission.objects.filter(pk=submission.pk).update(received_at=timezone.now() - timedelta(days=days))
    return submission


def ids(response):
    assert response.status_code == 200, response.content
    return [item["id"] for item in response.json()["items"]]


def test_an_item_says_what_it_takes_to_find_a_submission(client, page, headers):
    submission = received(page, door=Submission.Door.API)
    found = client.get(LIST, headers=headers).json()
    assert (found["count"], found["next"]) == (1, None)
    (item,) = found["items"]
    assert item.pop("received_at")
    assert item == {
        "id": str(submission.pk),
        "reference": submission.reference,
        "survey": "demo-survey",
        "version": 1,
        "locale": "sv",
        "title": submission.title,
        "organisation": "",
        "state": "new",
        "door": "api",
        "mode": "",
        "revision": 1,
    }


def test_pages_hold_every_submission_once_while_new_ones_come_in(client, page, headers):
    moment = timezone.now() - timedelta(days=1)
    rows = [received(page) for _number in range(7)]
    # Some came at the very same moment.
    Submission.objects.filter(pk__in=[row.pk for row in rows[:5]]).update(received_at=moment)
    seen, cursor = [], None
    while True:
        found = client.get(LIST, {"limit": 2, **({"cursor": cursor} if cursor else {})}, headers=headers)
        seen += ids(found)
        cursor = found.json()["next"]
        if cursor is None:
            break
        received(page)
    assert sorted(seen) == sorted(str(row.pk) for row in rows)
    assert seen[:2] == [str(rows[6].pk), str(rows[5].pk)]


@pytest.mark.parametrize("cursor", ["x", "1", "", "WyJ4Il0", "å", "a" * 5000])
def test_a_cursor_that_was_not_given_out_is_refused(client, page, headers, cursor):
    response = client.get(LIST, {"cursor": cursor}, headers=headers)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/cursor"


def test_the_list_is_narrowed(client, page, headers):
    other = publish({**definition(locale="fi", title="Demokysely")})
    first = at(received(page, name="Demo Ett"), 10)
    second = at(received(page, name="Demo Två", door=Submission.Door.API), 5)
    third = received(other, name="Demo Kolme")
    Submission.objects.filter(pk=second.pk).update(state="accepted", organisation="1234567-1", revision=2)
    Submission.objects.filter(pk=third.pk).update(state="rejected")
    week = (timezone.now() - timedelta(days=7)).isoformat()
    for wanted, rows in (
        ({"state": ["accepted", "rejected"]}, [third, second]),
        ({"state": "new"}, [first]),
        ({"locale": "fi"}, [third]),
        ({"door": "api"}, [second]),
        ({"received_after": week}, [third, second]),
        ({"received_before": week}, [first]),
        ({"q": "två"}, [second]),
        ({"q": first.reference}, [first]),
        ({"q": str(first.pk)}, [first]),
        ({"organisation": "1234567-1"}, [second]),
        ({"corrected": "true"}, [second]),
        ({"corrected": "false", "door": "page"}, [third, first]),
    ):
        response = client.get(LIST, wanted, headers=headers)
        assert ids(response) == [str(row.pk) for row in rows], wanted
        assert response.json()["count"] == len(rows)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"state": ["new", "x"]}, "/state/1"),
        ({"locale": "de"}, "/locale"),
        ({"door": "window"}, "/door"),
        ({"received_after": "2026-01-01T00:00"}, "/received_after"),
        ({"received_before": "yesterday"}, "/received_before"),
        ({"limit": "0"}, "/limit"),
        ({"limit": "101"}, "/limit"),
        ({"q": "a\x00"}, "/q"),
        ({"corrected": "perhaps"}, "/corrected"),
        ({"sate": "new"}, "/sate"),
    ],
)
def test_a_wrong_parameter_is_named(client, page, headers, wrong, pointer):
    response = client.get(LIST, wrong, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert [item["pointer"] for item in response.json()["errors"]] == [pointer]


def test_the_list_takes_the_same_queries_however_long_it_is(client, page, headers, django_assert_num_queries):
    received(page)
    client.get(LIST, headers=headers)
    with django_assert_num_queries(6) as short:
        client.get(LIST, headers=headers)
    for _number in range(12):
        received(page)
    with django_assert_num_queries(len(short)) as found:
        client.get(LIST, {"limit": 10}, headers=headers)
    assert not any('"answers"' in query["sql"] or '"definition"' in query["sql"] for query in found)
