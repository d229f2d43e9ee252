"""Every state of a survey for every reader: in three languages, light and dark, wide and at 400 % zoom, valid HTML."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e import nu
from tests.e2e.conftest import RunningSite, violations
from tests.e2e.mapping import STEPS
from tests.e2e.survey_states import made_in

WIDE, ZOOMED = {"width": 1280, "height": 800}, {"width": 320, "height": 800}
"""A window 1280 pixels wide is 320 wide at 400 % zoom."""
MEANT = ["the server responded with a status", "ERR_INTERNET_DISCONNECTED"]
"""What the browser prints of states that are shown on purpose."""
OPEN_DETAILS = "document.querySelectorAll('details').forEach(details => details.open = true)"
COLLEAGUE_SAVES = """async ([form, answers]) => {
  const posted = new FormData(document.querySelector(form));
  for (const [name, value] of Object.entries(answers)) posted.set(name, value);
  await fetch(document.querySelector(form).getAttribute("action"), { method: "POST", body: posted });
}"""
STEP, CORRECTION = "#step-form", "main form.survey-form"
MOST_TRANSFERRED = 60 * 1024
ANSWERS = {key: value for step in STEPS for key, value in step.items()}


@pytest.fixture(scope="module")
def states(site: RunningSite) -> dict[str, dict[str, str]]:
    return made_in(site, ANSWERS)


class Walk:
    """A reader who goes from state to state; what the server sends on the way is kept for the checker."""

    def __init__(self, page: Page) -> None:
        self.page, self.html, self.complaints = page, {}, []
        self.last: Response | None = None
        page.on("response", self._keep)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)

    def _keep(self, response: Response) -> None:
        is_page = response.request.resource_type == "document" and "html" in response.headers.get("content-type", "")
        if is_page and not 300 <= response.status < 400:
            self.last = response

    def check(self, state: str) -> None:
        """The page as it is sent, wide and light."""
        assert self.last is not None
        self.html[state] = self.last.text()
        self.look(state)

    def look(self, state: str) -> None:
        """The page as it stands: wide and light, then zoomed and dark."""
        page = self.page
        page.evaluate(OPEN_DETAILS)
        assert violations(page) == [], state
        assert self._fits(), state
        page.set_viewport_size(ZOOMED)
        page.emulate_media(color_scheme="dark")
        assert violations(page) == [], f"{state}, zoomed and dark"
        assert self._fits(), f"{state}, zoomed"
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        assert page.context.cookies() == [], state
        assert [text for text in self.complaints if not any(each in text for each in MEANT)] == [], state

    def _fits(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def refused(self, button: str, state: str) -> None:
        self.press(button)
        expect(self.page.locator("#error-summary")).to_be_focused()
        self.check(state)

    def meanwhile(self, form: str, **answers: str) -> None:
        """Somebody else has the same page and is faster."""
        self.page.evaluate(COLLEAGUE_SAVES, [form, answers])


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_every_state_for_every_reader(
    site: RunningSite, chromium: Browser, states: dict[str, dict[str, str]], tmp_path: Path, language: str
) -> None:
    context = chromium.new_context(color_scheme="light", viewport=WIDE, locale=language)
    page = context.new_page()
    page.set_default_timeout(15_000)
    walk, addresses = Walk(page), dict(states[language])
    correction, saving = (addresses.pop(name) for name in ("correction", "saving"))
    for name, address in addresses.items():
        page.goto(address)
        walk.check(name)
    page.goto(addresses["first"])
    too_often(walk)
    page.goto(addresses["first"])
    walk.refused("button[name=_next]", "errors")
    page.goto(addresses["link"])
    page.locator("input[type=email]").fill("")
    walk.refused("form button[type=submit]", "link without an address")
    page.locator("input[type=email]").fill(f"demo.{language}@states.example")
    walk.press("form button[type=submit]")
    walk.check("link sent")
    page.goto(saving)
    while_saving(walk)
    page.goto(correction)
    walk.check("correction")
    page.locator("[name=org_name]").fill("")
    walk.refused(f"{CORRECTION} button[type=submit]", "correction with errors")
    walk.meanwhile(CORRECTION, org_name="Demo Ab", en_kwh="12000", _send="1")
    page.locator("[name=org_name]").fill("Demo Oy")
    walk.press(f"{CORRECTION} button[type=submit]")
    walk.check("corrected by somebody else")
    page.goto(correction)
    walk.check("corrected")
    assert nu.complaints(walk.html, tmp_path) == []
    context.close()


def while_saving(walk: Walk) -> None:
    """A colleague who saves another answer, no connection, and a server that asks for patience."""
    page, name = walk.page, walk.page.locator("[name=org_name]")
    expect(page.locator("#step-form[data-script]")).to_be_attached()
    walk.meanwhile(STEP, org_name="Deras Ab", _save="1")
    name.fill("Mitt Ab")
    expect(page.locator("[data-meanwhile] #meanwhile")).to_be_visible()
    walk.look("conflict")
    page.reload()
    walk.meanwhile(STEP, org_name="Våra Ab", _save="1")
    name.fill("Mitt Ab")
    walk.press("button[name=_next]")
    expect(page.locator("#meanwhile")).to_be_visible()
    walk.check("conflict on the way on")
    mark = page.locator("[data-save-mark].is-unsaved")
    page.context.set_offline(True)
    name.fill("Utan nät")
    page.locator("[name=_save]").click()
    expect(mark).to_be_visible()
    walk.look("offline")
    page.context.set_offline(False)
    expect(mark).to_have_count(0)


def too_often(walk: Walk) -> None:
    """What the server says where very many begin, which other tests must be able to go on doing."""
    page = walk.page
    expect(page.locator("#step-form[data-script]")).to_be_attached()
    told, patience = {"saved": False, "detail": ""}, {"Retry-After": "90"}
    page.route("**/*", lambda route: route.fulfill(status=429, json=told, headers=patience))
    page.locator("[name=_save]").click()
    expect(page.locator("[data-save-mark].is-unsaved")).to_have_text(re.compile(r"\d\d?[:.]\d\d"))
    page.unroute_all()
    walk.look("throttled")


def test_the_first_view_is_light_and_stands_still(site: RunningSite, chromium: Browser, states) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "entry => { window.shifted += entry.value })).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(states["sv"]["first"], wait_until="networkidle")
    assert sum(sizes) <= MOST_TRANSFERRED
    assert hosts == {site.url.split("/")[2]}
    assert page.evaluate("window.shifted") == 0
    context.close()
