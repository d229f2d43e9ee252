"""Whatever goes wrong below `/api/v1/`, and wherever, is told as problem details."""

import json

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.test.client import MULTIPART_CONTENT

from tests.factories.partners import PartnerFactory
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db

API = "/api/v1/"
SUBMIT = f"{API}surveys/demo-survey/submissions/"
UPLOADS = f"{API}surveys/demo-survey/uploads/"
ORIGIN = "https://other.example"
HERE = "tests.cms.test_api_failures"
CODES = {"sv": "Något gick fel", "fi": "Meillä tapahtui virhe"}


@pytest.fixture
def visitor():
    """A client that gets the answer that a server would send."""
    return Client(raise_request_exception=False, headers={"accept-language": "fi", "origin": ORIGIN})


@pytest.fixture(params=[False, True], ids=["live", "debug"])
def debug(settings, request):
    """Django's own pages for developers are no answer of the API either."""
    settings.DEBUG = request.param


def problem(response, status, code):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Language"] == "fi"
    assert response["Cache-Control"] == "no-store"
    assert "Accept-Language" in response["Vary"]
    found = json.loads(response.content)
    assert (found["status"], found["code"]) == (status, code)
    assert found["detail"]
    return found


class Breaking:
    """A middleware that fails before a request is answered, or after."""

    error = RuntimeError("broken")
    when = "before"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.when == "before":
            raise self.error
        self.get_response(request)
        raise self.error


def breaking(settings, monkeypatch, when, error):
    monkeypatch.setattr(Breaking, "when", when)
    monkeypatch.setattr(Breaking, "error", error)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{HERE}.Breaking"]


@pytest.mark.usefixtures("debug")
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_error_of_a_middleware_has_a_number_that_is_in_the_log(visitor, settings, monkeypatch, caplog, when):
    breaking(settings, monkeypatch, when, RuntimeError("broken"))
    response = visitor.get(f"{API}goals/")
    found = problem(response, 500, "internal")
    number = found["detail"].rstrip(".").split()[-1]
    (line,) = [record for record in caplog.records if number in record.getMessage()]
    assert str(line.exc_info[1]) == "broken"
    assert response["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.usefixtures("debug")
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (SuspiciousOperation("bad"), 400, "bad_request"),
        (BadRequest("bad"), 400, "bad_request"),
        (PermissionDenied("no"), 403, "forbidden"),
    ],
)
def test_what_a_middleware_refuses_is_told_like_the_rest(visitor, settings, monkeypatch, error, status, code):
    breaking(settings, monkeypatch, "before", error)
    response = visitor.get(f"{API}goals/")
    problem(response, status, code)
    assert response["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.usefixtures("debug")
def test_an_error_of_a_route_keeps_the_headers_for_other_websites(visitor, monkeypatch, caplog):
    monkeypatch.setattr("partners.api.page_of", None)
    response = visitor.get(f"{API}goals/")
    found = problem(response, 500, "internal")
    assert found["detail"].rstrip(".").split()[-1] in caplog.text
    assert response["Access-Control-Allow-Origin"] == ORIGIN


def test_a_page_of_the_site_keeps_its_own_errors(settings):
    settings.DEBUG = False
    response = Client(raise_request_exception=False).get("/sv/nowhere/")
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.usefixtures("debug")
def test_a_host_that_is_not_ours(visitor, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    problem(visitor.get(f"{API}goals/", headers={"host": "other.example"}), 400, "bad_request")


@pytest.mark.usefixtures("debug")
@pytest.mark.parametrize(
    "address",
    ["nowhere/", "partners", "partners/%00/", "partners/%ff%fe/", "surveys/%00/", "goals/1/", "", "figures//"],
)
def test_an_address_that_there_is_not(visitor, address):
    code = "survey_unknown" if "surveys" in address and "%00" not in address else "not_found"
    problem(visitor.get(f"{API}{address}"), 404, code)


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        ("multipart/form-data", b"x", 400, "bad_request"),
        ("multipart/form-data; boundary=", b"x", 400, "bad_request"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; na", 422, "request_invalid"),
        ("application/json", b"{}", 415, "media_type_unsupported"),
        ("application/x-www-form-urlencoded", b"question=report", 415, "media_type_unsupported"),
        ("multipart/form-data; boundary=x", b"", 422, "request_invalid"),
    ],
)
def test_a_file_that_comes_in_a_broken_envelope(visitor, content_type, body, status, code):
    publish()
    problem(visitor.generic("POST", UPLOADS, body, content_type=content_type), status, code)


def test_more_fields_than_are_read(visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    publish()
    body = {f"field{number}": "x" for number in range(9)}
    problem(visitor.post(UPLOADS, body, content_type=MULTIPART_CONTENT), 413, "body_too_large")


@pytest.mark.parametrize("length", ["-1", "x", "１"])
def test_a_length_that_is_not_true(visitor, length):
    publish()
    response = visitor.generic("POST", SUBMIT, b"{}", content_type="application/json", CONTENT_LENGTH=length)
    assert response.status_code in (400, 413, 422)
    problem(response, response.status_code, response.json()["code"])
    response = visitor.generic(
        "POST", UPLOADS, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length
    )
    assert response.status_code in (400, 413, 422)
    problem(response, response.status_code, response.json()["code"])


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "a/b+xml"],
)
def test_a_body_that_is_not_said_to_be_json(visitor, content_type):
    publish()
    response = visitor.generic("POST", SUBMIT, json.dumps({"answers": ANSWERS}), content_type=content_type)
    found = problem(response, 415, "media_type_unsupported")
    assert "application/json" in found["detail"]
    assert response["Accept"] == "application/json"


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=UTF-8", "application/problem+json", "Application/JSON"]
)
def test_json_by_any_of_its_names(visitor, content_type):
    publish()
    response = visitor.generic("POST", SUBMIT, json.dumps({"answers": ANSWERS}), content_type=content_type)
    assert response.status_code == 201


def test_a_body_without_a_length(visitor):
    publish()
    environ = RequestFactory().post(SUBMIT, "", content_type="application/json").environ
    environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "HTTP_ACCEPT_LANGUAGE": "fi"}
    environ.pop("CONTENT_LENGTH", None)
    problem(visitor.handler(environ), 411, "length_required")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "FOO"])
def test_a_method_that_there_is_not(visitor, method):
    response = visitor.generic(method, f"{API}goals/")
    problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_an_answer_that_the_caller_cannot_read(visitor):
    found = problem(visitor.get(f"{API}goals/", headers={"accept": "text/html"}), 406, "not_acceptable")
    assert "application/json" in found["detail"]
    problem(visitor.get(f"{API}open-data/goals.csv", headers={"accept": "application/json"}), 406, "not_acceptable")
    for accept in ("", "*/*", "application/*", "text/html, */*;q=0.1", "application/json;q=0.5"):
        assert visitor.get(f"{API}goals/", headers={"accept": accept}).status_code == 200
    schema = f"{API}survey.schema.json"
    for accept in ("application/json", "application/schema+json"):
        assert visitor.get(schema, headers={"accept": accept}).status_code == 200


@pytest.mark.usefixtures("debug")
def test_a_file_that_cannot_be_begun_is_an_error_and_one_that_breaks_off_is_in_the_log(visitor, monkeypatch, caplog):
    def broken(*_args):
        raise RuntimeError("broken")

    PartnerFactory.create_batch(3, active=True)
    calls = []

    def broken_later(*_args):
        calls.append(1)
        return "" if len(calls) == 1 else broken()

    monkeypatch.setattr("partners.open_data.partner_url", broken)
    problem(visitor.get(f"{API}open-data/partners.csv"), 500, "internal")
    caplog.clear()
    monkeypatch.setattr("partners.open_data.partner_url", broken_later)
    response = visitor.get(f"{API}open-data/partners.csv")
    assert response.status_code == 200
    with pytest.raises(RuntimeError):
        b"".join(response)
    assert "API error" in caplog.text


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_words_are_in_the_language_of_the_parameter_first(visitor, settings, monkeypatch, language):
    breaking(settings, monkeypatch, "before", RuntimeError("broken"))
    response = visitor.get(f"{API}goals/", {"locale": language})
    assert response["Content-Language"] == language
    assert response.json()["detail"].startswith(CODES[language])


def test_a_parameter_that_there_is_not_is_named(visitor):
    found = problem(visitor.get(f"{API}goals/", {"them": "energy", "limit": 1}), 422, "parameter_unknown")
    assert [error["pointer"] for error in found["errors"]] == ["/them"]
    assert "theme" in found["detail"]
    publish()
    problem(visitor.post(f"{SUBMIT}?mode=self", "{}", content_type="application/json"), 422, "parameter_unknown")
    problem(visitor.get(f"{API}openapi.json?x"), 422, "parameter_unknown")
    found = problem(visitor.get(f"{API}goals/", {"q": "a\x00"}), 422, "request_invalid")
    assert found["errors"][0]["pointer"] == "/q"
