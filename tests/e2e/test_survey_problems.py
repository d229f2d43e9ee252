"""What is to mend, beside the editor's form in a real browser: it follows what is typed, and leads to the block."""

import re
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.surveys import imported
from tests.factories.surveys import definition

QUESTIONS = "steps-0-value-questions"
PATIENCE = 15_000
"""Milliseconds that a look at the form may take on a busy machine."""
numbers = count(1)
WATCHED = "document.addEventListener('w-unsaved:watch-edits', () => { window.watched = true })"
"""Wagtail saves by itself what is changed, from the moment on at which it tells that it watches the form."""


def small_survey(site: RunningSite) -> int:
    """The id of a draft of the small survey, with one more question: a group in which a choice has a condition."""
    steps = definition()["steps"]
    choices = [
        {"value": "own", "label": "Egen"},
        {"value": "rented", "label": "Hyrd", "show_if": {"!!": {"var": "name"}}},
    ]
    rows = [{"key": "kind", "type": "single_choice", "label": "Slag", "choices": choices}]
    steps[1]["questions"].append({"key": "houses", "type": "group", "label": "Byggnader", "questions": rows})
    key = f"problems-{next(numbers)}"
    return imported(site, definition(key=key, title=f"Provenkät {key}", steps=steps))


@pytest.fixture
def editor(site: RunningSite, page: Page, signed_in: None) -> Page:
    """The editor of a small survey as it opens, everything folded, with the list of what is to mend beside it."""
    page.goto(f"{site.url}/admin/pages/{small_survey(site)}/edit/")
    page.locator("[data-side-panel-toggle='survey-problems']").click()
    expect(found(page)).to_be_visible()
    return page


def found(page: Page) -> Locator:
    return page.locator("[data-survey-found]")


def lines(page: Page) -> Locator:
    """What is to mend, without what is worth a look."""
    return found(page).locator("[data-survey-to-mend] [data-survey-at]")


def counter(page: Page) -> Locator:
    return page.locator("[data-side-panel-toggle='survey-problems'] [data-side-panel-toggle-counter]")


def unfold(page: Page, number: int) -> None:
    """The first part, and in it the question of that number."""
    part = page.locator("[data-contentpath='steps'] [data-streamfield-child]").first
    part.locator("[data-panel-toggle]").first.click()
    part.locator("[data-contentpath='questions'] [data-streamfield-child]").nth(number).locator(
        "[data-panel-toggle]"
    ).first.click()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.id")


def test_a_problem_appears_while_it_is_made_and_goes_when_it_is_mended(editor: Page) -> None:
    expect(counter(editor)).to_be_hidden()
    unfold(editor, 0)
    label = editor.locator(f"[name='{QUESTIONS}-0-value-label']")
    label.fill("")
    expect(lines(editor)).to_contain_text("obligatorisk", timeout=PATIENCE)
    expect(counter(editor)).to_have_text("1", timeout=PATIENCE)
    expect(editor.locator("[data-survey-status]")).to_contain_text("1")
    label.fill("Vad heter ni?")
    expect(counter(editor)).to_be_hidden(timeout=PATIENCE)


def test_a_line_leads_to_its_block_however_folded_it_lies(editor: Page) -> None:
    unfold(editor, 1)
    editor.locator(f"[name='{QUESTIONS}-1-value-label']").fill("")
    expect(counter(editor)).to_have_text("1", timeout=PATIENCE)
    editor.get_by_role("tab", name="Resultatsida").click()
    expect(editor.locator(f"[name='{QUESTIONS}-1-value-label']")).to_be_hidden()
    lines(editor).first.click()
    expect(editor.locator(f"[name='{QUESTIONS}-1-value-label']")).to_be_focused()


def test_a_line_leads_into_a_group_and_its_choices(editor: Page) -> None:
    unfold(editor, 0)
    editor.locator(f"#block_group-{QUESTIONS}-0-value-settings").evaluate("settings => { settings.hidden = false }")
    editor.locator(f"[name='{QUESTIONS}-0-value-key']").evaluate("key => { key.value = 'other' }")
    editor.locator(f"[name='{QUESTIONS}-0-value-label']").press("End")
    editor.locator(f"[name='{QUESTIONS}-0-value-label']").type("!")
    expect(lines(editor).first).to_contain_text("Hyrd", timeout=PATIENCE)
    lines(editor).first.click()
    expect(editor.locator("[data-contentpath='show_if'] :focus")).to_have_count(1)
    assert focused(editor).startswith("steps-1-value-questions-2-value-questions-0-value-choices-1-value-show_if")


def test_a_line_about_the_page_leads_to_its_tab(editor: Page) -> None:
    editor.locator("[data-survey-at='[\"handlers\"]']").click()
    expect(editor.get_by_role("tab", name=re.compile("Efter"))).to_have_attribute("aria-selected", "true")
    expect(editor.locator("[data-contentpath='handlers'] :focus")).to_have_count(1)


def test_a_new_page_is_looked_at_before_and_after_it_is_saved(site: RunningSite, page: Page, signed_in: None) -> None:
    pages = page.request.get(f"{site.url}/api/v2/pages/?type=home.HomePage&locale=sv").json()
    page.add_init_script(WATCHED)
    page.goto(f"{site.url}/admin/pages/add/surveys/surveypage/{pages['items'][0]['id']}/")
    page.wait_for_function("window.watched")
    page.locator("[data-side-panel-toggle='survey-problems']").click()
    expect(lines(page)).to_contain_text("inga frågor", timeout=PATIENCE)
    page.locator("[name=title]").fill(f"Ny enkät {next(numbers)}")
    page.locator("[name=notice]").fill("Svaren publiceras inte.")
    page.locator("[name=notice]").blur()
    page.wait_for_url("**/edit/", wait_until="commit", timeout=30_000)
    with page.expect_response(re.compile(r"/surveys/\d+/check/")):
        page.locator("[name=minutes]").fill("5")
    expect(lines(page)).to_contain_text("inga frågor", timeout=PATIENCE)


def test_the_list_is_accessible(editor: Page) -> None:
    unfold(editor, 0)
    editor.locator(f"[name='{QUESTIONS}-0-value-label']").fill("")
    expect(counter(editor)).to_have_text("1", timeout=PATIENCE)
    about = ("survey", "side-panel")
    assert [violation for violation in violations(editor) if any(word in violation for word in about)] == []


def test_the_page_on_which_a_survey_is_tried_is_accessible(site: RunningSite, editor: Page) -> None:
    editor.goto(re.sub(r"/pages/(\d+)/edit/", r"/surveys/\1/try/", editor.url))
    editor.locator("[name=name]").fill("Demo Ab")
    editor.locator("#try-name").fill("Ett exempel")
    editor.locator("button[name=save]").click()
    expect(editor.locator(".survey-example")).to_contain_text("Ett exempel")
    editor.locator("[data-add]").click()
    expect(editor.locator("[data-row]")).to_have_count(2)
    assert [violation for violation in violations(editor) if "survey-try" in violation] == []
