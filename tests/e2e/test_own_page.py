"""An organisation on its own page, on a phone and without JavaScript; and every page of it for every reader."""

import json
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import RunningSite, violations

LANGUAGES = ["sv", "fi", "en"]
LINKS = """
import json
from datetime import date, timedelta
from django.core.files.base import ContentFile
from django.utils import timezone
from partners import access
from partners.models import DataProtectionDescription, Event, FollowUp, Goal, Partner, SymbolFile, SymbolRelease
from partners.states import IN_FORCE, GoalState

texts = lambda name, text: {f"{name}_{code}": text for code in ("sv", "fi", "en")}
if not SymbolRelease.objects.current():
    made = SymbolRelease.objects.create(version="e2e", valid_from=date(2025, 1, 1), **texts("guideline", "Demo."))
    SymbolFile(release=made, label="SVG").file.save("symbol.svg", ContentFile(b"<svg/>"))
if not DataProtectionDescription.objects.exists():
    DataProtectionDescription.objects.create(version="e2e", valid_from=date(2025, 1, 1), **texts("text", "Demo."))
starts_at = timezone.now() + timedelta(days=5)
Event.objects.create(
    slug="own-page", is_public=True, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
    **texts("title", "Demo"), **texts("place", "Demo"),
)
made = {}
for name, state in (("active", "active"), ("due", "follow_up_due"), ("ended", "withdrawn"), ("new", "contact")):
    signed = {"signed_on": date(2025, 6, 5), "follow_up_on": timezone.localdate() + timedelta(days=90)}
    partner = Partner(
        name=f"Demo {name} Ab", slug=f"own-page-{name}", state=state, contact_name="Demo Person", live=False,
        contact_email=f"{name}@own.example", contact_language="sv", **({} if state == "contact" else signed),
    )
    partner.take_validity_code()
    partner.save()
    if state in IN_FORCE:
        theme = Goal.objects.first().theme
        Goal.objects.create(partner=partner, theme=theme, state=GoalState.SIGNED, **texts("pledge", f"Demo {name}."))
    if state == "follow_up_due":
        FollowUp.objects.create(partner=partner, due_on=timezone.localdate())
    made[name] = access.new_link(partner, partner.contact_email, "sv").rstrip("/").rsplit("/", 1)[1]
    made[f"{name} code"] = str(partner.validity_code)
made["event"] = Event.objects.get(slug="own-page").pk
print(json.dumps(made))
"""


@pytest.fixture(scope="module")
def links(site: RunningSite) -> Mapping[str, str]:
    """Tokens of organisations at different places of their way, made in the running site's own database."""
    return json.loads(site.insider.run(LINKS))


@pytest.fixture
def plain_phone(chromium: Browser) -> Iterator[Page]:
    """A phone 360 pixels wide, on which no script runs."""
    context = chromium.new_context(locale="sv-FI", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_a_follow_up_is_answered_on_a_phone_without_javascript(
    site: RunningSite, links: Mapping[str, str], plain_phone: Page
) -> None:
    phone = plain_phone
    phone.goto(f"{site.url}/en/partnership/own/{links['due']}/")
    phone.locator("a.button").click()
    phone.locator("main form button").click()
    summary = phone.locator("#error-summary a")
    expect(summary).to_have_count(3)
    for link in summary.all():
        expect(phone.locator(f'[id="{link.get_attribute("href")[1:]}"]')).to_have_count(1)
    phone.locator('input[name$="-state"][value="on_track"]').check()
    phone.locator('input[name="continuation"][value="keep"]').check()
    phone.locator('textarea[name="wishes"]').fill("Vi fortsätter.")
    phone.locator('input[name="support"][value="none"]').check()
    phone.locator("main form button").click()
    expect(phone.locator("h1")).to_be_visible()
    assert phone.url.endswith("?thanks=1")
    expect(phone.locator("main")).to_contain_text("Vi fortsätter.")
    phone.goto(f"{site.url}/en/partnership/follow-up/{links['due']}/")
    expect(phone.locator("main form")).to_have_count(0)


def test_details_are_changed_and_the_symbol_is_taken_without_javascript(
    site: RunningSite, links: Mapping[str, str], plain_phone: Page
) -> None:
    phone = plain_phone
    phone.goto(f"{site.url}/sv/partnership/own/{links['active']}/details/")
    phone.locator("#id_contact_name").fill("Ny Person")
    phone.locator("main form button").click()
    expect(phone.locator('main [role="status"]')).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Ny Person")
    phone.goto(f"{site.url}/sv/partnership/own/{links['active']}/symbol/")
    phone.locator("#id_is_accepted").check()
    phone.locator("main form button").click()
    phone.goto(f"{site.url}/sv/partnership/own/{links['active']}/symbol/")
    with phone.expect_download() as taken:
        phone.locator("#files ~ ul a").first.click()
    assert taken.value.suggested_filename.endswith(".svg")


def pages(links: Mapping[str, str]) -> list[str]:
    active = f"own/{links['active']}/"
    own = [active, *(f"{active}{below}" for below in ("details/", "words/", "symbol/", "leave/"))]
    others = [f"own/{links['ended']}/", f"own/{links['new']}/", f"own/{links['new']}/leave/", "own/unknown/"]
    public = ["link/", "link/?sent=1", "data-protection/", f"valid/{links['active code']}/"]
    return [
        *own,
        *others,
        *public,
        f"{active}event/{links['event']}/",
        f"follow-up/{links['due']}/",
        f"valid/{links['ended code']}/",
        "valid/00000000-0000-4000-8000-000000000000/",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_any_page_and_nothing_scrolls_sideways(
    site: RunningSite, links: Mapping[str, str], chromium: Browser, language: str, scheme: str, width: int
) -> None:
    context: BrowserContext = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, locale=language
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for below in pages(links):
        url = f"{site.url}/{language}/partnership/{below}"
        response = page.goto(url)
        assert response is not None
        assert response.headers["cache-control"] == "no-store", url
        assert response.headers["referrer-policy"] == "no-referrer", url
        assert page.locator("html").get_attribute("lang") == language, url
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), url
    assert [text for text in complaints if "404" not in text] == []
    assert context.cookies() == []
    context.close()
