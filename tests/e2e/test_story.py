"""The main job from end to end: an organisation answers, staff open the case, a visitor sees the partner."""

import re

from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from tests.e2e.conftest import RunningSite, sign_in, violations
from tests.e2e.mapping import ORGANISATION, STEPS, fill_step, proceed


def until_there(link: Locator) -> None:
    """Look again until the worker has done what the link leads to."""
    for _look in range(30):
        try:
            link.first.wait_for(timeout=1_000)
            return
        except TimeoutError:
            link.page.reload()


def answer_the_whole_mapping(page: Page, site: RunningSite) -> list[str]:
    """In Swedish, from the front page to the receipt; returns what axe found on the way."""
    found = []
    page.goto(f"{site.url}/sv/")
    page.get_by_role("link", name="Börja kartläggningen").first.click()
    for number in range(len(STEPS)):
        fill_step(page, number)
        found += violations(page)
        proceed(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Granska era svar")
    expect(page.get_by_text("Demo-märket")).to_be_visible()
    found += violations(page)
    page.locator("button[name=_send]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Er klimatprofil")
    return found + violations(page)


def press(staff: Page, button: str) -> None:
    """Press a button of the case, which then shows how it stands."""
    if not (found := staff.locator(f"button[name={button}]")).is_visible():
        found.locator("xpath=ancestor::details[1]/summary").click()
    with staff.expect_navigation():
        found.click()


def sign_for_both(staff: Page) -> None:
    staff.locator("input[name=sign_organisation-title]").fill("vd")
    press(staff, "sign_organisation")
    press(staff, "sign_city")


def on_the_case(page: Page) -> list[str]:
    """What axe finds within the case; the frame around it is Wagtail's."""
    return violations(page, within=".case")


def take_the_case_to_its_signing(staff: Page) -> list[str]:
    """From the mapping to the commitment in force; returns what axe found on the case's page on the way."""
    found = []
    staff.locator("textarea[name=discuss-note]").fill("Oljepannan byts ut.")
    found += on_the_case(staff)
    press(staff, "discuss")
    staff.locator("input[name=picks]").first.check()
    found += on_the_case(staff)
    press(staff, "agree")
    found += on_the_case(staff)
    press(staff, "draw_up")
    staff.locator("input[name=schedule-signatory_name]").fill("Demo Ägare")
    found += on_the_case(staff)
    press(staff, "schedule")
    expect(staff.get_by_text("Demo Ägare").first).to_be_visible()
    found += on_the_case(staff)
    sign_for_both(staff)
    found += on_the_case(staff)
    press(staff, "activate")
    return found + on_the_case(staff)


def test_an_organisation_becomes_a_partner_that_visitors_see(site: RunningSite, chromium: Browser) -> None:
    organisation = chromium.new_page(locale="sv-FI")
    assert answer_the_whole_mapping(organisation, site) == []
    for heading in ("Det här gör ni redan", "Det här är på gång", "Det här kan ni ännu förbättra", "Mål som passar er"):
        expect(organisation.get_by_role("heading", name=heading)).to_be_visible()
    expect(organisation.get_by_text("Gör en plan för att lämna olja och gas").first).to_be_visible()
    organisation.close()

    staff = chromium.new_page(locale="sv-FI", viewport={"width": 1400, "height": 1000})
    sign_in(staff, site)
    staff.goto(f"{site.url}/admin/surveys/inbox/")
    staff.get_by_role("link", name=re.compile(ORGANISATION)).first.click()
    expect(staff.get_by_text("Hur värms era lokaler huvudsakligen upp?")).to_be_visible()
    expect(staff.get_by_text("Olja", exact=True)).to_be_visible()
    expect(staff.get_by_text("12 500,5 kWh/år")).to_be_visible()
    case_link = staff.get_by_role("link", name=re.compile("ärendet|case", re.IGNORECASE))
    until_there(case_link)
    case_link.first.click()

    assert take_the_case_to_its_signing(staff) == []
    expect(staff.locator("button[name=activate]")).to_have_count(0)

    visitor = chromium.new_page(locale="fi-FI")
    visitor.goto(f"{site.url}/fi/")
    visitor.get_by_role("navigation").get_by_role("link", name="Kumppanit ja tavoitteet").first.click()
    visitor.get_by_role("link", name=re.compile(ORGANISATION)).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(ORGANISATION)
    expect(visitor.locator("html")).to_have_attribute("lang", "fi")
    assert violations(visitor) == []
    for code in ("sv", "en"):
        visitor.locator(f'header a[hreflang="{code}"]').click()
        expect(visitor.locator("html")).to_have_attribute("lang", code)
        expect(visitor.get_by_role("heading", level=1)).to_contain_text(ORGANISATION)

    staff.locator("#award-section [data-panel-toggle]").click()
    press(staff, "award")
    visitor.goto(f"{site.url}/fi/")
    visitor.get_by_role("navigation").get_by_role("link", name="Tunnustukset").first.click()
    expect(visitor.get_by_text(ORGANISATION)).to_be_visible()
    visitor.close()
    staff.close()
