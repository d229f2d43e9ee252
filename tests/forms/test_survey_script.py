"""What the script of a survey does in the browser, on a page that the server made."""

import re
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


def test_choices_come_and_go_and_a_made_choice_waits(open_step) -> None:
    choices = [{"value": "oil", "label": "Olja", "show_if": shows("first")}, {"value": "sun", "label": "Sol"}]
    page = open_step(
        question("text", "first"),
        question("single_choice", "heating", choices=choices),
        question("text", "next", show_if={"==": [{"var": "heating"}, "oil"]}),
    )
    oil = page.locator('input[name="heating"][value="oil"]')
    expect(oil).to_be_hidden()
    expect(oil).to_be_disabled()
    page.locator("#id-first").fill("ja")
    oil.check()
    expect(page.locator("#q-next")).to_be_visible()
    expect(page.locator("input[name=_shown]")).to_have_value("first heating heating=oil next")
    page.locator("#id-first").fill("")
    expect(page.locator("#q-next")).to_be_hidden()
    expect(oil).to_be_hidden()
    page.locator("#id-first").fill("ja")
    expect(oil).to_be_checked()


def test_what_is_calculated_follows_what_is_typed(open_step) -> None:
    page = open_step(
        question("number", "amount"),
        question("calculated", "sum", formula={"*": [{"var": "amount"}, 1000.5]}, unit="kg"),
    )
    figure = page.locator("output")
    expect(figure).to_have_text("0 kg")
    page.locator("#id-amount").fill("2")
    expect(figure).to_have_text("2\xa0001 kg")
    page.locator("#id-amount").fill("två")
    expect(figure).to_have_text("0 kg")


def test_a_text_control_demands_an_answer_for_as_long_as_it_must(open_step) -> None:
    yes = question("yes_no", "sure", required_if=shows("first"))
    page = open_step(question("text", "first"), question("text", "then", required_if=shows("first")), yes)
    page.locator("#id-first").fill("ja")
    expect(page.locator("#id-then")).to_have_attribute("required", "")
    expect(page.locator("#q-sure")).to_have_attribute("aria-required", "true")
    page.locator("#id-first").fill("")
    expect(page.locator("#id-then")).not_to_have_attribute("required", "")


@pytest.fixture
def group_page(open_step) -> Page:
    role = question("single_choice", "role", choices=WHICH)
    since = question("text", "since", required=True, show_if={"==": [{"var": "role"}, "other"]})
    doubled = question("calculated", "double", formula={"*": [{"var": "amount"}, 2]})
    inner = [question("text", "person"), role, since, question("number", "amount"), doubled]
    return open_step(question("group", "staff", row_label="Person", max_rows=3, questions=inner))


def test_rows_are_added_at_once_and_focus_goes_there(group_page: Page) -> None:
    add = group_page.locator("button[name=_add]")
    group_page.locator('[name="staff:0:person"]').fill("Anna")
    add.click()
    expect(group_page.locator("#row-staff-1")).to_be_focused()
    expect(group_page.locator("#row-staff-1 > legend")).to_have_text("Person 2")
    expect(group_page.locator("[data-rows] > [data-said]")).to_have_text(re.compile("Person 2$"))
    expect(group_page.locator("#q-staff-1-since")).to_be_hidden()
    group_page.locator('[name="staff:1:role"][value=other]').check()
    expect(group_page.locator("#q-staff-1-since")).to_be_visible()
    expect(group_page.locator("#q-staff-0-since")).to_be_hidden()
    expect(group_page.locator("#id-staff-1-since")).to_have_attribute("required", "")
    add.click()
    expect(add).to_be_hidden()
    expect(group_page.locator("input[name=_shown]")).to_have_value(
        "staff "
        + " ".join(
            f"staff:{row}:{key}"
            for row, keys in enumerate(["person role", "person role since", "person role"])
            for key in [*keys.split(), "amount", "double"]
        )
    )


def test_rows_are_removed_at_once_and_the_rest_is_numbered_again(group_page: Page) -> None:
    add = group_page.locator("button[name=_add]")
    for name in ("Anna", "Bo", "Cia"):
        group_page.locator("[data-row]:last-of-type [name$=person]").last.fill(name)
        if name != "Cia":
            add.click()
    group_page.locator('[name="staff:2:role"][value=other]').check()
    group_page.locator('[name="staff:2:role:other"]').fill("Gäst")
    group_page.locator('[name="staff:2:amount"]').fill("4")
    group_page.locator('#row-staff-1 button[name="_remove"]').click()
    expect(group_page.locator("[data-row]")).to_have_count(2)
    expect(group_page.locator("#row-staff-1")).to_be_focused()
    expect(group_page.locator("#row-staff-1 > legend")).to_have_text("Person 2")
    expect(group_page.locator('[name="staff:1:person"]')).to_have_value("Cia")
    expect(group_page.locator('[name="staff:1:role"][value=other]')).to_be_checked()
    expect(group_page.locator('[name="staff:1:role:other"]')).to_have_value("Gäst")
    expect(group_page.locator("#q-staff-1-since")).to_be_visible()
    expect(group_page.locator("#id-staff-1-double")).to_have_text("8")
    expect(group_page.get_by_label("Person").nth(1)).to_be_visible()
    expect(add).to_be_visible()
    for _row in range(2):
        group_page.locator('button[name="_remove"]').first.click()
    expect(group_page.locator("[data-row]")).to_have_count(1)
    expect(group_page.locator('[name="staff:0:person"]')).to_have_value("")


def test_choices_are_put_in_order_with_buttons(open_step) -> None:
    choices = [{"value": key, "label": key.upper()} for key in "abcd"]
    ranking = question("ranking", "order", choices=choices, most=2)
    page = open_step(ranking, question("text", "next", show_if=shows("order")))
    expect(page.locator("#q-next")).to_be_hidden()

    def move(choice: str, step: int) -> None:
        button = page.locator(f'[data-choice="{choice}"] [data-move="{step}"]')
        button.click()
        expect(button).to_be_focused()

    def order() -> list[str]:
        return page.locator(".ranking-item [data-words]").all_text_contents()

    move("c", -1)
    assert order() == ["A", "C", "B", "D"]
    assert [select.input_value() for select in page.locator("select").all()] == ["1", "2", "", ""]
    expect(page.locator("[data-said]")).to_have_text(re.compile("^C .*2.*2"))
    expect(page.locator("#q-next")).to_be_visible()
    move("c", 1)
    expect(page.locator("[data-said]")).to_have_text(re.compile("^C [^0-9]*$"))
    page.locator('[name="order:d"]').select_option("1")
    page.locator('[name="order:a"]').select_option("")
    move("b", -1)
    assert order() == ["B", "D", "A", "C"]


def test_no_more_places_are_there_than_choices_are_offered(open_step) -> None:
    choices = [{"value": key, "label": key.upper()} for key in "ab"]
    choices.append({"value": "c", "label": "C", "show_if": shows("first")})
    page = open_step(question("text", "first"), question("ranking", "order", choices=choices))
    expect(page.locator('[name="order:c"]')).to_be_disabled()
    expect(page.locator('[name="order:a"] option[value="3"]')).to_be_disabled()
    page.locator("#id-first").fill("ja")
    expect(page.locator('[name="order:c"]')).to_be_enabled()
    expect(page.locator('[name="order:a"] option[value="3"]')).to_be_enabled()


def test_a_chosen_file_is_an_answer(open_step) -> None:
    page = open_step(question("file", "plan", max_files=2), question("text", "next", show_if=shows("plan")))
    page.locator("#id-plan").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    expect(page.locator("#q-next")).to_be_visible()


def test_answers_in_parts_are_read_together(open_step) -> None:
    page = open_step(
        question("datetime", "when"),
        question("text", "next", show_if={">": [{"var": "when"}, "2026-11-24"]}),
        question("address", "place"),
        question("text", "there", show_if={"==": [{"var": "place.city"}, "Borgå"]}),
    )
    page.locator('[name="when:date"]').fill("24.11.2026")
    expect(page.locator("#q-next")).to_be_hidden()
    page.locator('[name="when:time"]').fill("13.05")
    expect(page.locator("#q-next")).to_be_visible()
    for part, text in (("street", "Ågatan 1"), ("postal_code", "06100"), ("city", "Borgå")):
        page.locator(f'[name="place:{part}"]').fill(text)
    expect(page.locator("#q-there")).to_be_visible()
