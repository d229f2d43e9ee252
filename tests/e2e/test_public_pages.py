"""Every public page as people meet it: in each language, light and dark, wide and narrow."""

import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import RunningSite, violations

LANGUAGES = ["sv", "fi", "en"]
KINDS = {
    "events": ".events",
    "event": ".event-facts",
    "news": ".news-list",
    "piece of news": ".entry-head + .prose",
    "report": ".report-table",
    "awards": ".awards",
    "partner": ".goal",
}
"""By what a page of each kind that the programme makes from its records is known."""
OPEN_DETAILS = "document.querySelectorAll('details').forEach(details => details.open = true)"


def addresses(site: RunningSite, language: str) -> list[str]:
    """Every demo page of `language`, with one partner's, and one address that leads nowhere."""
    found = [url for url in site.demo_pages if f"/{language}/" in url]
    partners = [url for url in found if re.search(r"/(demo|esimerkki|toimisto|bostads)[^/]*/$", url)]
    return [*(url for url in found if url not in partners[1:]), f"{site.url}/{language}/finns-inte/"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    site: RunningSite, chromium: Browser, language: str, scheme: str, width: int
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, locale=language)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    visited = addresses(site, language)
    kinds: set[str] = set()
    for url in visited:
        complaints.clear()
        page.goto(url)
        page.evaluate(OPEN_DETAILS)
        kinds |= {kind for kind, selector in KINDS.items() if page.locator(selector).count()}
        assert page.locator("html").get_attribute("lang") == language, url
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), url
        assert [text for text in complaints if "404" not in text] == [], url
    assert kinds == set(KINDS)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switch_leads_to_the_same_page(site: RunningSite, page: Page, language: str) -> None:
    def switch(url: str) -> dict[str, str]:
        """Where the header of the page at `url` leads for each language."""
        got = page.request.get(url)
        assert got.status == 200, url
        links = BeautifulSoup(got.text(), "html.parser").select("header a[hreflang]")
        return {str(link["hreflang"]): f"{site.url}{link['href']}" for link in links}

    for url in addresses(site, language)[:-1]:
        there = switch(url)
        assert set(there) == set(LANGUAGES)
        for other in LANGUAGES:
            assert switch(there[other])[language] == url, (url, other)
