"""Going on later on another device: without JavaScript, on a phone, by a link that a mail server has carried."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.mapping import STEPS, fill, proceed
from tests.mail_server import links_in

ADDRESS = "jatko@segel.example"
LONGEST_WAIT = 15_000
LONGEST_ON_THE_WAY = 60_000
"""Milliseconds; the worker may still be starting."""


def new_page(chromium: Browser, *, scripts: bool) -> Page:
    phone = chromium.new_context(java_script_enabled=scripts, locale="fi-FI", viewport={"width": 360, "height": 780})
    phone.set_default_timeout(LONGEST_WAIT)
    return phone.new_page()


def answer(page: Page, number: int) -> None:
    """One step, with the questions that its answers bring up."""
    step = STEPS[number]
    visible = [key for key in step if page.locator(f'[name="{key}"]').first.is_visible()]
    for key in visible:
        fill(page, key, step[key])
    with page.expect_navigation():
        proceed(page)
    brought_up = [key for key in step if key not in visible]
    if brought_up:
        for key in brought_up:
            fill(page, key, step[key])
        with page.expect_navigation():
            proceed(page)


def received(site: RunningSite, page: Page) -> str:
    """The link in the e-mail, as soon as the worker has sent it."""
    for _moment in range(LONGEST_ON_THE_WAY // 100):
        if messages := site.mail.to(ADDRESS):
            [link] = links_in(messages[-1])
            return link
        page.wait_for_timeout(100)
    raise AssertionError(f"no e-mail came:\n{(site.state / 'log.txt').read_text()[-3000:]}")


def test_a_survey_begun_on_a_phone_is_finished_elsewhere(site: RunningSite, chromium: Browser) -> None:
    phone = new_page(chromium, scripts=False)
    phone.goto(f"{site.url}/fi/")
    phone.locator(".hero a.button, main a.button").first.click()
    answer(phone, 0)
    phone.goto(f"{phone.url.rstrip('/').rsplit('/', 1)[0]}/-/link/")
    phone.locator("#id-email").fill("ei osoite")
    with phone.expect_navigation():
        phone.locator(".survey-form button[type=submit]").click()
    expect(phone.locator(".error-summary a")).to_have_attribute("href", "#id-email")
    phone.locator("#id-email").fill(ADDRESS)
    with phone.expect_navigation():
        phone.locator(".survey-form button[type=submit]").click()
    expect(phone.locator("main strong")).to_have_text(ADDRESS)
    link = received(site, phone)
    phone.context.close()

    other = new_page(chromium, scripts=True)
    other.goto(link)
    assert "/fi/survey/initial-mapping/" in other.url
    other.goto(f"{other.url.rstrip('/').rsplit('/', 1)[0]}/-/link/")
    assert violations(other) == []
    other.goto(link)
    for number in range(1, len(STEPS)):
        for key, value in STEPS[number].items():
            fill(other, key, value)
        with other.expect_navigation():
            proceed(other)
    with other.expect_navigation():
        other.locator("button[name=_send]").click()
    expect(other.locator(".receipt")).to_be_visible()
    other.goto(link)
    expect(other.locator(".receipt")).to_be_visible()
    other.context.close()
