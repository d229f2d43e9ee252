"""The whole house, running: its own database, gunicorn and the worker, filled with the demo content."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.insider import Insider
from tests.mail_server import Inbox

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "only-for-this-test-run"
SECONDS_TO_START = 60
LIMITED = [
    *("starts", "starts_without_proof", "survey_starts", "submissions", "survey_submissions", "drafts"),
    *("draft_changes", "links", "uploads", "validate", "staff_refused"),
]
"""What the tests ask for more often than any visitor would."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class RunningSite:
    """Where the site answers, where what its processes print is kept, what e-mail it has sent, and a way inside."""

    url: str
    state: Path
    mail: Inbox
    insider: Insider


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the site did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    state = tmp_path_factory.mktemp("site")
    url = f"http://localhost:{(port := free_port())}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "STATE_DIR": str(state),
        "STATIC_ROOT": str(ROOT / "var/static"),
        "DATABASE_URL": f"sqlite:///{state / 'db.sqlite3'}",
        "SECRET_KEY": "only-for-this-test-run",
        "BASE_URL": url,
        "DEMO_ADMIN_PASSWORD": PASSWORD,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port := free_port()),
        "RATE_LIMITS": ",".join(f"{name}=999999/hour" for name in LIMITED),
        "FIRST_PAGE_MIN_SECONDS": "0",
        "WEBHOOKS_ALLOWED": "127.0.0.1",
    }

    def manage(*command: str) -> list[str]:
        return [sys.executable, "manage.py", *command]

    for command in (["migrate", "--noinput", "--verbosity", "0"], ["demo"]):
        subprocess.run(manage(*command), cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    mail = Inbox()
    mail_server = Controller(mail, hostname="127.0.0.1", port=mail_port)
    mail_server.start()
    log = state / "log.txt"
    web = [
        sys.executable,
        "-m",
        "gunicorn",
        "cms.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
        "--no-control-socket",
    ]
    worker = manage("db_worker", "--no-reload", "--interval", "0.2", "--no-startup-delay")
    with log.open("wb") as output:
        started = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
            for command in (web, worker)
        ]
        try:
            wait_for(f"{url}/sv/", started[0], log)
            insider = Insider(ROOT, environment)
            yield RunningSite(url, state, mail, insider)
            insider.close()
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(timeout=30)
            mail_server.stop()


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line for each place."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{page.url}: {found['id']}: {node['target']} {node['html'][:160]}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]
