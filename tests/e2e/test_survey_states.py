"""Every state of a survey for every reader: in three languages, light and dark, wide and at 400 % zoom, valid HTML."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e import nu
from tests.e2e.conftest import RunningSite, violations
from tests.e2e.mapping import STEPS
from tests.e2e.survey_states import made_in

WIDE, ZOOMED = 1280, 320
"""A window 1280 pixels wide is 320 wide at 400 % zoom."""
OPEN_DETAILS = "document.querySelectorAll('details').forEach(details => details.open = true)"
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
        page = self.page
        assert self.last is not None
        self.html[state] = self.last.text()
        page.evaluate(OPEN_DETAILS)
        assert violations(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), state
        assert page.context.cookies() == [], state
        assert [text for text in self.complaints if "the server responded with a status" not in text] == [], state

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()


def look_at_each(walk: Walk, addresses: Mapping[str, str]) -> None:
    for name, address in addresses.items():
        if name != "correction":
            walk.page.goto(address)
            walk.check(name)


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
@pytest.mark.parametrize(("scheme", "width"), [("light", WIDE), ("dark", ZOOMED)])
def test_every_state_for_every_reader(
    site: RunningSite, chromium: Browser, states, tmp_path: Path, language: str, scheme: str, width: int
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, locale=language)
    page = context.new_page()
    walk, addresses = Walk(page), states[language]
    look_at_each(walk, addresses)
    page.goto(addresses["first"])
    walk.press("button[name=_next]")
    expect(page.locator("#error-summary")).to_be_focused()
    walk.check("errors")
    page.goto(addresses["link"])
    page.locator("input[type=email]").fill("")
    walk.press("form button[type=submit]")
    expect(page.locator("#error-summary")).to_be_focused()
    walk.check("link without an address")
    page.locator("input[type=email]").fill(f"demo.{language}.{scheme}@states.example")
    walk.press("form button[type=submit]")
    walk.check("link sent")
    page.goto(addresses["correction"])
    walk.check("correction")
    page.locator("[name=org_name]").fill("")
    walk.press("main form button[type=submit]")
    expect(page.locator("#error-summary")).to_be_focused()
    walk.check("correction with errors")
    assert nu.complaints(walk.html, tmp_path) == []
    context.close()


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
