"""The survey editor in a real browser: its lists follow what is typed, and keys are made once."""

import json
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from forms.builder.keys import make_key
from tests.e2e.conftest import RunningSite
from tests.e2e.test_story import sign_in
from tests.factories.surveys import definition

NAME, HEATING = "steps-0-value-questions-0-value", "steps-0-value-questions-2-value"
numbers = count(1)


@pytest.fixture
def editor(site: RunningSite, page: Page) -> Page:
    """The open editor of a small survey that was uploaded, its first step and first question unfolded."""
    sign_in(page, site)
    page.goto(f"{site.url}/admin/pages/")
    page.goto(f"{site.url}/admin/surveys/import/{home_id(page, site)}/")
    survey = json.dumps(definition(key=f"test-{next(numbers)}", title="Provenkät"))
    page.set_input_files(
        "input[name=file]", {"name": "s.json", "mimeType": "application/json", "buffer": survey.encode()}
    )
    page.locator("#w-editor-form button[type=submit]").click()
    page.wait_for_url("**/edit/")
    for name in ("steps-0-value-title", f"{NAME}-label", f"{NAME}-show_if-match"):
        unfold(page, name)
    return page


def home_id(page: Page, site: RunningSite) -> int:
    """The id of the Swedish front page, as the content API says it."""
    pages = page.request.get(f"{site.url}/api/v2/pages/?type=home.HomePage&locale=sv").json()
    return int(pages["items"][0]["id"])


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def panel(page: Page, name: str) -> Locator:
    """The panel in which the input `name` lies."""
    return field(page, name).locator("xpath=ancestor::section[1]")


def unfold(page: Page, name: str) -> None:
    toggle = panel(page, name).locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")


def write(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    field(page, name).blur()


def add_condition(page: Page) -> str:
    panel(page, f"{NAME}-show_if-match").locator("[data-streamfield-list-add]").first.click()
    return f"{NAME}-show_if-conditions-0-value"


def question_list(page: Page, at: str) -> Locator:
    return field(page, f"{at}-question").locator("xpath=following-sibling::select")


def publish(page: Page) -> None:
    page.locator("footer [data-controller~='w-dropdown'] button[aria-expanded]").first.click()
    page.locator("button[name='action-publish']").click()


def test_a_condition_is_chosen_from_lists_that_follow_the_survey(editor: Page) -> None:
    unfold(editor, f"{HEATING}-label")
    write(editor, f"{HEATING}-label", "Vilken värme?")
    unfold(editor, f"{HEATING}-choices-0-value-label")
    write(editor, f"{HEATING}-choices-0-value-label", "Eldningsolja")
    at = add_condition(editor)
    question_list(editor, at).select_option(label="Vilken värme?")
    editor.get_by_role("checkbox", name="Eldningsolja").check()
    expect(field(editor, f"{at}-question")).to_have_value("heating")
    expect(field(editor, f"{at}-values")).to_have_value("oil")
    write(editor, f"{HEATING}-choices-0-value-label", "Brännolja")
    expect(editor.get_by_role("checkbox", name="Brännolja")).to_be_checked()


def test_a_condition_that_was_chosen_is_published(editor: Page) -> None:
    at = add_condition(editor)
    question_list(editor, at).select_option(label="Hur värmer ni?")
    editor.get_by_role("checkbox", name="Sol").check()
    publish(editor)
    expect(editor.locator(".messages .success")).to_be_visible()


def test_a_survey_with_a_problem_is_refused_with_the_name_of_the_question(editor: Page) -> None:
    at = add_condition(editor)
    question_list(editor, at).select_option(label="Hur värmer ni?")
    publish(editor)
    expect(editor.locator(".messages .error")).to_contain_text("Namn")


def test_a_key_is_made_once_and_a_copy_gets_its_own(editor: Page) -> None:
    controls = panel(editor, f"{NAME}-label").locator("[data-panel-controls]").first
    controls.locator("button", has=editor.locator("use[href='#icon-copy']")).click()
    keys = editor.locator("input[data-survey-key-kind-value='question']")
    expect(keys).to_have_count(7)
    expect(field(editor, "steps-0-value-questions-6-value-key").or_(keys.nth(1))).to_have_value("namn")
    write(editor, f"{NAME}-label", "Ett helt annat namn")
    expect(field(editor, f"{NAME}-key")).to_have_value("name")


def test_opening_the_editor_saves_nothing(editor: Page) -> None:
    sent = []
    editor.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    editor.goto(editor.url)
    with editor.expect_response("**/editing-sessions/ping/**"):
        pass
    editor.wait_for_timeout(3500)
    assert not [url for url in sent if url.endswith("/edit/")]


@pytest.mark.parametrize("label", ["Hur många kWh?", "Øl & æbler", "10 frågor", "?!", "ÅÄÖ " * 30])
def test_keys_are_made_alike_in_the_browser_and_on_the_server(editor: Page, label: str) -> None:
    field(editor, f"{NAME}-key").evaluate("input => { input.value = '' }")
    write(editor, f"{NAME}-label", "")
    write(editor, f"{NAME}-label", label)
    expect(field(editor, f"{NAME}-key")).to_have_value(make_key(label, set(), "question", 6))
