"""Our site beside one of wagtail.contrib.forms and beside floors: the same questions, gunicorn, database and load."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from tests.bench.load import Request, once, rate, request
from tests.bench.questions import answers

SECONDS, ROUNDS = 1.5, 7
NOISE = 0.9
"""A ratio this share of what is demanded may be the machine's other work."""

DEMANDS = (
    ("survey page", "contrib.forms page", 20.0),
    ("survey page", "constant, as large as the page", 0.5),
    ("definition", "contrib.forms page", 20.0),
    ("definition", "constant, as large as the definition", 0.5),
    ("submission", "contrib.forms post", 3.0),
    ("submission", "bare insert", 0.6),
)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _python(*arguments: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


@contextmanager
def serving(package: str, wsgi: str) -> Iterator[tuple[int, str]]:
    """The site of `package` under gunicorn as the Procfile runs it, on a new database: its port, what filling said."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
            "STATE_DIR": folder,
            "DJANGO_SETTINGS_MODULE": f"{package}.settings",
            "PYTHONWARNINGS": "ignore",
        }
        said = _python("-m", f"{package}.fill", environment=environment)
        if wsgi == "cms.wsgi":
            _python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", environment=environment)
        port = _free_port()
        web = re.search(r"^web: \S+ \S+ (.*)$", Path("Procfile").read_text(), re.MULTILINE)
        assert web, "the Procfile has no web"
        options = web[1].replace("$PORT", str(port)).split()
        server = subprocess.Popen([sys.executable, "-m", "gunicorn", wsgi, *options], env=environment)
        try:
            _await(port, server)
            yield port, said
        finally:
            server.terminate()
            server.wait(30)


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("gunicorn has not started")


def ours(port: int, said: str) -> dict[str, Request]:
    """What is asked of our site, and the floors of the same sizes in the same process."""
    survey = json.loads(said.strip().splitlines()[-1])
    body = json.dumps({"answers": survey["answers"]}).encode()
    api = f"/api/v1/surveys/{survey['key']}/"
    page, definition = request(port, survey["page"]), request(port, f"{api}?locale=sv")
    sizes = [len(once(asked)[1]) for asked in (page, definition)]
    as_json = {"Content_Type": "application/json"}
    return {
        "survey page": page,
        "definition": definition,
        "submission": request(port, f"{api}submissions/", body=body, status=201, **as_json),
        "constant, as large as the page": request(port, f"/floor/{sizes[0]}/"),
        "constant, as large as the definition": request(port, f"/floor/{sizes[1]}/"),
        "bare insert": request(port, "/floor/insert/", body=body, status=201, **as_json),
    }


def peers(port: int) -> dict[str, Request]:
    """What is asked of the peer: its form, and a post with the token that came with it."""
    page = request(port, "/")
    head, body = once(page)
    cookie = re.search(rb"(csrftoken=\w+)", head)
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', body)
    assert cookie, "the form has set no cookie"
    assert token, "the form has no token"
    posted = urlencode({**answers(), "csrfmiddlewaretoken": token[1].decode()}).encode()
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Cookie": cookie[1].decode()}
    post = request(port, "/", body=posted, **headers)
    assert b"csrfmiddlewaretoken" not in once(post)[1], "the peer has not taken the answers"
    return {"contrib.forms page": page, "contrib.forms post": post}


def measured(contestants: Mapping[str, Request]) -> dict[str, list[float]]:
    """The rates of each in turns, so that a busy moment strikes them all."""
    for asked in contestants.values():
        rate(asked, 0.5)
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _round in range(ROUNDS):
        for name, asked in contestants.items():
            rates[name].append(rate(asked, SECONDS))
    return rates


def told(rates: Mapping[str, list[float]]) -> bool:
    """Print the figures, and whether everything holds that is demanded. A ratio is the median of those in a turn."""
    print(f"\nRequests a second: {ROUNDS} turns of {SECONDS} s, the median and the range")
    for name, found in rates.items():
        print(f"  {name:<40} {median(found):9.1f}   {min(found):9.1f} to {max(found):9.1f}")
    print("\nWhat is demanded")
    holds = True
    for name, against, demanded in DEMANDS:
        ratio = median(mine / other for mine, other in zip(rates[name], rates[against], strict=True))
        holds = holds and ratio >= demanded * NOISE
        words = "holds" if ratio >= demanded else "falls short"
        print(f"  {name:<12} against {against:<38} {ratio:7.2f} of {demanded:5.1f}  {words}")
    return holds


def main() -> None:
    """Exits with 1 where something falls short by more than the noise of a shared machine."""
    with (
        serving("tests.bench.floors", "cms.wsgi") as (port, said),
        serving("tests.bench.peer", "tests.bench.peer.wsgi") as (peer_port, _said),
    ):
        contestants = {**ours(port, said), **peers(peer_port)}
        sys.exit(0 if told(measured(contestants)) else 1)


if __name__ == "__main__":
    main()
