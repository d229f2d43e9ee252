"""The pages for integrators: every request in them is made, and what they say of the answers is so."""

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.conftest import ROOT, RunningSite, free_port
from tests.e2e.examples import Reader, blocks_of, wait_for
from tests.mail_server import links_in

TOUR = ROOT / "docs/integrators.md"
REFERENCE = ROOT / "docs/api"
ADDRESS = "kim@segel.example"
needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="the pages' requests are made with curl")


def managed(site: RunningSite, *command: str) -> str:
    """What a command of the running site prints."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "STATE_DIR": str(site.state),
        "DATABASE_URL": f"sqlite:///{site.state / 'db.sqlite3'}",
        "SECRET_KEY": "only-for-this-test-run",
        "BASE_URL": site.url,
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


@pytest.fixture
def reader(site: RunningSite, tmp_path: Path) -> Iterator[Reader]:
    Image.new("RGB", (40, 30), "green").save(tmp_path / "photo.png")
    reader = Reader(tmp_path, site.url)
    yield reader
    reader.close()


@needs_curl
def test_the_tour(site: RunningSite, reader: Reader) -> None:
    opened = []

    def open_link() -> None:
        wait_for(lambda: len(letters(site)) > 0, "no link came by e-mail")
        with urllib.request.urlopen(letters(site)[-1], timeout=30) as page:
            opened.append(page.status)

    reader.on_email = open_link
    assert reader.tries(TOUR) > 7
    assert opened == [200]


def letters(site: RunningSite) -> list[str]:
    """The links to drafts that were sent to the page's respondent."""
    found = [link for message in site.mail.to(ADDRESS) for link in links_in(message)]
    return [link for link in found if "resume" in link]


@needs_curl
@pytest.mark.parametrize("name", ["rules", "answering", "front-ends", "content", "survey-format"])
def test_a_page_of_the_reference(reader: Reader, name: str) -> None:
    assert reader.tries(REFERENCE / f"{name}.md") > 0


@needs_curl
def test_what_staffs_systems_do(site: RunningSite, reader: Reader) -> None:
    reader.variables["TOKEN"] = managed(site, "api_tokens", "create", "--user", "admin", "--name", "Case system")
    assert reader.tries(REFERENCE / "staff.md") > 3


ADD_WEBHOOK = """
from cms.models import Webhook
from forms.models import SurveyPage
hook = Webhook.objects.create(name="Case system", url="http://127.0.0.1:{port}/", with_answers=True)
for page in SurveyPage.objects.filter(key="contact"):
    page.handlers.append(("handler", {{"handler": "webhook", "to": "", "webhook": str(hook.pk)}}))
    page.save(update_fields=["handlers"])
print(hook.secret)
"""
REMOVE_WEBHOOK = """
from cms.models import Webhook
from forms.models import SurveyPage
for page in SurveyPage.objects.filter(key="contact"):
    page.handlers = [(each.block_type, each.value) for each in page.handlers if each.value["handler"] != "webhook"]
    page.save(update_fields=["handlers"])
Webhook.objects.all().delete()
"""


@needs_curl
def test_a_webhook_arrives_and_is_verified(site: RunningSite, reader: Reader) -> None:
    reader.variables["PORT"] = str(port := free_port())
    reader.variables["WEBHOOK_SECRET"] = managed(site, "shell", "-c", ADD_WEBHOOK.format(port=port))
    try:
        assert reader.tries(REFERENCE / "webhooks.md") == 1
    finally:
        managed(site, "shell", "-c", REMOVE_WEBHOOK)


def test_few_requests_are_not_tried() -> None:
    tried_elsewhere = REFERENCE / "clients.md"
    pages = [TOUR, *sorted(set(REFERENCE.glob("*.md")) - {tried_elsewhere})]
    requests = [block for page in pages for block in blocks_of(page) if block.language in ("sh", "python", "ts")]
    passed_over = [block for block in requests if block.directive == "not run"]
    assert len(passed_over) * 5 < len(requests)


def test_the_pages_lead_to_each_other() -> None:
    for page in [TOUR, *sorted(REFERENCE.glob("*.md"))]:
        for target in links_of(page):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def links_of(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    found = [each.partition(")")[0].partition("#")[0] for each in text.split("](")[1:]]
    return [each for each in found if each and "://" not in each]
