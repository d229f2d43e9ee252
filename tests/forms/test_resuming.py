"""Going on later: a link is asked for, sent, opened, closed; limits; and a page that tells nothing of addresses."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from forms.models import Draft, DraftLink, Submission, SurveyEmail
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

FIRST = {"name": "Demo Ab", "email": "demo@demo.example", "heating": "sun", "_shown": "name email heating"}
SECOND = {"saving": "started", "_shown": "saving more"}
ADDRESS = "person@demo.example"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def review(client):
    """The address of a draft of which the first step is answered."""
    publish()
    return client.post("/sv/survey/demo-survey/", {**FIRST, "_next": "1"}).url.replace("energy/", "")


def ask(client, review, email=ADDRESS):
    return client.post(f"{review}-/link/", {"email": email})


def link():
    """The link of the e-mail that was sent last."""
    [found] = [line for line in mail.outbox[-1].body.splitlines() if line.startswith("http")]
    return urlsplit(found).path


def test_the_link_leads_to_where_the_answers_were_left(client, review):
    response = ask(client, review)
    assert response.status_code == 303
    assert ADDRESS in soup(client.get(response.url)).main.get_text()
    assert mail.outbox[-1].to == [ADDRESS]
    step = client.get(link()).url
    assert step.endswith("/energy/")
    last = client.post(step, SECOND).url
    assert client.get(link()).url == last
    assert Draft.objects.get().answers["saving"] == "started"


def test_after_sending_the_link_leads_to_the_receipt(client, review):
    ask(client, review)
    client.post(f"{review}energy/", SECOND)
    client.post(review, {"mode": "self"})
    assert Submission.objects.exists()
    assert "/receipt/" in client.get(link()).url


def test_the_address_among_the_answers_is_filled_in(client, review):
    field = soup(client.get(f"{review}-/link/")).select_one("#id-email")
    assert field["value"] == "demo@demo.example"


@pytest.mark.parametrize("written", ["", "ring mig", "a@demo.example, b@demo.example", f"{'x' * 250}@demo.example"])
def test_what_is_no_address_is_shown_again_with_what_to_do(client, review, written):
    response = ask(client, review, written)
    shown = soup(response)
    assert response.status_code == 422
    assert shown.select_one(".error-summary a")["href"] == "#id-email"
    assert shown.select_one("#id-email")["value"] == written
    assert "email-error" in shown.select_one("#id-email")["aria-describedby"]
    assert mail.outbox == []


def test_closing_the_links_closes_all_but_the_one_in_use(client, review):
    ask(client, review)
    first = link()
    ask(client, review, "colleague@demo.example")
    second = link()
    response = client.post(second.replace("/-/resume/", "/-/link/"), {"_close": "1"})
    assert client.get(response.url).status_code == 200
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 302
    client.post(f"{review}-/link/", {"_close": "1"})
    assert client.get(second).status_code == 410
    assert client.get(review).status_code == 200
    assert "_close" not in str(soup(client.get(f"{review}-/link/")).main)


def test_a_link_opens_its_own_draft_only(client, review):
    ask(client, review)
    other = client.post("/sv/survey/demo-survey/", {**FIRST, "name": "Annan Ab"}).url
    step = client.get(link()).url
    client.post(step, SECOND)
    assert "saving" not in Draft.objects.get(answers__name="Annan Ab").answers
    assert client.get(other).status_code == 200


def test_no_more_than_five_links_a_day_for_a_draft(client, review):
    for number in range(5):
        assert ask(client, review, f"person{number}@demo.example").status_code == 303
    response = ask(client, review)
    assert response.status_code == 429
    assert soup(response).select_one(".error-summary a")["href"] == "#id-email"
    assert len(mail.outbox) == 5


def test_no_more_than_ten_links_a_day_to_an_address(client, review):
    SurveyEmail.objects.bulk_create(
        SurveyEmail(
            kind="resume", survey=Draft.objects.get().version.survey, recipient=ADDRESS, language="sv", draft_hash="x"
        )
        for _number in range(10)
    )
    assert ask(client, review, ADDRESS.upper()).status_code == 429
    assert ask(client, review, "other@demo.example").status_code == 303


def test_the_page_that_says_where_the_link_went_tells_of_no_other(client, review):
    ask(client, review, "secret@demo.example")
    row = SurveyEmail.objects.get()
    assert "secret@demo.example" not in client.get(f"{review}-/link/?sent={row.pk}").content.decode()
    assert "secret@demo.example" not in client.get(f"{review}-/link/?sent={row.pk}:x").content.decode()


def test_the_page_is_nobody_elses_and_never_cached(client, review):
    response = client.get(f"{review}-/link/")
    assert "no-store" in response["Cache-Control"]
    assert client.get("/sv/survey/demo-survey/no-such-token-at-all/-/link/").status_code == 410
    assert client.get("/sv/survey/demo-survey/no-such-token-at-all/-/resume/").status_code == 410


def test_a_link_works_as_long_as_its_draft(client, review):
    ask(client, review)
    DraftLink.objects.update(expires_at="2020-01-01T00:00:00Z")
    assert client.get(link()).status_code == 302
    client.post(f"{review}energy/", SECOND)
    client.post(review, {"mode": "self"})
    assert client.get(link()).status_code == 410
