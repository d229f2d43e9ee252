"""The survey editor as a test handles it: its blocks, fields and buttons, and a survey with every kind of answer."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

State = dict[str, Any]


def choices(*labels: str) -> list[State]:
    return [{"value": label.lower(), "label": label} for label in labels]


def survey(key: str) -> State:
    """A survey with a question of every kind of answer."""
    rows = [{"key": "sorting", "label": "Sorterar avfall"}, {"key": "saving", "label": "Sparar el"}]
    scale = [{"value": "often", "label": "Ofta", "score": 1}, {"value": "never", "label": "Aldrig", "score": 0}]
    staff = [
        {"key": "person", "type": "text", "label": "Personens namn"},
        {"key": "hours", "type": "number", "label": "Timmar"},
        {"key": "boss", "type": "yes_no", "label": "Är chef?", "show_if": {">": [{"var": "hours"}, 10]}},
    ]
    questions = [
        {"key": "name", "type": "text", "label": "Namn"},
        {"key": "heating", "type": "single_choice", "label": "Uppvärmning", "choices": choices("Olja", "Gas", "Sol")},
        {"key": "vehicles", "type": "multiple_choice", "label": "Fordon", "choices": choices("Bil", "Cykel")},
        {"key": "area", "type": "number", "label": "Yta", "unit": "m²"},
        {"key": "day", "type": "date", "label": "Dag"},
        {"key": "owner", "type": "yes_no", "label": "Äger ni huset?"},
        {"key": "habits", "type": "matrix", "label": "Vanor", "rows": rows, "choices": scale},
        {"key": "staff", "type": "group", "label": "Personal", "questions": staff},
        {"key": "total", "type": "calculated", "label": "Summa", "formula": {"*": [{"var": "area"}, 2]}},
        {
            "key": "more",
            "type": "long_text",
            "label": "Berätta mer",
            "show_if": {"and": [{"in": [{"var": "heating"}, ["olja", "gas"]]}, {">=": [{"var": "area"}, 500]}]},
        },
    ]
    last = {"key": "end", "type": "file", "label": "Bilaga"}
    return {
        "format": "survey/1",
        "key": key,
        "locale": "sv",
        "title": f"Provenkät {key}",
        "steps": [
            {"key": "you", "title": "Ni", "questions": questions},
            {"key": "last", "title": "Slut", "questions": [last], "show_if": {"==": [{"var": "owner"}, True]}},
        ],
    }


def block(holder: Page | Locator, title: str) -> Locator:
    """The folding block with `title` in its heading."""
    heading = holder.page.locator if isinstance(holder, Locator) else holder.locator
    words = re.compile(rf"^\s*{re.escape(title)}\s*$")
    titled = heading("> section > .w-panel__header .c-sf-block__title", has_text=words)
    return holder.locator("[data-streamfield-child]").filter(has=titled).last


def unfold(part: Locator) -> None:
    toggle = part.locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")


def fold(part: Locator) -> None:
    part.locator("[data-panel-toggle]").first.click()


def field(page: Page | Locator, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def inner(part: Locator, name: str) -> Locator:
    """The nested block `name` of a block."""
    return part.locator(f"[data-contentpath='{name}']").first


def write(page: Page, name: str, text: str) -> None:
    field(page, name).fill(text)
    field(page, name).blur()


def state(page: Page) -> list[State]:
    """The steps as the form would post them."""
    posted = page.evaluate("new FormData(document.querySelector('form[data-edit-form]')).get('steps')")
    return [step["value"] for step in json.loads(posted)]


def keys(step: State) -> list[str]:
    return [question["value"]["key"] for question in step["questions"]]


def question_of(page: Page, key: str, step: int = 0) -> State:
    return next(item["value"] for item in state(page)[step]["questions"] if item["value"]["key"] == key)


def add_condition(question: Locator, name: str = "show_if") -> Locator:
    """A new condition of a question, to be filled in."""
    rule = inner(question, name)
    unfold(rule)
    rule.locator("[data-streamfield-list-add]").last.click()
    return rule.locator(".survey-condition").last


def ask(condition: Locator, question: str) -> None:
    condition.locator("select[name$='-question']").select_option(label=question)


def offered(select: Locator) -> list[str]:
    expect(select.locator("option").nth(1)).to_be_attached()
    return select.locator("option").all_inner_texts()


def copy(part: Locator) -> None:
    part.locator("[data-streamfield-action='DUPLICATE']").first.click()


def publish(page: Page) -> None:
    page.locator("footer [data-controller~='w-dropdown'] button[aria-expanded]").first.click()
    page.locator("button[name='action-publish']").click()


def published(page: Page) -> State:
    """Publish, and what was published, from the survey's export."""
    site, number = page.url.split("/admin/pages/")
    # What Wagtail saves by itself just then would be the latest draft, and is what an export has.
    page.locator("form[data-edit-form]").evaluate("form => form.removeAttribute('data-controller')")
    with page.expect_navigation():
        publish(page)
    expect(page.locator(".messages .success")).to_be_visible()
    response = page.request.get(f"{site}/admin/surveys/{number.split('/')[0]}/export/")
    assert "json" in response.headers["content-type"], response.text()[:5000]
    return response.json()  # type: ignore[no-any-return]  # an object, as exports are
