"""<survey-form> on another website: a whole survey is answered there, with its errors, files and interruptions."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import RunningSite, violations
from tests.e2e.elsewhere import elsewhere
from tests.e2e.mapping import ORGANISATION, STEPS, fill, fill_step
from tests.e2e.test_question_types import ANSWERS, SAID
from tests.factories.question_types import every_type
from tests.factories.surveys import definition
from tests.mail_server import links_in

EVERY, RENEWED, INVITED = "every-type-elsewhere", "renewed-elsewhere", "invited-elsewhere"
SURVEYS = [
    every_type(key=EVERY, title="Provenkät med alla slags frågor på annat håll"),
    definition(key=RENEWED, title="Provenkät som ändras"),
    definition(key=INVITED, title="Provenkät för inbjudna"),
]

PUBLISH = """
from forms.models import Invitation, SurveyPage
from forms.services.portable import import_survey
from home.models import HomePage

home = HomePage.objects.get(locale__language_code="sv")
pages = {survey["key"]: import_survey(survey, parent=home, publish=True) for survey in SURVEYS}
SurveyPage.objects.filter(key__in=KEYS).update(origins=ORIGIN, accept_older_days=0)
"""
INVITE = """
SurveyPage.objects.filter(key=INVITED).update(invitation_only=True)
print(Invitation.objects.create(survey=pages[INVITED].survey, language="sv", name="Demo").token)
"""


def run(site: RunningSite, script: str, **values: object) -> str:
    """What `script` prints, run on the running site's database with `values` under their names."""
    given = "".join(f"{name} = {value!r}\n" for name, value in values.items())
    return site.insider.run(given + script).strip()


@dataclass(frozen=True)
class Elsewhere:
    """Another website that the surveys list, and an invitation to the one that needs it."""

    origin: str
    invitation: str


@pytest.fixture(scope="module")
def other(site: RunningSite) -> Iterator[Elsewhere]:
    with elsewhere(site) as origin:
        keys = ["initial-mapping", EVERY, RENEWED, INVITED]
        invitation = run(site, PUBLISH + INVITE, SURVEYS=SURVEYS, KEYS=keys, ORIGIN=origin, INVITED=INVITED)
        yield Elsewhere(origin, invitation.splitlines()[-1])


@pytest.fixture(scope="module")
def other_site(other: Elsewhere) -> str:
    """The origin of the other website."""
    return other.origin


def open_survey(page: Page, origin: str, key: str = "initial-mapping", query: str = "", invitation: str = "") -> None:
    """Open the example page with another survey in the place of its own."""
    set_up = f"""document.addEventListener("DOMContentLoaded", () => {{
      const element = document.querySelector("survey-form");
      if ("{invitation}") element.setAttribute("invitation", "{invitation}");
      element.setAttribute("survey", element.getAttribute("survey").replace("initial-mapping", "{key}"));
    }})"""
    page.add_init_script(set_up)
    page.goto(f"{origin}/embed.html{query}")


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
    expect(page.locator("survey-form summary")).to_have_text("Inte aktuellt för er (2)")
    expect(page.get_by_role("link", name="Välj mål på er resultatsida")).to_be_visible()
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


def test_a_link_by_email_goes_on_where_the_element_was_left(site: RunningSite, other_site: str, page: Page) -> None:
    open_survey(page, other_site, EVERY)
    fill(page, "name", "Demo Postlådan Ab")
    page.locator("survey-form summary").click()
    page.locator("#later").fill("later@elsewhere.example")
    page.get_by_role("button", name="Skicka länken").click()
    expect(page.get_by_text("Länken är på väg")).to_be_visible()
    (link,) = links_in(mail_to(site, "later@elsewhere.example"))
    page.goto(link)
    expect(page.locator("[name=name]")).to_have_value("Demo Postlådan Ab")


def mail_to(site: RunningSite, address: str) -> EmailMessage:
    """The e-mail that the worker sends to `address`."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if found := site.mail.to(address):
            return found[-1]
        time.sleep(0.1)
    pytest.fail(f"no e-mail came to {address}")


def test_an_invitation_opens_a_survey_and_goes_on_anywhere(other: Elsewhere, page: Page, chromium: Browser) -> None:
    open_survey(page, other.origin, INVITED, invitation=other.invitation)
    fill(page, "name", "Demo Inbjuden Ab")
    saved(page)
    page.evaluate("localStorage.clear()")
    page.reload()
    page.get_by_role("button", name="Fortsätt där ni slutade").click()
    expect(page.locator("[name=name]")).to_have_value("Demo Inbjuden Ab")
    with chromium.new_page() as uninvited:
        open_survey(uninvited, other.origin, INVITED)
        fill(uninvited, "name", "Demo Objuden Ab")
        expect(uninvited.locator("survey-form .notice")).to_contain_text("inbjud")


def test_answers_go_on_with_the_version_that_is_published_meanwhile(
    site: RunningSite, other_site: str, page: Page
) -> None:
    open_survey(page, other_site, RENEWED)
    fill(page, "name", "Demo Framåt Ab")
    saved(page)
    renewed = definition(key=RENEWED, title="Enkät som har ändrats")
    renewed["steps"][0]["questions"].append(
        {"key": "people", "type": "number", "label": "Hur många är ni?", "required": True}
    )
    run(site, PUBLISH, SURVEYS=[renewed], KEYS=[RENEWED], ORIGIN=other_site)
    fill(page, "email", "framat@demo.example")
    expect(page.locator("survey-form .notice")).to_contain_text("publicerats på nytt")
    expect(page.locator("survey-form h2")).to_have_text("Enkät som har ändrats")
    expect(page.locator("[name=name]")).to_have_value("Demo Framåt Ab")
    expect(page.locator("[name=email]")).to_have_value("framat@demo.example")
    fill(page, "people", "7")
    fill(page, "heating", "sun")
    proceed(page)
    heading(page, "Energi")


def test_another_language_midway_keeps_the_answers(other_site: str, page: Page) -> None:
    open_survey(page, other_site)
    fill_step(page, 0)
    page.evaluate("document.querySelector('survey-form').setAttribute('locale', 'fi')")
    expect(page.locator("survey-form .main > p").first).to_have_text(re.compile("^Osa 1/"))
    expect(page.locator("[name=org_name]")).to_have_value(ORGANISATION)
    expect(page.locator('[name=premises][value="outdoor"]')).to_be_checked()
    proceed(page)
    expect(page.locator("survey-form .main > p").first).to_have_text(re.compile("^Osa 2/"))
    page.reload()
    page.get_by_role("button", name="Fortsätt där ni slutade").click()
    expect(page.locator("survey-form .main > p").first).to_have_text(re.compile("^Del 2 av"))


def test_what_is_typed_without_a_network_is_saved_when_it_is_back(other_site: str, page: Page) -> None:
    open_survey(page, other_site, EVERY, query="?email=fore@demo.example")
    expect(page.locator("[name=email]")).to_have_value("fore@demo.example")
    fill(page, "name", "Demo Nätlösa Ab")
    saved(page)
    page.context.set_offline(True)
    fill(page, "name", "Demo Utan Nät Ab")
    expect(page.locator("survey-form .notice")).to_contain_text("Inte sparat än")
    page.context.set_offline(False)
    saved(page)
    page.goto(f"{other_site}/embed.html")
    page.get_by_role("button", name="Fortsätt där ni slutade").click()
    expect(page.locator("[name=name]")).to_have_value("Demo Utan Nät Ab")
    expect(page.locator("[name=email]")).to_have_value("fore@demo.example")


def test_a_question_of_a_type_to_come_is_answered_on_the_surveys_page(other_site: str, page: Page) -> None:
    def newer(route: Route) -> None:
        served = route.fetch()
        survey = served.json()
        questions = survey["steps"][0]["questions"]
        (at,) = (number for number, each in enumerate(questions) if each["key"] == "story")
        questions[at]["type"] = "hologram"
        label = f"/steps/0/questions/{at}/label"
        survey["untranslated"] = {"locale": "fi", "at": [label, "/steps/0/title", "/steps/9/title"]}
        route.fulfill(response=served, json=survey)

    page.route(f"**/surveys/{EVERY}/?locale=sv", newer)
    open_survey(page, other_site, EVERY)
    expect(page.locator("#q-story :lang(fi)")).to_have_text("Berätta om er verksamhet")
    expect(page.locator("survey-form h3").first).to_have_attribute("lang", "fi")
    assert violations(page) == []
    fill(page, "name", "Demo Framtiden Ab")
    page.get_by_role("button", name="Fortsätt på enkätens sida").click()
    page.wait_for_url("**/every-type-elsewhere/**")
    expect(page.locator("[name=name]")).to_have_value("Demo Framtiden Ab")
    expect(page.locator("[name=story]")).to_be_visible()
