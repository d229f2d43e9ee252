"""<survey-form> on another website: a whole survey is answered there, with its errors, files and interruptions."""

import json
import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.elsewhere import allow, elsewhere
from tests.e2e.mapping import ORGANISATION, STEPS, fill, fill_step
from tests.e2e.test_question_types import ANSWERS, SAID, manage
from tests.factories.question_types import every_type

EVERY = "every-type-elsewhere"


@pytest.fixture(scope="module")
def other_site(site: RunningSite) -> Iterator[str]:
    """The origin of another website, which the surveys list."""
    definition = json.dumps(every_type(key=EVERY, title="Alla slags frågor på annat håll"))
    with urllib.request.urlopen(f"{site.url}/api/v2/pages/?type=home.HomePage&locale=sv") as response:
        (home,) = json.load(response)["items"]
    manage(site, "import_survey", "-", "--parent", str(home["id"]), "--publish", stdin=definition)
    with elsewhere(site) as origin:
        for key in ("initial-mapping", EVERY):
            allow(site, key, origin)
        yield origin
        for key in ("initial-mapping", EVERY):
            allow(site, key)


def open_survey(page: Page, origin: str, key: str = "initial-mapping", locale: str = "sv") -> None:
    """Open the example page with another survey in the place of its own."""
    if (key, locale) != ("initial-mapping", "sv"):
        set_up = f"""document.addEventListener("DOMContentLoaded", () => {{
          const element = document.querySelector("survey-form");
          element.setAttribute("survey", element.getAttribute("survey").replace("initial-mapping", "{key}"));
          element.setAttribute("locale", "{locale}");
        }})"""
        page.add_init_script(set_up)
    page.goto(f"{origin}/embed.html")


def heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("survey-form h3").first).to_have_text(words)


def proceed(page: Page) -> None:
    page.locator("survey-form .main > form button[type=submit]").click()


def saved(page: Page) -> None:
    expect(page.locator("survey-form .saved")).to_have_text("Sparat")


def test_the_mapping_is_answered_elsewhere_with_a_break_in_the_middle(other_site: str, page: Page) -> None:
    told: list[dict[str, str]] = []
    page.expose_function("told", lambda detail: told.append(detail))
    page.add_init_script("addEventListener('survey-sent', ({detail}) => told(detail))")
    open_survey(page, other_site)
    titles = page.locator("survey-form .path li > :nth-child(2)")
    expect(titles.first).to_be_attached()
    for number in range(3):
        heading(page, titles.nth(number).inner_text())
        fill_step(page, number)
        proceed(page)
        expect(page.locator("survey-form [aria-current] > :nth-child(2)")).to_have_text(
            titles.nth(number + 1).inner_text()
        )
        expect(page.locator("survey-form h3").first).to_be_focused()
    fill(page, "pr_criteria", "started")
    saved(page)
    page.reload()
    page.get_by_role("button", name="Fortsätt där ni slutade").click()
    expect(page.locator('input[name="pr_criteria"][value="started"]')).to_be_checked()
    for number in range(3, len(STEPS)):
        fill_step(page, number)
        proceed(page)
        expect(page.get_by_text(f"Del {number + 2} av")).to_be_visible()
    heading(page, "Granska era svar")
    for words in [ORGANISATION, "12 500,5 kWh", "Demo-märket"]:
        expect(page.locator("survey-form").get_by_text(words).first).to_be_visible()
    page.locator("survey-form form button[type=submit]").click()
    expect(page.locator("survey-form .receipt")).to_be_visible()
    expect(page.locator("survey-form .bars li")).not_to_have_count(0)
    assert len(told) == 1
    page.goto(told[0]["receipt"])
    expect(page.get_by_text(told[0]["reference"]).first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_type_is_answered_elsewhere(other_site: str, chromium: Browser, width: int, scheme: str) -> None:
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, locale="sv-FI", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    failed: list[str] = []
    page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    open_survey(page, other_site, EVERY)
    for number, answers in enumerate(ANSWERS):
        expect(page.get_by_text(f"Del {number + 1} av")).to_be_visible()
        assert complaints_about(page) == []
        proceed(page)
        expect(page.locator("survey-form .summary")).to_be_focused()
        assert complaints_about(page) == []
        for name, value in answers.items():
            fill(page, name, value)
        if page.locator("[data-rows]").count():
            add_a_row_and_a_file(page)
        proceed(page)
    heading(page, "Granska era svar")
    assert complaints_about(page) == []
    for words in [*SAID, "Bo Demo", "plan.txt"]:
        expect(page.locator("survey-form").get_by_text(words).first).to_be_visible()
    page.get_by_role("button", name=re.compile("Ändra.*Val")).click()
    expect(page.locator('[name="matrix:food"][value="in_place"]')).to_be_checked()
    expect(page.locator("[data-ranking] [data-words]").first).to_have_text("Klimatet")
    while page.locator("survey-form h3").first.inner_text() != "Granska era svar":
        position = page.locator("survey-form .main > p").first.inner_text()
        proceed(page)
        expect(page.locator("survey-form .main > p").first).not_to_have_text(position)
    page.locator("survey-form form button[type=submit]").click()
    expect(page.locator("survey-form .receipt")).to_be_visible()
    assert complaints_about(page) == []
    assert failed == []
    context.close()


def complaints_about(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*violations(page), *(["it scrolls sideways"] if wide else [])]


def add_a_row_and_a_file(page: Page) -> None:
    page.locator("[data-add]").click()
    expect(page.locator("#row-staff-1")).to_be_focused()
    fill(page, "staff:1:person", "Bo Demo")
    page.locator("#id-plan").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": "Vår plan".encode()}
    )
    expect(page.locator("#q-plan li")).to_contain_text("plan.txt")
    page.locator("[name=privacy]").check()


def test_an_error_is_told_at_its_control_and_reached_from_the_summary(other_site: str, page: Page) -> None:
    open_survey(page, other_site, EVERY)
    fill(page, "name", "Demo Ab")
    fill(page, "email", "fel")
    proceed(page)
    link = page.locator("survey-form .summary").get_by_role("link", name=re.compile("E-post"))
    link.click()
    email = page.locator('[name="email"]')
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(re.compile("^Fel: .*e-post", re.IGNORECASE))


def test_two_who_change_the_same_answer_are_asked(other_site: str, page: Page) -> None:
    open_survey(page, other_site, EVERY)
    fill(page, "name", "Vårt namn")
    saved(page)
    changed = page.evaluate(
        """async () => {
          const { draft } = document.querySelector("survey-form").answering;
          const answers = { name: "Deras namn" };
          const headers = { "Content-Type": "application/json" };
          const sent = await fetch(draft.url, { method: "PATCH", body: JSON.stringify({ answers }), headers });
          return sent.status;
        }"""
    )
    assert changed == 200
    fill(page, "name", "Vårt nya namn")
    notice = page.locator("survey-form .notice")
    expect(notice).to_contain_text("Organisationens namn")
    notice.get_by_role("button", name="Ta de andra").click()
    expect(page.locator('[name="name"]')).to_have_value("Deras namn")


def test_a_website_that_is_not_listed_is_told_what_to_do(site: RunningSite, other_site: str, page: Page) -> None:
    with elsewhere(site) as origin:
        page.goto(f"{origin}/embed.html")
        expect(page.locator("survey-form").get_by_text(origin)).to_be_visible()
        expect(page.get_by_role("link", name="Öppna enkäten på stadens webbplats")).to_be_visible()
