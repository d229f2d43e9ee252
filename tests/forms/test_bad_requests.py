"""Requests that no page of ours makes: each is answered in the four hundreds, or as if nothing was wrong."""

import json

import pytest

from forms.models import Draft, Submission
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/demo-survey/"
FIRST = {"name": "Demo Ab", "heating": "sun", "_shown": "name email heating"}
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'


@pytest.fixture
def addresses(client):
    """Every kind of address below a survey, true ones and made-up ones."""
    page = publish()
    step = client.post(START, FIRST).url
    receipt = f"{START}receipt/"
    return [
        *(page.url, START, step, step.replace("energy", "you"), step.replace("energy/", "")),
        *(step.replace("energy", "receipt"), step.replace("energy", "nowhere"), step.replace("/sv/", "/en/")),
        *(receipt, f"{receipt}x/", f"{receipt}%00:x/", f"{START}%00%F0%9F%98%80/", f"{START}%ff/you/"),
        *("/sv/survey/nothing/", "/sv/survey/nothing/x/", "/fi/survey/demo-survey/"),
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("query", ["", "?mend", "?mend=%00&_back=1&_version=x"])
def test_any_method_at_any_address(client, addresses, method, query):
    statuses = {client.generic(method, address + query).status_code for address in addresses}
    assert max(statuses) < 500


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"_back=1",
        b"=&=&=",
        b"name=%00&heating=%ff%fe&_shown=%00",
        b"name=a&name=b&heating=oil&heating=sun&saving=x&saving=started&_shown=name&_shown=saving",
        b"_version=%00&_version=9&mode=%00&mode=together&_send=",
        b"heating=oil&litres=" + b"9" * 100_000,
        b"heating=oil&litres=1e999&email=" + b"a@" * 50_000,
        b"more=%ed%a0%80&saving=" + b"x" * 100_000 + b"&_shown=" + b"a+" * 100_000,
    ],
)
def test_any_body_at_any_address(client, addresses, body):
    statuses = {client.generic("POST", address, body, content_type=URLENCODED).status_code for address in addresses}
    assert max(statuses) < 500


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("", b"name=a"),
        ("text/plain", b"name=a"),
        ("application/json", b'{"name": "a"}'),
        (f"{URLENCODED}; charset=utf-16", b"name=a"),
        (f"{URLENCODED}; charset=nothing", b"name=a"),
        ("multipart/form-data", b"name=a"),
        ("multipart/form-data; boundary=", PART % (b"name", b"a")),
        (MULTIPART, PART % (b"name", b"a")),
        (MULTIPART, (PART % (b"name", b"a"))[:50]),
        (MULTIPART, (PART % (b"_shown", b"\xff\xfe\x00")) + b"--x--\r\n"),
        (MULTIPART, (PART % (b'name"; filename="a.txt', b"a")) + b"--x--\r\n"),
    ],
)
def test_any_content_type_at_any_address(client, addresses, content_type, body):
    statuses = {client.generic("POST", address, body, content_type=content_type).status_code for address in addresses}
    assert max(statuses) < 500


def test_ampersands_in_a_text_are_no_fields(client, addresses):
    step = addresses[2]
    response = client.post(step, {"saving": "started", "more": "&" * 3000, "_shown": "saving more"})
    assert response.status_code == 422
    assert Draft.objects.get().answers["more"] == "&" * 3000


def test_fields_are_counted_however_their_headers_are_written(client, addresses):
    body = b"".join(PART % (b"f%d" % number, b"") for number in range(2500)).replace(b"Content", b"content")
    assert client.generic("POST", addresses[2], body + b"--x--\r\n", content_type=MULTIPART).status_code == 413


@pytest.mark.parametrize("key", ["\ud800", "\x00", "", "a" * 100_000])
def test_a_key_that_cannot_be_written_is_answered_in_words(client, key):
    publish()
    body = json.dumps({"answers": {**ANSWERS, key: "x"}})
    response = client.post("/api/v1/surveys/demo-survey/submissions/", body, "application/json")
    assert response.status_code in {400, 422}
    assert response["Content-Type"] == "application/problem+json"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("sv", "Vi kunde inte läsa"), ("fi", "Emme voineet lukea")])
def test_a_body_that_broke_on_its_way_is_answered_in_the_readers_language(client, language, words):
    publish({**definition(locale=language)})
    response = client.post(f"/{language}/survey/demo-survey/", b"--x", content_type="multipart/form-data")
    assert response.status_code == 400
    assert words in response.content.decode()
