"""A survey by keyboard alone: whoever uses no mouse gets from the first page to the result, and sees where they are."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import RunningSite
from tests.e2e.mapping import STEPS

MOST_PRESSES = 90
"""More controls than any page of the survey has: who has not arrived by then is trapped or cannot get there."""

WHERE = """() => {
  const at = document.activeElement;
  const around = at.closest(".choice") ?? at;
  const box = around.getBoundingClientRect();
  const middle = Math.max(box.top, Math.min(box.top + box.height / 2, innerHeight - 1));
  const found = document.elementFromPoint(box.left + Math.min(box.width / 2, 8), middle);
  const ringed = [at, around].map((each) => getComputedStyle(each)).some(({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none");
  return {
    tag: at.tagName, type: at.type ?? "", name: at.getAttribute("name") ?? "", value: at.value ?? "", id: at.id,
    href: at.getAttribute("href") ?? "", checked: at.checked ?? false, words: at.textContent.trim().slice(0, 80),
    ringed, covered: !(found && (around.contains(found) || found.contains(around))),
    inSight: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""

Place = dict[str, Any]


class Keyboard:
    """Somebody with nothing but keys, who reads where they are from what has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def place(self) -> Place:
        return self.page.evaluate(WHERE)

    def press(self, key: str) -> Place:
        self.page.keyboard.press(key)
        place = self.place
        if place["tag"] != "BODY":
            assert place["ringed"], f"nothing shows that the focus is on {place}"
            assert place["inSight"], f"the focus is out of sight on {place}"
            assert not place["covered"], f"something covers {place}"
        return place

    def go_to(self, key: str = "Tab", **wanted: str) -> Place:
        """Press `key` until the focus is where `wanted` says."""
        place = self.place
        for _press in range(MOST_PRESSES):
            if all(place[name] == value for name, value in wanted.items()):
                return place
            place = self.press(key)
        pytest.fail(f"{key} does not lead to {wanted} on {self.page.url}")

    def lead_on(self, key: str = "Enter") -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def answer(self, name: str, value: str | list[str]) -> None:
        place = self.go_to(name=name)
        if isinstance(value, list):
            for choice in value:
                self.go_to(name=name, value=choice)
                assert self.press("Space")["checked"]
        elif place["type"] == "radio":
            chosen = self.press("Space")
            while chosen["value"] != value:
                chosen = self.press("ArrowDown")
                assert chosen["name"] == name
            assert chosen["checked"]
        elif place["tag"] == "SELECT":
            for _choice in range(MOST_PRESSES):
                if self.press("ArrowDown")["value"] == value:
                    break
            assert self.place["value"] == value
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)


def test_the_whole_mapping_by_keyboard_alone(site: RunningSite, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    keyboard = Keyboard(page)
    page.goto(f"{site.url}/sv/")
    first = keyboard.press("Tab")
    assert first["href"] == "#main"
    keyboard.press("Enter")
    start = page.locator("main a.button").first.get_attribute("href")
    keyboard.go_to(href=start or "")
    keyboard.lead_on()
    for number, step in enumerate(STEPS):
        if number == 0:
            wrong_then_right(keyboard, {**step, "business_id": "1234567-2"})
        else:
            answer_all(keyboard, step)
        keyboard.go_to(name="_next")
        keyboard.lead_on()
    keyboard.go_to(name="_send")
    keyboard.lead_on()
    expect(page.locator(".receipt")).to_be_visible()
    expect(page.locator("main")).to_contain_text("12 500,5 kWh")


def wrong_then_right(keyboard: Keyboard, step: dict[str, str | list[str]]) -> None:
    """The summary takes the focus, its link leads to the field, and Shift+Tab leads back out of it."""
    answer_all(keyboard, step)
    keyboard.go_to(name="_next")
    keyboard.lead_on()
    keyboard.page.wait_for_function("document.activeElement.id === 'error-summary'")
    link = keyboard.press("Tab")
    assert link["tag"] == "A"
    field = keyboard.press("Enter")
    assert field["name"] == "business_id"
    assert keyboard.press("Shift+Tab")["name"] == "org_name"
    keyboard.answer("business_id", str(STEPS[0]["business_id"]))


def answer_all(keyboard: Keyboard, step: dict[str, str | list[str]]) -> None:
    """From top to bottom; a question that an answer brings up is met further down."""
    for name, value in step.items():
        if name == "en_heating":
            expect(keyboard.page.locator("#q-en_fossil_exit")).to_be_hidden()
        keyboard.answer(name, value)
