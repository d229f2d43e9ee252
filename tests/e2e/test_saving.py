"""Saving while answering, in a real browser: what was typed is safe when a page is left, and when the line is down."""

import re

from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.mapping import fill_step, proceed
from tests.e2e.test_answering import open_mapping

NAME = '[name="org_name"]'


def begun(page: Page, site: RunningSite, name: str) -> str:
    """The address of a draft that the script has begun."""
    open_mapping(page, site)
    expect(page.locator("#step-form[data-script]")).to_be_attached()
    page.locator(NAME).fill(name)
    expect(page.locator("[data-save-mark]")).to_have_text("Sparat")
    return page.url


def test_what_is_typed_begins_a_draft_and_is_there_on_another_page(site: RunningSite, page: Page) -> None:
    url = begun(page, site, "Demo Ab")
    assert url.endswith("/org/")
    other = page.context.new_page()
    other.goto(url)
    expect(other.locator(NAME)).to_have_value("Demo Ab")
    page.locator(NAME).fill("Demo Oy")
    page.locator('header a[hreflang="fi"]').click()
    page.wait_for_url("**/fi/survey/**")
    expect(page.locator(NAME)).to_have_value("Demo Oy")


def test_two_pages_disagree_and_only_continue_overrules(site: RunningSite, page: Page) -> None:
    url = begun(page, site, "Demo Ab")
    other = page.context.new_page()
    other.goto(url)
    other.locator(NAME).fill("Deras Ab")
    other.locator("[name=_save]").click()
    expect(other.locator("[data-save-said]")).not_to_be_empty()
    page.locator(NAME).fill("Mitt Ab")
    notice = page.locator("[data-meanwhile] #meanwhile")
    expect(notice).to_contain_text("Deras Ab")
    assert violations(page) == []
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("[name=_save]").click()
    expect(notice).to_be_visible()
    other.reload()
    expect(other.locator(NAME)).to_have_value("Deras Ab")
    page.locator("[name=_next]").click()
    expect(page.locator("#error-summary")).to_be_focused()
    other.reload()
    expect(other.locator(NAME)).to_have_value("Mitt Ab")


def test_without_a_connection_nothing_typed_is_lost(site: RunningSite, page: Page) -> None:
    url = begun(page, site, "Demo Ab")
    page.context.set_offline(True)
    page.locator(NAME).fill("Demo utan nät")
    page.locator("[name=_next]").click()
    mark = page.locator("[data-save-mark].is-unsaved")
    expect(mark).to_be_visible()
    expect(page.locator(NAME)).to_have_value("Demo utan nät")
    assert page.url == url
    page.context.set_offline(False)
    expect(mark).to_have_count(0)
    page.reload()
    expect(page.locator(NAME)).to_have_value("Demo utan nät")


def test_going_back_after_saving_doubles_and_loses_nothing(site: RunningSite, page: Page) -> None:
    url = begun(page, site, "Demo Ab")
    fill_step(page, 0)
    with page.expect_navigation():
        proceed(page)
    second = page.url
    page.go_back()
    expect(page.locator("#step-form[data-script]")).to_be_attached()
    assert page.url == url
    page.locator(NAME).fill("Demo efteråt")
    with page.expect_navigation():
        proceed(page)
    assert page.url == second
    page.goto(url)
    expect(page.locator(NAME)).to_have_value("Demo efteråt")


def test_a_first_save_whose_answer_is_lost_goes_on_with_the_same_draft(site: RunningSite, page: Page) -> None:
    reached: list[str] = []

    def lose(route: Route) -> None:
        reached.append(route.fetch().json()["page"])
        route.abort()

    open_mapping(page, site)
    expect(page.locator("#step-form[data-script]")).to_be_attached()
    page.route("**/survey/initial-mapping/", lose, times=1)
    page.locator(NAME).fill("Demo Ab")
    expect(page.locator("[data-save-mark].is-unsaved")).to_be_visible()
    page.locator("[name=_save]").click()
    expect(page.locator("[data-save-mark]:not(.is-unsaved)")).not_to_be_empty()
    assert page.url == f"{site.url}{reached[0]}"


def test_told_to_wait_it_says_until_when_and_then_saves(site: RunningSite, page: Page) -> None:
    page.clock.install()
    begun(page, site, "Demo Ab")
    told = {"Retry-After": "120"}
    page.route("**/org/", lambda route: route.fulfill(status=429, headers=told, json={"saved": False}), times=1)
    page.locator(NAME).fill("Demo väntar")
    page.clock.fast_forward(3000)
    mark = page.locator("[data-save-mark].is-unsaved")
    expect(mark).to_have_text(re.compile(r"\d\d[.:]\d\d"))
    page.clock.fast_forward(60_000)
    expect(mark).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(mark).to_have_count(0)
    page.reload()
    expect(page.locator(NAME)).to_have_value("Demo väntar")
