"""The examples for other websites, in a real browser, from another website."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.elsewhere import allow, change, elsewhere


def fill_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/plain-form.html")
    page.get_by_label("Becoming a climate partner").check()
    page.get_by_label("Your message").fill("We want to join.")
    page.get_by_label("Your name").fill("Demo Person")


@pytest.mark.parametrize("email", ["demo.person@segel.example", "demo.person@segel"])
def test_a_plain_form_elsewhere_is_sent_or_mended(site: RunningSite, page: Page, email: str) -> None:
    with elsewhere(site) as origin:
        allow(site, "contact", origin)
        fill_in(page, origin)
        assert violations(page) == []
        page.get_by_label("E-mail address").fill(email)
        page.get_by_role("button", name="Send").click()
        if email.endswith(".example"):
            page.wait_for_url("**/receipt/**")
            expect(page.get_by_text("We want to join.")).to_be_attached()
            return
        expect(page.locator("#error-summary")).to_be_visible()
        expect(page.locator("[name=contact_email]")).to_have_value(email)
        expect(page.locator("[name=contact_name]")).to_have_value("Demo Person")


def test_a_website_that_is_not_listed_is_told_what_to_do(site: RunningSite, page: Page) -> None:
    with elsewhere(site) as origin:
        allow(site, "contact", "https://www.city.example")
        fill_in(page, origin)
        page.get_by_label("E-mail address").fill("demo.person@segel.example")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text(origin)).to_be_visible()
        assert violations(page) == []


def test_a_link_elsewhere_fills_in_its_question(site: RunningSite, page: Page) -> None:
    with elsewhere(site) as origin:
        page.goto(f"{origin}/prefill.html")
        assert violations(page) == []
        page.locator("#parameters").click()
        expect(page.locator("[name=subject][value=joining]")).to_be_checked()
        page.goto(f"{origin}/prefill.html")
        page.locator("#signed").click()
        expect(page.locator(".message[role=status]")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_survey_with_a_computation_is_begun_with_a_script_or_without(
    site: RunningSite, chromium: Browser, script: bool
) -> None:
    change(site, "contact", "proof_of_work", True)
    page = chromium.new_context(java_script_enabled=script).new_page()
    page.goto(f"{site.url}/en/contact-us/?subject=joining")
    proof = page.locator("[name=_proof]")
    if script:
        expect(proof).not_to_have_value("")
    else:
        expect(proof).to_have_value("")
    page.locator("[name=message]").fill("We want to join.")
    page.locator("[name=_next]").click()
    page.wait_for_url("**/survey/contact/**")
    page.context.close()
    change(site, "contact", "proof_of_work", False)
