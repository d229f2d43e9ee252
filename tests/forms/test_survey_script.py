"""What the script of a survey does in the browser, on a page that the server made."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

STATIC = Path(__file__).parents[2]
ORIGIN = "http://survey.example"
WHICH = [
    {"value": "oil", "label": "Olja"},
    {"value": "other", "label": "Annat", "free_text": True},
]


def question(kind: str, key: str, **fields: object) -> dict[str, object]:
    return {"type": kind, "key": key, "label": key.capitalize(), **fields}


def shows(key: str) -> dict[str, object]:
    return {"!!": {"var": key}}


@pytest.fixture
def open_step(page: Page, client: Client):
    """Opens a survey of one step with the given questions."""

    def open_with(*questions: dict[str, object]) -> Page:
        html = client.get(publish({"steps": [{"key": "one", "title": "Ett", "questions": list(questions)}]}).url)

        def serve(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            if path.startswith("/static/"):
                route.fulfill(path=STATIC / path.removeprefix("/"))
            else:
                route.fulfill(body=html.content.decode(), content_type="text/html; charset=utf-8")

        page.route("**/*", serve)
        page.goto(f"{ORIGIN}/")
        return page

    return open_with


@pytest.mark.parametrize("key", ["elements", "dataset", "action", "method", "name", "form", "length"])
def test_a_question_may_have_any_word_for_its_key(open_step, key: str) -> None:
    page = open_step(question("text", key), question("text", "next", show_if=shows(key)))
    expect(page.locator("#q-next")).to_be_hidden()
    page.locator(f"#id-{key}").fill("ja")
    expect(page.locator("#q-next")).to_be_visible()
    expect(page.locator("input[name=_shown]")).to_have_value(f"{key} next")


@pytest.mark.parametrize("display", ["radio", "select"])
def test_own_words_count_only_beside_the_choice_that_is_made(open_step, display: str) -> None:
    asked = question("single_choice", "heating", choices=WHICH, display_as=display)
    page = open_step(asked, question("text", "next", show_if=shows("heating:other")))

    def choose(value: str) -> None:
        if display == "select":
            page.locator("#id-heating").select_option(value)
        else:
            page.locator(f'input[name="heating"][value="{value}"]').check()

    choose("other")
    page.locator('[name="heating:other"]').fill("Flis")
    expect(page.locator("#q-next")).to_be_visible()
    choose("oil")
    expect(page.locator("#q-next")).to_be_hidden()


def test_own_words_go_with_the_question_that_is_hidden(open_step) -> None:
    asked = question("single_choice", "heating", choices=WHICH, show_if=shows("first"))
    page = open_step(question("text", "first"), asked, question("text", "next", show_if=shows("heating:other")))
    page.locator("#id-first").fill("ja")
    page.locator('input[name="heating"][value="other"]').check()
    page.locator('[name="heating:other"]').fill("Flis")
    expect(page.locator("#q-next")).to_be_visible()
    page.locator("#id-first").fill("")
    expect(page.locator("#q-next")).to_be_hidden()


def test_a_question_says_that_it_is_optional_for_as_long_as_it_is(open_step) -> None:
    page = open_step(question("text", "first"), question("text", "then", required_if=shows("first")))
    mark = page.locator("#q-then [data-optional]")
    expect(mark).to_be_visible()
    page.locator("#id-first").fill("ja")
    expect(mark).to_be_hidden()
    page.locator("#id-first").fill("")
    expect(mark).to_be_visible()


def test_the_characters_that_are_left_are_counted(open_step) -> None:
    page = open_step(question("long_text", "more", max_length=20))
    counter = page.locator("#id-more-counter")
    expect(counter).to_have_text("20 tecken kvar")
    page.locator("#id-more").fill("Åtta 🙂")
    expect(counter).to_have_text("14 tecken kvar")
