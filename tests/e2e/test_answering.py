"""Answering in a real browser: with JavaScript at once, without it between two pages."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.mapping import STEPS, fill, fill_step, proceed


def open_mapping(page: Page, site: RunningSite, language: str = "sv") -> None:
    page.goto(f"{site.url}/{language}/")
    page.locator(".hero a.button, main a.button").first.click()
    expect(page.locator("form.survey-form")).to_be_visible()


def to_step(page: Page, site: RunningSite, number: int) -> None:
    open_mapping(page, site)
    for done in range(number):
        fill_step(page, done)
        with page.expect_navigation():
            proceed(page)


def test_questions_come_and_go_with_the_answers(site: RunningSite, page: Page) -> None:
    to_step(page, site, 1)
    oil = page.locator("#q-en_fossil_exit")
    expect(oil).to_be_hidden()
    fill(page, "en_heating", "oil")
    expect(oil).to_be_visible()
    fill(page, "en_heating", "district")
    expect(oil).to_be_hidden()
    kwh = page.locator("#q-en_kwh")
    expect(kwh).to_be_hidden()
    fill(page, "en_monitor", "started")
    expect(kwh).to_be_visible()
    assert violations(page) == []


def test_a_condition_on_an_earlier_step_is_known_here(site: RunningSite, page: Page) -> None:
    open_mapping(page, site)
    fill_step(page, 0)
    page.locator('input[name="premises"][value="own_building"]').uncheck()
    page.locator('input[name="premises"][value="outdoor"]').uncheck()
    fill(page, "premises", ["home"])
    with page.expect_navigation():
        proceed(page)
    expect(page.locator("#q-en_heating")).to_be_hidden()
    expect(page.locator("#q-en_monitor")).to_be_visible()


def test_none_of_these_stands_alone(site: RunningSite, page: Page) -> None:
    to_step(page, site, 2)
    fill(page, "tr_profile", ["own_vehicles", "machinery"])
    fill(page, "tr_profile", ["none"])
    expect(page.locator('input[name="tr_profile"][value="machinery"]')).not_to_be_checked()
    expect(page.locator("#q-tr_vehicles")).to_be_hidden()


def test_the_error_summary_takes_focus_and_leads_to_the_question(site: RunningSite, page: Page) -> None:
    open_mapping(page, site)
    fill(page, "business_id", "1234567-2")
    with page.expect_navigation():
        proceed(page)
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    assert violations(page) == []
    summary.get_by_role("link", name="FO-nummer").click()
    expect(page.locator('[name="business_id"]')).to_be_focused()
    expect(page.locator('[name="business_id"]')).to_have_value("1234567-2")


def test_back_keeps_everything(site: RunningSite, page: Page) -> None:
    to_step(page, site, 1)
    fill(page, "en_monitor", "started")
    fill(page, "en_kwh", "1 000")
    with page.expect_navigation():
        page.locator("button[name=_back]").click()
    expect(page.locator('[name="org_name"]')).to_have_value(str(STEPS[0]["org_name"]))
    with page.expect_navigation():
        proceed(page)
    expect(page.locator('[name="en_monitor"][value="started"]')).to_be_checked()
    expect(page.locator('[name="en_kwh"]')).to_have_value("1000")


def test_the_whole_mapping_without_javascript_in_finnish_on_a_phone(site: RunningSite, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="fi-FI", viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.set_default_timeout(15_000)
    open_mapping(page, site, "fi")
    for number in range(len(STEPS)):
        visible = {
            key: value for key, value in STEPS[number].items() if page.locator(f'[name="{key}"]').first.is_visible()
        }
        for key, value in visible.items():
            fill(page, key, value)
        with page.expect_navigation():
            proceed(page)
        brought_up = [key for key in STEPS[number] if key not in visible]
        if brought_up:
            for key in brought_up:
                fill(page, key, STEPS[number][key])
            with page.expect_navigation():
                proceed(page)
    expect(page.get_by_text("12 500,5 kWh/v")).to_be_visible()
    with page.expect_navigation():
        page.locator("button[name=_send]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ilmastoprofiilinne")
    expect(page.get_by_role("heading", name="Näitä teette jo")).to_be_visible()
    context.close()
