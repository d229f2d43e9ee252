"""Requests that once broke something: each is refused in words, and nothing is stored."""

import pytest

from cms.charsets import CharsetSafeRequest
from forms.models import Draft
from tests.factories.surveys import publish
from tests.forms.api.staff import bearer, changer_of

pytestmark = pytest.mark.django_db

DRAFTS = "/api/v1/surveys/demo-survey/drafts/"


@pytest.mark.parametrize("number", ["1e999", "-1e999", "Infinity", "NaN"])
def test_a_number_without_end_is_no_json(client, number):
    publish()
    body = f'{{"answers": {{"name": {number}}}}}'
    refused = client.post(DRAFTS, body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (400, "body_invalid")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "0.5", "1700000000"])
def test_a_moment_out_of_the_calendar_or_in_seconds_is_no_moment(client, moment):
    staff = bearer(changer_of(publish()))
    refused = client.get("/api/v1/surveys/demo-survey/submissions/", {"received_after": moment}, headers=staff)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/received_after"


@pytest.mark.parametrize("charset", ["rot13", "undefined", "hex", "no-such-thing"])
@pytest.mark.parametrize("media_type", ["application/json", "multipart/form-data; boundary=a"])
def test_a_charset_that_no_text_has_is_passed_over(client, monkeypatch, media_type, charset):
    monkeypatch.setattr("django.test.client.WSGIRequest", CharsetSafeRequest)
    publish()
    sent = client.generic("POST", f"{DRAFTS}?locale=fi", b"{}", content_type=f"{media_type}; charset={charset}")
    assert (sent.status_code, sent["Content-Language"]) == (415, "fi")
