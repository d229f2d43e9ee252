"""The survey editor in a real browser: lists follow what is typed, conditions read as sentences, copies stand alone."""

from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from forms.builder.keys import make_key
from tests.e2e.builder import (
    add_condition,
    ask,
    block,
    copy,
    field,
    fold,
    inner,
    keys,
    offered,
    publish,
    published,
    question_of,
    state,
    survey,
    unfold,
    write,
)
from tests.e2e.conftest import RunningSite, violations
from tests.e2e.surveys import imported

numbers = count(1)


@pytest.fixture
def editor(site: RunningSite, page: Page, signed_in: None) -> Page:
    """The open editor of the survey, its first step unfolded."""
    page.goto(f"{site.url}/admin/pages/{imported(site, survey(f'test-{next(numbers)}'))}/edit/")
    unfold(block(page, "Ni"))
    return page


# ---------- conditions ----------


def test_a_condition_is_chosen_from_lists_that_follow_the_survey(editor: Page) -> None:
    heating = block(editor, "Uppvärmning")
    unfold(heating)
    write(editor, "steps-0-value-questions-1-value-label", "Vilken värme?")
    unfold(block(heating, "Olja"))
    write(editor, "steps-0-value-questions-1-value-choices-0-value-label", "Eldningsolja")
    name = block(editor, "Namn")
    unfold(name)
    condition = add_condition(name)
    ask(condition, "Vilken värme?")
    condition.get_by_role("checkbox", name="Eldningsolja").check()
    expect(inner(name, "show_if").locator(".survey-sentence")).to_have_text(
        "Frågan visas om ”Vilken värme?” är Eldningsolja."
    )
    write(editor, "steps-0-value-questions-1-value-choices-0-value-label", "Brännolja")
    expect(condition.get_by_role("checkbox", name="Brännolja")).to_be_checked()
    expect(inner(name, "show_if").locator(".survey-sentence")).to_contain_text("Brännolja")
    rule = question_of(editor, "name")["show_if"]["conditions"][0]["value"]
    assert (rule["question"], rule["values"]) == ("heating", "olja")


@pytest.mark.parametrize(
    ("question", "comparisons", "control"),
    [
        ("Uppvärmning", 4, "checkbox"),
        ("Fordon", 4, "checkbox"),
        ("Vanor: Sparar el", 4, "checkbox"),
        ("Yta", 8, "text"),
        ("Dag", 7, "date"),
        ("Äger ni huset?", 4, None),
        ("Personal", 2, None),
        ("Summa", 8, "text"),
        ("Bilaga", 2, None),
    ],
)
def test_only_comparisons_that_fit_are_offered(
    editor: Page, question: str, comparisons: int, control: str | None
) -> None:
    name = block(editor, "Namn")
    unfold(name)
    condition = add_condition(name)
    ask(condition, question)
    expect(condition.locator("select[name$='-comparison'] option")).to_have_count(comparisons)
    values = inner(condition, "values")
    if control is None:
        expect(values).to_be_hidden()
    else:
        expect(values.locator(f"input[type={control}]:visible").first).to_be_visible()
        assert not values.locator(f"input:not([type={control}]):visible").count()


def test_another_question_has_other_comparisons(editor: Page) -> None:
    name = block(editor, "Namn")
    unfold(name)
    condition = add_condition(name)
    ask(condition, "Yta")
    condition.locator("select[name$='-comparison']").select_option(label="är högst")
    condition.locator("input[name$='-values']").fill("2,5")
    condition.locator("input[name$='-values']").blur()
    sentence = inner(name, "show_if").locator(".survey-sentence")
    expect(sentence).to_have_text("Frågan visas om ”Yta” är högst 2,5 m².")
    ask(condition, "Dag")
    expect(sentence).to_be_hidden()
    condition.locator("input[name$='-values']").fill("2026-11-24")
    condition.locator("input[name$='-values']").blur()
    expect(sentence).to_have_text("Frågan visas om ”Dag” är senast 24.11.2026.")
    questions = published(editor)["steps"][0]["questions"]
    assert questions[0]["show_if"] == {"<=": [{"var": "day"}, "2026-11-24"]}


def test_a_row_reads_itself_and_the_form_and_the_form_no_row(editor: Page) -> None:
    staff = block(editor, "Personal")
    unfold(staff)
    person = block(staff, "Personens namn")
    unfold(person)
    inside = offered(add_condition(person).locator("select[name$='-question']"))
    assert {"Timmar", "Är chef?", "Yta", "Bilaga"} <= set(inside)
    assert not {"Personens namn", "Personal"} & set(inside)
    fold(staff)
    name = block(editor, "Namn")
    unfold(name)
    outside = offered(add_condition(name).locator("select[name$='-question']"))
    assert {"Personal", "Yta", "Bilaga"} <= set(outside)
    assert not {"Namn", "Timmar", "Är chef?"} & set(outside)


def test_headings_say_what_is_conditional(editor: Page) -> None:
    when = block(editor, "Berätta mer").locator("> section > .survey-when")
    expect(when).to_have_text("Frågan visas om ”Uppvärmning” är Olja eller Gas och ”Yta” är minst 500 m².")
    expect(block(editor, "Slut").locator("> section > .survey-when")).to_have_text(
        "Delen visas om ”Äger ni huset?” är ja."
    )
    expect(block(editor, "Summa").locator("> section > .survey-when")).to_have_text("Räknas ut som ”Yta” × 2.")
    area = block(editor, "Yta")
    unfold(area)
    write(editor, "steps-0-value-questions-3-value-label", "Golvyta")
    fold(area)
    expect(when).to_contain_text("”Golvyta” är minst 500 m²")
    expect(block(editor, "Namn").locator("> section > .survey-when")).to_have_count(0)


def test_a_choice_and_an_obligation_depend_on_answers(editor: Page) -> None:
    heating = block(editor, "Uppvärmning")
    unfold(heating)
    gas = block(heating, "Gas")
    unfold(gas)
    ask(add_condition(gas), "Äger ni huset?")
    expect(inner(gas, "show_if").locator(".survey-sentence")).to_have_text(
        "Alternativet visas om ”Äger ni huset?” är ja."
    )
    fold(gas)
    expect(gas.locator("> section > .survey-when")).to_be_visible()
    required = add_condition(heating, "required_if")
    ask(required, "Personal")
    question = published(editor)["steps"][0]["questions"][1]
    assert question["choices"][1]["show_if"] == {"==": [{"var": "owner"}, True]}
    assert question["required_if"] == {"!!": {"var": "staff"}}


def test_a_survey_with_a_problem_is_refused_with_the_name_of_the_question(editor: Page) -> None:
    name = block(editor, "Namn")
    unfold(name)
    ask(add_condition(name), "Uppvärmning")
    publish(editor)
    expect(editor.locator(".messages .error")).to_contain_text("Namn")


def test_a_formula_is_written_with_questions_from_a_list(editor: Page) -> None:
    total = block(editor, "Summa")
    unfold(total)
    formula = inner(total, "formula")
    expression = formula.locator("input[name$='-expression']")
    expression.fill("area * 2 +")
    expression.press("End")
    assert offered(formula.get_by_role("combobox"))[1:] == ["Yta"]
    formula.get_by_role("combobox").select_option(label="Yta")
    expect(expression).to_have_value("area * 2 + area")
    expect(formula.locator(".survey-sentence")).to_have_text("Räknas ut som ”Yta” × 2 + ”Yta”.")
    rule = {"+": [{"*": [{"var": "area"}, 2]}, {"var": "area"}]}
    assert published(editor)["steps"][0]["questions"][8]["formula"] == rule


# ---------- keys and copies ----------


def test_a_key_is_made_once_and_a_copy_gets_its_own(editor: Page) -> None:
    name = block(editor, "Namn")
    unfold(name)
    copy(name)
    expect(editor.locator("[name='steps-0-value-questions-10-value-key']")).to_have_value("namn")
    write(editor, "steps-0-value-questions-0-value-label", "Ett helt annat namn")
    assert keys(state(editor)[0])[:3] == ["name", "namn", "heating"]


def test_in_a_copied_step_conditions_mean_the_copies(editor: Page) -> None:
    step = block(editor, "Ni")
    fold(step)
    copy(step)
    expect(field(editor, "steps-2-value-title")).to_be_visible()
    original, twin, last = state(editor)
    assert (original["key"], twin["key"], last["key"]) == ("you", "ni", "last")
    assert not set(keys(original)) & set(keys(twin))
    more = twin["questions"][9]["value"]
    assert [row["value"]["question"] for row in more["show_if"]["conditions"]] == ["uppvarmning", "yta"]
    assert twin["questions"][8]["value"]["formula"]["expression"] == "yta * 2"
    boss = twin["questions"][7]["value"]["questions"][2]["value"]
    assert boss["show_if"]["conditions"][0]["value"]["question"] == "timmar"
    assert [row["value"]["question"] for row in original["questions"][9]["value"]["show_if"]["conditions"]] == [
        "heating",
        "area",
    ]
    ids = [item["id"] for item in [*original["questions"], *twin["questions"]]]
    assert len(set(ids)) == len(ids)
    assert [step["key"] for step in published(editor)["steps"]] == ["you", "ni", "last"]


def test_a_copied_group_and_a_copied_choice_stand_alone(editor: Page) -> None:
    copy(block(editor, "Personal"))
    expect(field(editor, "steps-0-value-questions-10-value-key")).to_have_value("personal")
    twin = question_of(editor, "personal")
    assert [item["value"]["key"] for item in twin["questions"]] == ["personens_namn", "timmar", "ar_chef"]
    rule = twin["questions"][2]["value"]["show_if"]["conditions"][0]["value"]
    assert rule["question"] == "timmar"
    heating = block(editor, "Uppvärmning")
    unfold(heating)
    copy(block(heating, "Gas"))
    expect(heating.locator("[name$='-value-label']").last).to_be_visible()
    values = [item["value"]["value"] for item in question_of(editor, "heating")["choices"]]
    assert values == ["olja", "gas", "gas_2", "sol"]


PASTE = """(input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_lines_that_are_pasted_become_choices(editor: Page) -> None:
    heating = block(editor, "Uppvärmning")
    unfold(heating)
    inner(heating, "choices").locator("[data-streamfield-list-add]").last.click()
    label = field(editor, "steps-0-value-questions-1-value-choices-3-value-label")
    label.focus()
    label.evaluate(PASTE, "Ved\n\n Fjärrvärme \r\nSol")
    expect(label).to_have_value("Ved")
    added = [item["value"] for item in question_of(editor, "heating")["choices"]][3:]
    assert [(choice["value"], choice["label"]) for choice in added] == [
        ("ved", "Ved"),
        ("fjarrvarme", "Fjärrvärme"),
        ("sol_2", "Sol"),
    ]


def test_keys_are_made_alike_in_the_browser_and_on_the_server(editor: Page) -> None:
    name = "steps-0-value-questions-0-value"
    unfold(block(editor, "Namn"))
    for label in ("Hur många kWh?", "Øl & æbler", "10 frågor", "?!", "ÅÄÖ " * 30):
        field(editor, f"{name}-key").evaluate("input => { input.value = '' }")
        write(editor, f"{name}-label", "")
        write(editor, f"{name}-label", label)
        expect(field(editor, f"{name}-key")).to_have_value(make_key(label, set(), "question", 14))


# ---------- the editor as a whole ----------


def add(stream: Locator, kind: str) -> None:
    """Add a block at the end of a stream, chosen by its words."""
    stream.locator(".c-sf-add-button").last.click()
    stream.page.get_by_role("option", name=kind, exact=True).click()


def test_a_step_is_built_and_published(editor: Page) -> None:
    fold(block(editor, "Ni"))
    editor.locator("[data-contentpath='steps'] .c-sf-add-button").last.click()
    step = "steps-2-value"
    write(editor, f"{step}-title", "Resor")
    questions = editor.locator(f"[name='{step}-questions-count']").locator("xpath=..")
    add(questions, "Tal")
    write(editor, f"{step}-questions-0-value-label", "Resor per år")
    add(questions, "Rader med frågor")
    write(editor, f"{step}-questions-1-value-label", "Fordon")
    rows = editor.locator(f"[name='{step}-questions-1-value-questions-count']").locator("xpath=..")
    add(rows, "En rad text")
    write(editor, f"{step}-questions-1-value-questions-0-value-label", "Märke")
    add(questions, "Beräknat tal")
    write(editor, f"{step}-questions-2-value-label", "Resor per månad")
    write(editor, f"{step}-questions-2-value-formula-expression", "resor_per_ar / 12")
    built = published(editor)["steps"][2]
    assert (built["key"], [question["key"] for question in built["questions"]]) == (
        "resor",
        ["resor_per_ar", "fordon", "resor_per_manad"],
    )
    assert built["questions"][1]["questions"][0]["key"] == "marke"
    assert built["questions"][2]["formula"] == {"/": [{"var": "resor_per_ar"}, 12]}


def test_looking_around_saves_nothing(editor: Page) -> None:
    sent: list[str] = []
    editor.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    before = state(editor)
    for title in ("Uppvärmning", "Vanor", "Personal", "Summa", "Berätta mer", "Slut"):
        unfold(block(editor, title))
    unfold(inner(block(editor, "Berätta mer"), "show_if"))
    assert state(editor) == before
    with editor.expect_response("**/editing-sessions/ping/**"):
        pass
    editor.wait_for_function("performance.now() > 6000")
    assert not [url for url in sent if url.endswith("/edit/")]


LINK = """id => {
    const link = document.createElement("a");
    link.href = `#block-${id}-section`;
    link.textContent = "Till bilagan";
    document.querySelector("form[data-edit-form]").prepend(link);
}"""


def test_a_link_to_a_folded_block_leads_into_it(editor: Page) -> None:
    block_id = state(editor)[1]["questions"][0]["id"]
    section = editor.locator(f"#block-{block_id}-section")
    expect(section).to_have_count(0)
    editor.evaluate(LINK, block_id)
    editor.get_by_role("link", name="Till bilagan").click()
    expect(section).to_have_count(1)


def test_the_builder_is_accessible(editor: Page) -> None:
    name = block(editor, "Namn")
    unfold(name)
    ask(add_condition(name), "Uppvärmning")
    unfold(block(editor, "Summa"))
    # Each panel of Wagtail's is a landmark, named by the words of its block.
    found = [violation for violation in violations(editor) if "landmark-unique" not in violation]
    assert [violation for violation in found if "survey-" in violation or "-value-" in violation] == []
