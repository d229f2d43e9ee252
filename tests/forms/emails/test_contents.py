"""What respondents are written: every kind in every language, with links that lead where they say."""

import pytest
from django.core import mail
from django.db import transaction

from cms import emails
from cms.outbox import EmailState
from forms import handlers
from forms.models import DraftLink, Submission, SurveyEmail
from forms.services.email_contents import content_of
from forms.services.emails import deliver_email
from forms.services.submissions import submit
from forms.tokens import CORRECTION, INVITATION, opened
from tests import side_by_side
from tests.factories.home import ContactPersonFactory
from tests.factories.surveys import ANSWERS, definition, publish
from tests.forms.emails import records
from tests.forms.emails.records import Kind
from tests.mail_server import links_in, text_of
from tests.side_by_side import LANGUAGES

pytestmark = pytest.mark.django_db


def sent(row, inbox):
    deliver_email.call(row.pk)
    row.refresh_from_db()
    assert (row.state, row.last_error) == (EmailState.SENT, "")
    [message] = inbox.messages
    return message


def message_of(kind, survey, language):
    with transaction.atomic():
        content = content_of(records.row(kind, survey, language), [])
        transaction.set_rollback(True)
    return emails.written(f"forms/emails/{kind}.txt", content.context, to="a@demo.example", language=language)


def handled(name, language, *, told_by="handle"):
    """The e-mail that a handler sends of a submission in `language`, once it came in or was corrected."""
    version = records.version_of(publish(definition(locale=language)).survey, language)
    submission = submit(version=version, answers=ANSWERS, door=Submission.Door.PAGE).submission
    mail.outbox.clear()
    getattr(handlers.get(name), told_by)(handlers.event_for(submission, {"to": "stab@borga.example"}))
    return mail.outbox[0]


def test_every_kind_in_every_language(survey):
    sections, left = [], []
    for kind in Kind:
        messages = {language: message_of(kind, survey, language) for language in LANGUAGES}
        left += [f"{kind}, {line}" for line in side_by_side.left_in_english(messages)]
        assert len({message.body for message in messages.values()}) == len(LANGUAGES), kind
        assert len({message.subject for message in messages.values()}) == len(LANGUAGES), kind
        sections.append(side_by_side.section(f"survey: {kind.label}", messages))
    for name, told_by in (("confirmation", "handle"), ("staff_email", "handle"), ("staff_email", "corrected")):
        messages = {language: handled(name, language, told_by=told_by) for language in LANGUAGES}
        sections.append(side_by_side.section(f"survey: {name}, {told_by}", messages))
    side_by_side.keep("surveys", sections)
    # The questions of this survey are in Swedish in all its languages.
    assert [line for line in left if "- " not in line and "Titta på" not in line] == []


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_arrives_and_names_whom_to_ask(inbox, survey, kind):
    message = sent(records.row(kind, survey, "fi"), inbox)
    text = text_of(message)
    assert "Demokysely" in message["subject"]
    assert message["reply-to"] == "kontakt@borga.example"
    assert "Kontakt Person" in text
    assert len(links_in(message)) == 1
    assert 'lang="fi"' in message.get_body(("html",)).get_content()


def test_a_link_to_go_on_is_kept_as_a_hash_only(inbox, survey, client):
    row = records.row(Kind.RESUME, survey, "fi")
    [link] = links_in(sent(row, inbox))
    assert "/fi/survey/demo-survey/" in link
    token = link.rstrip("/").split("/")[-3]
    assert token not in str([*DraftLink.objects.values(), *SurveyEmail.objects.values()])
    assert client.get(link).url.endswith(f"/fi/survey/demo-survey/{token}/energy/")


def test_an_invitation_and_a_correction_lead_to_theirs(inbox, survey):
    invitation, correction = records.invited(survey), records.asked(survey)
    first = records.row(Kind.INVITATION, survey, invitation=invitation)
    second = records.row(Kind.CORRECTION, survey, correction=correction)
    for row in (first, second):
        deliver_email.call(row.pk)
    [to_invitation], [to_correction] = (links_in(message) for message in inbox.messages)
    *_rest, where, token = to_invitation.rstrip("/").split("/")
    assert (where, opened(INVITATION, token)) == ("invitation", invitation.pk)
    *_rest, where, token = to_correction.rstrip("/").split("/")
    assert (where, opened(CORRECTION, token)) == ("correction", correction.pk)


def test_a_request_for_a_correction_says_which_questions_and_why(inbox, survey):
    text = text_of(sent(records.row(Kind.CORRECTION, survey), inbox))
    assert "- Hur mycket olja? – Per år?\n- Namn\n" in text
    assert "Titta på oljan en gång till." in text


def test_staffs_and_respondents_words_stay_words(inbox, survey):
    note = "Rad ett\r\nBcc: alla@demo.example <script>{{ link }}"
    correction = records.asked(survey, questions=[{"key": "name", "note": note}], message="{% now 'Y' %}<b>")
    message = sent(records.row(Kind.CORRECTION, survey, correction=correction), inbox)
    assert "- Namn – Rad ett Bcc: alla@demo.example <script>{{ link }}" in text_of(message)
    assert "{% now 'Y' %}<b>" in text_of(message)
    html = message.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "<b>" not in html


def test_the_receipt_is_text_and_html_and_leaves_out_what_is_confidential_in_rows():
    steps = definition()["steps"]
    inner = [
        {"key": "person", "type": "text", "label": "Vem"},
        {"key": "secret", "type": "text", "label": "Hemligt", "data": {"confidential": True}},
    ]
    steps[1]["questions"].append({"key": "people", "type": "group", "label": "Personer", "questions": inner})
    chosen = [{"type": "handler", "value": {"handler": "confirmation", "to": ""}}]
    page = publish({"steps": steps}, handlers=chosen, contact=ContactPersonFactory())
    people = [{"person": "Demo Ström", "secret": "Ingen ska se"}]
    submit(version=page.live_version, answers={**ANSWERS, "people": people}, door=Submission.Door.PAGE)
    [message] = mail.outbox
    html = message.alternatives[0].content
    for body in (message.body, html):
        assert "Demo Ström" in body
        assert "Ingen ska se" not in body
        assert "Kontakt Person" in body
    assert message.reply_to == ["kontakt@borga.example"]
    assert "/receipt/" in html.split('href="')[1]
