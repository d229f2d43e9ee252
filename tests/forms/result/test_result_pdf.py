"""The result on paper: tagged, titled, in the reader's language, and proof against whatever people write."""

from datetime import UTC, datetime

import pytest

from forms import documents
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import Submission
from forms.presentation import answer_sections, receipt_url, result
from forms.services.peers import Median, Peers
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, definition, publish
from tests.partners.documents.test_pdf import HOSTILE, elements, opened, tags

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 5, 5, 12, tzinfo=UTC)
PEERS = Peers(Median(56, 7), {"energy": Median(40, 5)})


def made(answers=ANSWERS, sender="Demo Ab", **changes):
    form = Form.model_validate(definition(**changes))
    outcome = evaluate(form, answers)
    return documents.result_pdf(
        Submission(title=sender, received_at=RECEIVED),
        form,
        result=result(form, outcome),
        peers=PEERS,
        sections=answer_sections(form, outcome),
        corrected_at=None,
    )


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_the_paper_says_that_it_is_accessible(client, language):
    page = publish({"locale": language, "title": "Titeln", "result": {"title": "Resultat"}})
    found = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission
    response = client.get(receipt_url(found) + "result.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].endswith(f'-{found.reference}.pdf"')
    assert "no-store" in response.headers["Cache-Control"]
    pdf = opened(response.content)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == language
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Resultat"


def test_headings_lists_and_the_table_of_themes_are_tagged():
    found = tags(opened(made()))
    headings = [tag for tag in found if tag in ("H1", "H2", "H3")]
    assert headings[0] == "H1"
    assert headings.count("H1") == 1
    assert {"H2", "H3"} <= set(headings)
    assert (found.count("Table"), found.count("TH"), found.count("TD")) == (1, 3, 3)
    assert "Figure" not in found


def test_a_survey_without_scores_is_a_receipt_with_the_answers():
    found = tags(opened(made(scoring={}, steps=definition()["steps"][:1])))
    assert "Table" not in found
    assert found.count("H1") == 1
    assert "H3" in found


def test_a_reader_gets_the_paper_in_their_language(client):
    page = publish()
    publish(definition(locale="fi", title="Demokysely", result={"title": "Tuloksenne"}))
    found = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission
    pdf = opened(client.get(receipt_url(found).replace("/sv/", "/fi/", 1) + "result.pdf").content)
    assert str(pdf.Root.Lang) == "fi"


def test_only_the_receipt_opens_the_paper(client):
    publish()
    assert client.get("/sv/survey/demo-survey/receipt/guess:guess/result.pdf").status_code == 404


@pytest.mark.parametrize("words", [words for words in HOSTILE if words.strip()])
def test_whatever_people_write_is_shown_as_text(words):
    answers = {**ANSWERS, "name": words[:200], "more": words[:200]}
    scale = [{"value": "in_place", "label": words, "score": 2}, {"value": "no", "label": words, "score": 0}]
    question = {
        "key": "saving",
        "type": "scale",
        "label": words,
        "choices": scale,
        "theme": "energy",
        "strength": words,
    }
    steps = [{"key": "you", "title": words, "questions": [{"key": "name", "type": "text", "label": words}, question]}]
    themes = {"themes": [{"key": "energy", "label": words}], "bands": [{"min": 0, "max": 100, "label": words}]}
    assert opened(made(answers, words, steps=steps, scoring=themes, title=words)).pages


def test_bars_are_beside_the_figures_and_not_read_aloud():
    pdf = opened(made())
    assert not [element for element in elements(pdf.Root.StructTreeRoot.K) if "/Alt" in element]


def test_downloading_it_too_often_is_told_how_long_to_wait(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "result_pdf": "1/hour"}
    found = submit(version=publish().live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission
    assert client.get(receipt_url(found) + "result.pdf").status_code == 200
    response = client.get(receipt_url(found) + "result.pdf")
    assert (response.status_code, 0 < int(response["Retry-After"]) <= 3600) == (429, True)
    assert receipt_url(found) in response.content.decode()
