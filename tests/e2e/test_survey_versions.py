"""A survey that changes after answers have come in: what it does is said before it is done, and respondents go on."""

import json
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.builder import publish
from tests.e2e.conftest import RunningSite, violations
from tests.e2e.surveys import imported
from tests.factories.surveys import ANSWERS, definition

numbers = count(1)


@pytest.fixture
def key(site: RunningSite, page: Page, signed_in: None) -> str:
    """A published survey with two submissions, open in the editor."""
    key = f"versions-{next(numbers)}"
    number = imported(site, definition(key=key, title=f"Provenkät {key}"), publish=True)
    for name in ("Ett Demo Ab", "Två Demo Ab"):
        body = {"answers": {**ANSWERS, "name": name}, "locale": "sv"}
        assert page.request.post(f"{site.url}/api/v1/surveys/{key}/submissions/", data=body).status == 201
    page.goto(f"{site.url}/admin/pages/{number}/edit/")
    return key


def remove_question(page: Page) -> None:
    """Take away the e-mail address, the second question of the first part."""
    part = page.locator("[data-contentpath='steps'] [data-streamfield-child]").first
    part.locator("[data-panel-toggle]").first.click()
    question = part.locator("[data-contentpath='questions'] [data-streamfield-child]").nth(1)
    expect(question).to_contain_text("E-post")
    question.locator("[data-panel-controls] button", has=page.locator("use[href='#icon-bin']")).first.click()
    expect(question).to_be_hidden()


def test_removing_a_question_is_told_with_its_answers_and_done_when_confirmed(
    site: RunningSite, page: Page, key: str
) -> None:
    remove_question(page)
    publish(page)
    page.wait_for_url("**/publish/**")
    main = page.locator("main")
    expect(main).to_contain_text("Tas bort: ”E-post”")
    expect(main).to_contain_text("Svar: 2 insända.")
    assert violations(page) == []
    assert "email" in page.request.get(f"{site.url}/api/v1/surveys/{key}/?locale=sv").text()
    main.locator("form button").click()
    expect(page.locator(".messages .success")).to_contain_text("Provenkät")
    served = page.request.get(f"{site.url}/api/v1/surveys/{key}/?locale=sv").json()
    assert served["version"] == 2
    assert "email" not in json.dumps(served)


def test_going_back_leads_to_the_draft(site: RunningSite, page: Page, key: str) -> None:
    editor = page.url
    remove_question(page)
    publish(page)
    page.wait_for_url("**/publish/**")
    page.get_by_role("link", name="Tillbaka till redigeringen").click()
    page.wait_for_url(editor)
    expect(page.locator("[name$='-key'][value='email']")).to_have_count(0)
    assert page.request.get(f"{site.url}/api/v1/surveys/{key}/?locale=sv").json()["version"] == 1


def test_versions_can_be_looked_at_any_time(site: RunningSite, page: Page, key: str) -> None:
    number = page.url.split("/")[-3]
    remove_question(page)
    publish(page)
    page.wait_for_url("**/publish/**")
    page.locator("main form button").click()
    expect(page.locator(".messages .success")).to_be_visible()
    for address in ("compare/", "versions/", "versions/2/"):
        page.goto(f"{site.url}/admin/surveys/{number}/{address}")
        assert violations(page) == []
    page.goto(f"{site.url}/admin/surveys/{number}/versions/")
    expect(page.locator("main tbody tr")).to_have_count(2)
    expect(page.locator("main tbody tr").last).to_contain_text("2")
