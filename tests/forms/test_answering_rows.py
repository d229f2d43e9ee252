"""Rows of a group without JavaScript: added, removed, kept as they were typed, mended where they were wrong."""

import pytest
from bs4 import BeautifulSoup

from forms.models import Draft, Submission
from tests.factories.question_types import ROWS, every_type, question
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/every-type/"
GROUP = ROWS[0]
SHOWN = "staff staff:0:person staff:0:contact staff:0:role staff:1:person staff:1:contact staff:1:role"
TWO = {"staff:0:": "", "staff:0:person": "Anna", "staff:1:": "", "staff:1:contact": "fel", "staff:1:role": "other"}


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html5lib")


def publish_group(**changes) -> None:
    publish(every_type(steps=[{"key": "rows", "title": "Rader", "questions": [{**GROUP, **changes}]}]))


def rows(page: BeautifulSoup) -> list[dict[str, str]]:
    """What stands in the texts of each row, by name."""
    shown = page.select("fieldset.row")
    return [
        {field["name"]: field["value"] for field in row.select("input[type=text], input[type=email]")}
        for row in shown
        if not row.find_parent("template")
    ]


def names(page: BeautifulSoup, number: int) -> list[str]:
    return list(rows(page)[number])


def test_one_row_is_there_to_begin_with(client):
    publish_group()
    page = soup(client.get("/sv/alla-slags-fragor/"))
    assert rows(page) == [{"staff:0:person": "", "staff:0:contact": "", "staff:0:role:other": "", "staff:0:since": ""}]
    assert page.select_one("#row-staff-0 > legend").get_text() == "Person 1"
    assert page.select_one("button[name=_remove]").has_attr("hidden")


def test_as_many_rows_are_there_as_there_must_be(client):
    publish_group(min_rows=3)
    page = soup(client.get("/sv/alla-slags-fragor/"))
    assert len(rows(page)) == 3
    assert page.select_one("button[name=_add]").has_attr("hidden")


def test_a_row_is_added_and_everything_that_was_typed_is_kept(client):
    publish_group()
    page = soup(client.post(START, {**TWO, "_shown": SHOWN, "_add": "staff"}))
    assert [row[f"staff:{number}:person"] for number, row in enumerate(rows(page))] == ["Anna", "", ""]
    assert rows(page)[1]["staff:1:contact"] == "fel"
    assert page.select_one('[name="staff:1:role"][value=other]').has_attr("checked")
    assert page.select(".error-summary") == []
    assert [row["id"] for row in page.select("[autofocus]")] == ["row-staff-2"]
    assert page.select_one("button[name=_add]").has_attr("hidden")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("rows_there", [1, 2])
def test_a_row_is_added_to_rows_that_are_all_blank(client, rows_there):
    publish_group()
    blank = {f"staff:{number}:": "" for number in range(rows_there)}
    page = soup(client.post(START, {**blank, "_add": "staff"}))
    assert len(rows(page)) == rows_there + 1


def test_no_row_is_added_past_the_most_there_may_be(client):
    publish_group(max_rows=2)
    page = soup(client.post(START, {**TWO, "_shown": SHOWN, "_add": "staff"}))
    assert len(rows(page)) == 2


def test_a_row_is_removed_and_the_next_one_takes_its_number(client):
    publish_group()
    page = soup(client.post(START, {**TWO, "_shown": SHOWN, "_remove": "staff:0"}))
    assert [row["staff:0:contact"] for row in rows(page)] == ["fel"]
    assert page.select_one("#row-staff-0 > legend").get_text() == "Person 1"
    assert page.select_one("#row-staff-0").has_attr("autofocus")


def test_the_last_row_makes_room_for_a_blank_one(client):
    publish_group(min_rows=0, required=False)
    page = soup(client.post(START, {"staff:0:": "", "staff:0:person": "Anna", "_remove": "staff:0"}))
    assert rows(page)[0]["staff:0:person"] == ""
    assert client.post(START, {"staff:0:": "", "_shown": SHOWN}).status_code == 302


@pytest.mark.parametrize("asked", [{"_remove": "staff:7"}, {"_remove": "staff:x"}, {"_remove": ""}, {"_add": "name"}])
def test_a_row_that_is_not_there_changes_nothing(client, asked):
    publish_group()
    response = client.post(START, {**TWO, "_shown": SHOWN, **asked})
    assert response.status_code in {200, 422}
    assert [row[f"staff:{number}:person"] for number, row in enumerate(rows(soup(response)))] == ["Anna", ""]


def test_an_error_in_a_row_leads_there_by_name(client):
    publish_group()
    response = client.post(START, {**TWO, "_shown": SHOWN})
    page = soup(response)
    links = {link["href"]: link.get_text() for link in page.select(".error-summary a")}
    assert links == {
        "#id-staff-1-person": "Person 2, Namn: Svara på frågan.",
        "#id-staff-1-contact": "Person 2, Personens e-post: Skriv en e-postadress av formen namn@exempel.fi.",
    }
    assert page.select_one("#id-staff-1-contact")["value"] == "fel"


@pytest.mark.parametrize(
    ("changes", "words"), [({"min_rows": 2}, "minst 2 rader"), ({"required": True}, "Svara på frågan")]
)
def test_too_few_rows_are_mended_in_the_group(client, changes, words):
    publish_group(**changes)
    given = {"staff:0:person": "Anna"} if "min_rows" in changes else {}
    page = soup(client.post(START, {"staff:0:": "", **given, "_shown": SHOWN}))
    (link,) = page.select(".error-summary a")
    assert words in link.get_text()
    group = page.select_one(link["href"])
    assert (group.name, group["tabindex"]) == ("fieldset", "-1")
    assert words in page.find(id=group["aria-describedby"].split()[-1]).get_text()
    assert not page.select_one("#q-staff-0-person").has_attr("hidden")


def test_a_question_that_came_up_in_a_row_is_shown_before_it_is_asked_for(client):
    publish_group()
    lead = {"staff:0:": "", "staff:0:person": "Anna", "staff:0:role": "lead", "_shown": SHOWN}
    response = client.post(START, lead)
    page = soup(response)
    assert (response.status_code, page.select(".error-summary")) == (200, [])
    assert not page.select_one("#q-staff-0-since").has_attr("hidden")
    shown = page.select_one("input[name=_shown]")["value"]
    again = soup(client.post(START, {**lead, "_shown": shown}))
    assert [link["href"] for link in again.select(".error-summary a")] == ["#id-staff-0-since"]


def test_a_draft_keeps_what_is_wrong_in_a_row_and_forgets_blank_rows(client):
    first = {"key": "first", "title": "Först", "questions": [question("text", "name", "Namn")]}
    publish(every_type(steps=[first, {"key": "rows", "title": "Rader", "questions": [GROUP]}]))
    step = client.post(START, {"name": "Demo", "_shown": "name"}).url
    client.post(step, {"staff:0:": "", "staff:1:": "", "staff:1:contact": "fel", "_shown": SHOWN, "_back": "1"})
    assert Draft.objects.get().answers["staff"] == [{"contact": "fel"}]
    assert [row["staff:0:contact"] for row in rows(soup(client.get(step)))] == ["fel"]
    page = soup(client.post(step, {"staff:0:": "", "staff:0:contact": "fel", "_shown": SHOWN, "_add": "staff"}))
    assert len(rows(page)) == 2
    assert page.select_one("form.survey-form")["action"] == step


def test_rows_are_looked_over_one_by_one_and_sent(client):
    publish_group()
    both = {"staff:0:": "", "staff:0:person": "Anna", "staff:1:": "", "staff:2:": "", "staff:2:person": "Bo"}
    review = client.post(START, {**both, "_shown": f"{SHOWN} staff:2:person staff:2:contact staff:2:role"}).url
    answers = soup(client.get(review)).select_one(".answer-parts")
    assert [part.p.get_text() for part in answers.select(".answer-part")] == ["Person 1", "Person 2"]
    assert [part.dd.get_text() for part in answers.select(".answer-part")] == ["Anna", "Bo"]
    client.post(review, {"_send": "1"})
    assert Submission.objects.get().answers["staff"] == [{"person": "Anna"}, {"person": "Bo"}]


def test_a_figure_in_a_row_is_that_rows(client):
    each = [
        question("number", "amount", "Antal"),
        question("calculated", "double", "Dubbelt", formula={"*": [{"var": "amount"}, 2]}),
    ]
    publish_group(questions=each, min_rows=0)
    page = soup(client.post(START, {"staff:0:": "", "staff:1:": "", "staff:1:amount": "4", "_add": "staff"}))
    figures = [output for output in page.select("fieldset.row output") if not output.find_parent("template")]
    assert [figure.get_text() for figure in figures] == ["0", "8", "0"]
