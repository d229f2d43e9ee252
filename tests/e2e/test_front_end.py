"""The example of a front end, docs/examples/astro: built from the running site, and used from an origin of its own."""

import fcntl
import functools
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ROOT, RunningSite, violations
from tests.e2e.elsewhere import EXAMPLES, allow

FRONT_END = EXAMPLES / "astro"
NOT_COPIED = shutil.ignore_patterns("node_modules", "dist", ".astro", "engine")
NODE = re.compile(r"v(\d+)\.(\d+)\.")
NODE_NEEDED = (20, 3)
HOMES = {"sv": "Borgå stads klimatpartner", "fi": "Porvoon ilmastokumppanit", "en": "Porvoo climate partners"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Nothing is printed."""


def npm(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "ASTRO_TELEMETRY_DISABLED": "1",
        "ENGINE_FOLDER": f"{(ROOT / 'static/forms').as_uri()}/",
        "VECTORS_FOLDER": f"{(ROOT / 'tests/forms/vectors').as_uri()}/",
    }
    return subprocess.run(
        ["npm", *command], cwd=folder, env=environment | variables, capture_output=True, text=True, check=False
    )


def needs_node() -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("the front end of docs/examples/astro needs Node and npm, which are not here")
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    found = NODE.match(said)
    if found is None or tuple(map(int, found.groups())) < NODE_NEEDED:
        pytest.skip(f"the front end of docs/examples/astro needs Node 20.3 or newer; here is {said.strip()}")


def installed() -> Path:
    """Its packages, installed once for each lock file."""
    lock = (FRONT_END / "package-lock.json").read_bytes() + (FRONT_END / "package.json").read_bytes()
    folder = ROOT / f"var/tools/astro-{hashlib.sha256(lock).hexdigest()[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (folder / ".installed").exists():
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(FRONT_END / name, folder)
            done = npm(folder, "ci", "--ignore-scripts")
            if done.returncode != 0:
                pytest.skip(f"npm could not install what docs/examples/astro needs: {done.stderr[-600:]}")
            (folder / ".installed").touch()
    return folder / "node_modules"


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the front end with its packages."""
    needs_node()
    packages = installed()
    folder = tmp_path_factory.mktemp("front-end") / "astro"
    shutil.copytree(FRONT_END, folder, ignore=NOT_COPIED)
    (folder / "node_modules").symlink_to(packages)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    # Another host than the site's "localhost": another website to the browser, not only another origin.
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def front_end(site: RunningSite, workplace: Path) -> Iterator[str]:
    """The origin at which the front end is, built from the site."""
    built = npm(workplace, "run", "build", SITE_URL=site.url)
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    with served(workplace / "dist") as origin:
        yield origin


def token_of_draft(site: RunningSite) -> str:
    """The token of a preview of the English front page, with a title that is not published."""
    code = (
        "from home.models import HomePage\npage = HomePage.objects.get(locale__language_code='en')\n"
        "page.title = 'Not published yet'\nprint(page.create_page_preview().token)"
    )
    return site.insider.run(code).strip()


def test_it_passes_the_conformance_vectors(workplace: Path) -> None:
    done = npm(workplace, "test")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]


def test_its_pages_are_the_sites_in_three_languages(site: RunningSite, front_end: str, page: Page) -> None:
    for language, title in HOMES.items():
        page.goto(f"{front_end}/{language}/")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert violations(page) == []
        links = page.locator("main a").evaluate_all("found => found.map(({href}) => href)")
        assert links
        assert [link for link in links if not link.startswith(f"{front_end}/{language}/")] == []
    page.goto(f"{front_end}/en/bli-klimatpartner/")
    page.wait_for_url("**/en/become-a-climate-partner/")
    token = token_of_draft(site)
    page.goto(f"{front_end}/preview/?content_type=home.homepage&token={token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not published yet")
    expect(page.locator(".partner_wall li").first).to_be_visible()
    assert violations(page) == []


def test_its_survey_is_answered_mended_and_sent(site: RunningSite, front_end: str, page: Page) -> None:
    allow(site, "contact", front_end)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{front_end}/en/contact-us/")
    attachment = page.get_by_label("Attachment")
    expect(attachment).to_be_hidden()
    page.get_by_label("Feedback on the site").check()
    expect(attachment).to_be_visible()
    picture = BytesIO()
    Image.new("RGB", (8, 8), "green").save(picture, "PNG")
    attachment.set_input_files({"name": "shore.png", "mimeType": "image/png", "buffer": picture.getvalue()})
    page.get_by_label("Your name").fill("Demo Person")
    page.get_by_label("By e-mail").check()
    email = page.get_by_label("E-mail address")
    email.fill("demo.person@segel")
    page.get_by_role("button", name="Send").click()
    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(email).to_have_attribute("aria-invalid", "true")
    assert violations(page) == []
    summary.get_by_role("link", name="Your message").click()
    message = page.get_by_label("Your message")
    expect(message).to_be_focused()
    message.fill("The path along the shore is lovely.")
    email.fill("demo.person@segel.example")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#sent").get_by_role("heading")).to_be_focused()
    assert violations(page) == []
    assert broken == []
    page.locator("#sent").get_by_role("link").click()
    page.wait_for_url("**/receipt/**")
    expect(page.get_by_text("The path along the shore is lovely.")).to_be_attached()
    expect(page.get_by_text("shore.png")).to_be_attached()


def test_its_survey_is_sent_without_a_script(site: RunningSite, front_end: str, chromium: Browser) -> None:
    allow(site, "contact", front_end)
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{front_end}/en/contact-us/")
    page.locator("[name=subject][value=joining]").check()
    page.locator("[name=message]").fill("We want to join.")
    page.locator("[name=contact_name]").fill("Demo Person")
    page.locator("[name=reply_by][value=email]").check()
    page.locator("[name=contact_email]").fill("demo.person@segel.example")
    page.locator("form [type=submit]").click()
    page.wait_for_url("**/receipt/**")
    page.context.close()
