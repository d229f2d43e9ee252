"""A question of every type as people meet it: wide and narrow, light and dark, with a script or by keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.mapping import fill, proceed
from tests.e2e.surveys import imported
from tests.factories.question_types import every_type

ANSWERS: list[dict[str, str | list[str]]] = [
    {
        "name": "Demo Frågvisa Ab",
        "story": "Vi frågar mycket.",
        "email": "fraga@demo.example",
        "phone": "040 123 4567",
        "site": "demo.example",
        "business_id": "1234567-1",
        "code": "06100",
        "address:street": "Ågatan 1",
        "address:postal_code": "06100",
        "address:city": "Borgå",
        "signature": "Demo Person",
    },
    {
        "area": "120",
        "power": "12 000",
        "start": "1.2.2010",
        "opens": "9.30",
        "meeting:date": "3.3.2027",
        "meeting:time": "13",
        "happy": "8",
    },
    {
        "owns": "true",
        "heating": "district",
        "size": "large",
        "energy": ["wind", "sun"],
        "saving": "started",
        "matrix:waste": "started",
        "matrix:travel": "not_relevant",
        "matrix:food": "in_place",
        "ranking:price": "2",
        "ranking:climate": "1",
        "ranking:image": "3",
    },
    {"staff:0:person": "Anna Demo", "staff:0:role": "other"},
]
SAID = ["Ågatan 1, 06100 Borgå", "100 kWh/m²", "3.3.2027 13:00", "8 / 10", "Vindkraft", "1. Klimatet", "Anna Demo"]


@pytest.fixture(scope="module")
def survey(site: RunningSite) -> str:
    """The address of a published survey with one question of every type."""
    imported(site, every_type(key="every-type-answered", title="Provenkät med alla slags frågor"), publish=True)
    return f"{site.url}/sv/provenkat-med-alla-slags-fragor/"


def next_page(page: Page) -> None:
    with page.expect_navigation():
        proceed(page)


def complaints_about(page: Page, still: Page) -> list[str]:
    """What axe finds, and whether the page scrolls sideways. Without a script it is looked at in a copy, `still`."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    if still is not page:
        still.set_content(page.content())
    return [*violations(still), *([f"{page.url} scrolls sideways"] if wide else [])]


@pytest.mark.parametrize(
    ("width", "scripted", "scheme"),
    [(1280, True, "light"), (360, True, "dark"), (1280, False, "dark"), (360, False, "light"), (320, True, "light")],
)
def test_every_type_is_answered(survey: str, chromium: Browser, width: int, scripted: bool, scheme: str) -> None:
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "locale": "sv-FI"}
    context = chromium.new_context(java_script_enabled=scripted, **look)
    context.set_default_timeout(15_000)
    page = context.new_page()
    failed: list[str] = []
    page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(survey)
    still = page if scripted else without_scripts(chromium.new_context(**look), survey)
    for answers in ANSWERS:
        assert complaints_about(page, still) == []
        next_page(page)
        expect(page.locator("#error-summary")).to_be_visible()
        assert complaints_about(page, still) == []
        for name, value in answers.items():
            fill(page, name, value)
        if page.locator("[data-rows]").count():
            add_a_row_and_a_file(page, scripted)
        next_page(page)
        if page.locator(".message").count():
            next_page(page)
    assert complaints_about(page, still) == []
    for words in [*SAID, "Bo Demo", "plan.txt"]:
        expect(page.get_by_text(words).first).to_be_visible()
    with page.expect_navigation():
        page.locator("button[name=_send]").click()
    expect(page.locator(".receipt")).to_be_visible()
    page.locator("details", has=page.locator(".answers")).locator("> summary").click()
    assert complaints_about(page, still) == []
    assert [text for text in failed if "422" not in text] == []
    for used in {still.context, context}:
        used.close()


def without_scripts(context: BrowserContext, url: str) -> Page:
    """A page at `url` whose own scripts do not load, to put another page's HTML into."""
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(url)
    return page


def add_a_row_and_a_file(page: Page, scripted: bool) -> None:
    add = page.locator("button[name=_add]")
    if scripted:
        add.click()
    else:
        with page.expect_navigation():
            add.click()
    expect(page.locator("#row-staff-1")).to_be_focused()
    expect(page.locator('[name="staff:0:person"]')).to_have_value("Anna Demo")
    fill(page, "staff:1:person", "Bo Demo")
    page.locator("[name=plan]").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": "Vår plan".encode()}
    )
    page.locator("[name=privacy]").check()


def to_step(page: Page, survey: str, number: int) -> None:
    page.goto(survey)
    for answers in ANSWERS[:number]:
        for name, value in answers.items():
            fill(page, name, value)
        next_page(page)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, control: Locator) -> None:
    """Move on by the Tab key until `control` has focus."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if control.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the Tab key does not lead to {control}")


def test_a_matrix_is_answered_with_the_keyboard_and_says_row_and_choice(survey: str, page: Page) -> None:
    to_step(page, survey, 2)
    first = page.get_by_role("radio", name="Sortering av avfall Inte aktuellt")
    tab_to(page, first)
    press(page, "ArrowRight", "ArrowRight", "Tab", "Space")
    expect(page.get_by_role("radio", name="Sortering av avfall Påbörjat")).to_be_checked()
    expect(page.get_by_role("radio", name="Resor i arbetet och till arbetet Inte aktuellt")).to_be_checked()
    table = page.get_by_role("table", name=re.compile("Hur långt har ni kommit"))
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(table.get_by_role("rowheader")).to_have_count(3)


def test_a_matrix_is_a_list_where_a_table_does_not_fit(survey: str, page: Page) -> None:
    to_step(page, survey, 2)
    cell = page.locator('td:has([name="matrix:waste"][value="in_place"])')
    words = cell.locator("span")
    wide = cell.bounding_box()
    page.set_viewport_size({"width": 360, "height": 800})
    narrow = cell.bounding_box()
    assert (wide["width"] < 200, narrow["width"] > 250) == (True, True)
    assert words.bounding_box()["width"] > 40
    expect(page.get_by_role("table", name=re.compile("Hur långt"))).to_be_visible()
    expect(page.get_by_role("rowheader", name="Livsmedelsförsörjning")).to_be_visible()


def test_a_ranking_is_put_in_order_with_the_keyboard(survey: str, page: Page) -> None:
    to_step(page, survey, 2)
    up = page.locator('[data-choice="image"] [data-move="-1"]')
    tab_to(page, up)
    press(page, "Enter")
    expect(up).to_be_focused()
    press(page, "Space")
    expect(page.locator("[data-ranking] [data-words]")).to_have_text(
        ["Hur andra ser på oss", "Kostnaderna", "Klimatet"]
    )
    expect(page.locator('[name="ranking:image"]')).to_have_value("1")
    said = page.locator("#q-ranking").get_by_role("status")
    expect(said).to_have_text(re.compile("^Hur andra ser på oss .*1.*3"))


def test_rows_are_added_filled_in_and_removed_with_the_keyboard(survey: str, page: Page) -> None:
    to_step(page, survey, 3)
    page.locator('[name="staff:0:person"]').fill("Anna Demo")
    tab_to(page, page.locator("button[name=_add]"))
    press(page, "Enter")
    expect(page.locator("#row-staff-1")).to_be_focused()
    press(page, "Tab")
    page.keyboard.type("Bo Demo")
    expect(page.locator('[name="staff:1:person"]')).to_have_value("Bo Demo")
    page.locator('[name="staff:0:person"]').focus()
    tab_to(page, page.locator('#row-staff-0 button[name="_remove"]'))
    press(page, "Space")
    expect(page.locator('[name="staff:0:person"]')).to_have_value("Bo Demo")
    expect(page.locator("#row-staff-0")).to_be_focused()


def test_the_enter_key_sends_the_step_and_adds_no_row(survey: str, page: Page) -> None:
    to_step(page, survey, 3)
    page.locator('[name="staff:0:person"]').fill("Anna Demo")
    with page.expect_navigation():
        page.locator('[name="staff:0:person"]').press("Enter")
    expect(page.locator("#error-summary")).to_contain_text("Dataskydd")
    expect(page.locator("[data-row]")).to_have_count(1)


def test_an_error_in_a_row_is_reached_from_the_summary(survey: str, page: Page) -> None:
    to_step(page, survey, 3)
    page.locator("button[name=_add]").click()
    page.locator('[name="staff:1:contact"]').fill("fel")
    next_page(page)
    page.locator("#error-summary").get_by_role("link", name=re.compile("Personens e-post")).click()
    expect(page.locator('[name="staff:1:contact"]')).to_be_focused()
