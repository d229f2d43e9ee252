"""The whole house, running: gunicorn and the worker, on a copy of the site with the demo content."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests import databases
from tests.e2e.insider import Insider
from tests.mail_server import Inbox

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = databases.SECRET
SECONDS_TO_START = 60
LIMITED = [
    *("starts", "starts_without_proof", "survey_starts", "submissions", "survey_submissions", "drafts"),
    *("draft_changes", "links", "uploads", "validate", "staff_refused"),
]
"""What the tests ask for more often than any visitor would."""
MOVED = f"""
import json
from django.conf import settings
from wagtail.models import Site
from forms.engine.definition import Form
from forms.models import SurveyVersion
from forms.services.versions import form_hash

Site.objects.update(port=settings.BASE_URL.rsplit(":", 1)[1])
for version in SurveyVersion.objects.all():
    text = json.dumps(version.definition).replace({databases.MADE_FOR!r}, settings.BASE_URL)
    form = Form.model_validate_json(text)
    SurveyVersion.objects.filter(pk=version.pk).update(definition=json.loads(text), sha256=form_hash(form))
"""
"""A copy of a site tells its own address, where the site that was copied told its own."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class RunningSite:
    """Where the site answers, where what its processes print is kept, what e-mail it has sent, and a way inside.

    `demo_pages` are the addresses that its sitemap named before any test published something more.
    """

    url: str
    demo_pages: list[str]
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
        "SECRET_KEY": databases.SECRET,
        "BASE_URL": url,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port := free_port()),
        "RATE_LIMITS": ",".join(f"{name}=999999/hour" for name in LIMITED),
        "FIRST_PAGE_MIN_SECONDS": "0",
        "WEBHOOKS_ALLOWED": "127.0.0.1",
    }

    def manage(*command: str) -> list[str]:
        return [sys.executable, "manage.py", *command]

    shutil.copytree(databases.demo_site(), state, dirs_exist_ok=True)
    insider = Insider(ROOT, environment)
    insider.run(MOVED)
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
            with urllib.request.urlopen(f"{url}/sitemap.xml", timeout=30) as sitemap:
                demo_pages = re.findall(r"<loc>([^<]+)</loc>", sitemap.read().decode())
            yield RunningSite(url, demo_pages, state, mail, insider)
        finally:
            insider.close()
            for process in started:
                process.terminate()
            for process in started:
                process.wait(timeout=30)
            mail_server.stop()


@pytest.fixture(scope="session")
def session_of_admin(site: RunningSite, chromium: Browser) -> list[Any]:
    """The cookies of a browser in which the administrator has signed in."""
    page = chromium.new_page()
    sign_in(page, site)
    cookies = page.context.cookies()
    page.context.close()
    return cookies


@pytest.fixture
def signed_in(context: BrowserContext, session_of_admin: list[Any]) -> None:
    """The visitor is the administrator."""
    context.add_cookies(session_of_admin)


def sign_in(page: Page, site: RunningSite) -> None:
    page.goto(f"{site.url}/admin/login/")
    page.locator("input[name=username]").fill("admin")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name=re.compile("Logga in|Sign in|Kirjaudu")).click()
    page.wait_for_url(f"{site.url}/admin/")


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe finds on the page as it stands, or on a part of it, one line for each place."""
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return [
        f"{page.url}: {found['id']}: {node['target']} {node['html'][:160]}"
        for found in Axe().run(page, context=within, options=options).response["violations"]
        for node in found["nodes"]
    ]
