"""The running API keeps its contract: schemathesis with all of its checks, and what only a socket can send.

`make fuzz` asks for ten thousand cases (FUZZ_CASES); without it the runs are short, and the same each time.
"""

import http.client
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, RunningSite
from tests.fuzz.hostile_requests import requests
from tests.fuzz.routes import routes

CASES = int(os.environ.get("FUZZ_CASES", "0"))
SEED = os.environ.get("FUZZ_SEED", "1")
OPERATIONS = 36
LONGEST_ADDRESS = 3_500
"""Bytes; what is longer gunicorn answers by itself."""
SEEDING = """
from wagtail.models import APIToken
from tests.fuzz.routes import published
print(APIToken.create_token(user=published()[1], name="Contract")[1])
"""
HEADERS_OF_SERVER = ("Content-Length", "Host")


@pytest.fixture(scope="module")
def token(site: RunningSite) -> str:
    """Of somebody who may decide on the answers to the two surveys that are fuzzed, and on no others."""
    return site.insider.run(SEEDING).strip()


def schemathesis(site: RunningSite, token: str, *options: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"API_TOKEN": token, "SCHEMATHESIS_HOOKS": "tests.fuzz.schemathesis_hooks"}
    st = Path(sys.executable).parent / "st"
    command = [st, "--config-file", "tests/fuzz/schemathesis.toml", "run", f"{site.url}/api/v1/openapi.json"]
    more = ["--checks", "all", "--seed", SEED, "--no-color", *options]
    return subprocess.run([*command, *more], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_running_api_keeps_its_contract(site, token):
    """Values just inside and just outside what is allowed, headers left out, other methods, chance, and chains."""
    found = schemathesis(site, token, "--max-examples", str(max(3, CASES // OPERATIONS)))
    assert found.returncode == 0, found.stdout[-8_000:] + found.stderr[-2_000:]
    assert int(re.findall(r"(\d+) generated", found.stdout)[-1]) >= max(1_000, CASES)


def test_what_only_a_socket_can_send_breaks_nothing(site, token):
    host = site.url.removeprefix("http://")
    document = json.loads(asked(host, "GET", "/api/v1/openapi.json")[2])
    parts = {"key": ["demo-survey", "every-type"], "token": ["x"], "submission": ["x"], "upload": ["x"]}
    staff = {"authorization": f"Bearer {token}"}
    known = routes(document, {**parts, "delivery": ["1"], "slug": ["demo"]}, staff)
    count = max(60, CASES // 20)
    for hostile in requests(known, seed=int(SEED) + 1, count=count):
        address = f"{hostile.path}?{hostile.query}" if hostile.query else hostile.path
        if len(address) > LONGEST_ADDRESS or " " in address or hostile.method == "HEAD":
            continue
        headers = {name: value for name, value in hostile.headers.items() if name not in HEADERS_OF_SERVER}
        sent = {name: value for name, value in headers.items() if sendable(name, value)}
        kind = {"Content-Type": hostile.body.content_type} if sendable("", hostile.body.content_type) else {}
        status, media_type, content = asked(host, hostile.method, address, hostile.body.content, {**sent, **kind})
        assert status < 500, f"{status} for {hostile}"
        if status >= 400:
            assert media_type == "application/problem+json", f"{status} {media_type} for {hostile}"
            assert json.loads(content)["status"] == status


def sendable(name: str, value: str) -> bool:
    """Whether a web server lets the header through: no signs that end a line, and not too long."""
    return len(value) < 8_000 and value.isprintable() and value == value.encode("latin-1", "ignore").decode("latin-1")


def asked(host, method, address, body=b"", headers=None):
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        connection.request(method, address, body or None, {**(headers or {})})
        response = connection.getresponse()
        return response.status, response.headers.get_content_type(), response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/json; charset=rot13"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=a; charset=undefined"}, 415),
        ({"Content-Type": "application/json", "Host": "evil.example"}, 400),
    ],
)
def test_what_fails_before_any_route_is_told_as_any_error(site, headers, status):
    host = site.url.removeprefix("http://")
    found, media_type, _content = asked(host, "POST", "/api/v1/surveys/demo-survey/drafts/?a=1", b"{}", headers)
    assert (found, media_type) in [(status, "application/problem+json"), (422, "application/problem+json")]
