"""Whatever comes in: never an error of ours, always problem details, and nothing stored that was not acknowledged.

FUZZ_CASES says how many requests there are; `make fuzz` asks for ten thousand.
"""

import json
import os

import pytest
from django.test import Client

from cms.charsets import CharsetSafeRequest
from cms.problems import MEDIA_TYPE
from forms.models import Draft, Submission, SurveyEmail, Upload
from tests.forms.api.staff import bearer
from tests.fuzz.hostile_requests import Hostile, requests
from tests.fuzz.routes import known, published, routes

CASES = int(os.environ.get("FUZZ_CASES", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
SHOWN = 20
STORED = {Submission: (201,), Draft: (201,), Upload: (201,), SurveyEmail: (201, 202)}
"""What is stored, and the statuses that say so."""


@pytest.mark.django_db
def test_no_hostile_request_breaks_anything_or_is_stored(client, monkeypatch):
    monkeypatch.setattr("django.test.client.WSGIRequest", CharsetSafeRequest)
    client.raise_request_exception = False
    pages, user = published()
    parts = known(client, pages)
    document = client.get("/api/v1/openapi.json").json()
    broken = []
    for hostile in requests(routes(document, parts, bearer(user)), seed=SEED, count=CASES):
        before = rows()
        response = sent(client, hostile)
        found = [*complaints(hostile, response), *stored(before, response.status_code)]
        broken += [f"{complaint}: {hostile}" for complaint in found]
    assert not broken, "\n".join([f"{len(broken)} broken", *broken[:SHOWN]])
    assert_readable()


def rows():
    return {model: model._default_manager.count() for model in STORED}


def stored(before, status):
    """What is there now, though the answer was not that it is."""
    for model, statuses in STORED.items():
        if model._default_manager.count() > before[model] and status not in statuses:
            yield f"{model.__name__} stored with {status}"


def sent(client: Client, hostile: Hostile):
    content, content_type = hostile.body
    return client.generic(
        hostile.method,
        hostile.path,
        content,
        content_type=content_type,
        headers=dict(hostile.headers),
        QUERY_STRING=hostile.query,
    )


def complaints(hostile, response):
    status = response.status_code
    if status >= 500:
        yield f"{status} {response.content[:300]!r}"
    if 300 <= status < 400 and status != 304:
        yield f"{status} to {response['Location']}"
    if status < 400 or hostile.method == "HEAD":
        return
    if response["Content-Type"] != MEDIA_TYPE:
        yield f"{status} as {response['Content-Type']}"
        return
    problem = json.loads(response.content)
    if problem["status"] != status or not problem["code"] or not problem["detail"]:
        yield f"{status} told as {problem}"
    if response.headers.get("Content-Language") not in ("sv", "fi", "en"):
        yield f"{status} in no language"


def assert_readable():
    """What was stored all the same is text that can be written anywhere."""
    for answers in [
        *Submission.objects.values_list("answers", flat=True),
        *Draft.objects.values_list("answers", flat=True),
    ]:
        text = json.dumps(answers, ensure_ascii=False, allow_nan=False)
        text.encode()
        assert "\\u0000" not in text
