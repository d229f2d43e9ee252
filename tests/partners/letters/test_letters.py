"""Every letter in every language, made from real records and sent through a mail server on this machine."""

import email
import socket
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from partners import access, letters
from partners.letters.plain_text import one_line
from partners.letters.sending import deliver_letter
from partners.models import GoalReport, Letter, LetterState, SentLetter, Task, TaskKind
from partners.templatetags.letter_tags import letter_html
from tests.factories import partners as make
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("sv", "fi", "en")


class Inbox:
    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
        self.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings.EMAIL_PORT


@pytest.fixture
def inbox(port):
    handler = Inbox()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler
    server.stop()


def case(name, language):
    """A partner where the letter is sent, and the letter's context."""
    at = {"contact_language": language, "name": 'Demo "Ö" <b>Ab</b>'}
    if name in (Letter.DRAFT_COMMITMENT, Letter.INVITATION, Letter.NEW_DATE):
        partner = CaseFactory(scheduled=True, **at)
    elif name in (Letter.FOLLOW_UP, Letter.FIRST_REMINDER, Letter.SECOND_REMINDER, Letter.THANKS):
        partner = CaseFactory(follow_up_due=True, **at)
    elif name in (Letter.NOTICE, Letter.ENDED):
        partner = CaseFactory(terminated=True, **at)
    else:
        partner = CaseFactory(active=True, **at)
    return partner, context_of(partner, name, language)


def context_of(partner, name, language):  # noqa: C901  (a table of letters reads best in one place)
    if name in (Letter.DRAFT_COMMITMENT, Letter.SIGNED):
        return {"commitment": partner.commitments.get().pk}
    if name in (Letter.INVITATION, Letter.NEW_DATE):
        return {"invitation": partner.invitations.get().pk}
    if name in (Letter.FOLLOW_UP, Letter.FIRST_REMINDER, Letter.SECOND_REMINDER, Letter.THANKS):
        found = partner.follow_ups.get()
        if name == Letter.THANKS:
            GoalReport.objects.create(follow_up=found, goal=partner.goals.first(), state="behind")
            found.answered_at, found.channel, found.continuation, found.support = timezone.now(), "link", "keep", "city"
            found.save()
        return {"follow_up": found.pk}
    if name == Letter.ANNEX:
        return {"annex": make.AnnexFactory(commitment=partner.commitments.get()).pk}
    if name == Letter.NOTICE:
        return {"notice": partner.commitments.get().notices.get().pk}
    if name == Letter.ENDED:
        return {"ground": "no_answer"}
    if name == Letter.STAFF_TASK:
        task = Task.objects.create(
            partner=partner, kind=TaskKind.NEW_GOALS, due_on=timezone.localdate(), note="Hemligt"
        )
        return {"task": task.pk}
    if name in (Letter.SIGNED_UP, Letter.WAITING_LIST, Letter.PLACE_FREE):
        state = "waiting" if name == Letter.WAITING_LIST else "coming"
        return {"sign_up": make.EventSignUpFactory(partner=partner, language=language, state=state).pk}
    if name == Letter.NEWS:
        return {"news": make.PartnerNewsFactory().pk}
    return {"note": "Ett eget elnät"} if name == Letter.BUSINESS_SUPPORT else {}


def sent(name, language):
    partner, context = case(name, language)
    row = letters.send(partner, name, context)
    deliver_letter.call(row.pk)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Letter)
def test_every_letter_arrives_in_every_language(inbox, name, language):
    row = sent(name, language)
    assert (row.state, row.last_error) == (LetterState.SENT, "")
    [message] = inbox.messages
    html = message.get_body(("html",)).get_content()
    assert message["subject"] == row.subject
    assert message.get_body(("plain",)).get_content().strip()
    assert f'lang="{language}"' in html
    assert "<b>" not in html


@pytest.mark.parametrize("name", [Letter.DRAFT_COMMITMENT, Letter.SIGNED, Letter.ANNEX])
def test_papers_are_attached_in_the_citys_languages_and_the_readers(inbox, name):
    sent(name, "en")
    files = list(inbox.messages[0].iter_attachments())
    assert len(files) == 3
    assert all(file.get_content().startswith(b"%PDF-") for file in files)


def test_the_link_opens_the_partners_page_and_is_not_kept(inbox):
    row = sent(Letter.ACCESS_LINK, "sv")
    text = inbox.messages[0].get_body(("plain",)).get_content()
    [link] = [line for line in text.splitlines() if line.startswith("http")]
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert access.find(token).partner == row.partner
    assert token not in str(row.context)


def test_staff_are_told_of_the_task_but_not_its_note(inbox):
    sent(Letter.STAFF_TASK, "sv")
    assert "Hemligt" not in inbox.messages[0].get_body(("plain",)).get_content()


@pytest.mark.parametrize(("attempts", "state"), [(0, LetterState.WAITING), (6, LetterState.FAILED)])
def test_a_letter_that_cannot_be_sent_waits_until_its_last_attempt(port, monkeypatch, attempts, state):
    waits = []
    monkeypatch.setattr("partners.letters.sending._enqueue", lambda row, after=None: waits.append(after))
    partner, _context = case(Letter.WELCOME, "sv")
    row = SentLetter.objects.create(
        partner=partner, name=Letter.WELCOME, language="sv", recipient="a@demo.example", attempts=attempts
    )
    deliver_letter.call(row.pk)
    row.refresh_from_db()
    assert (row.state, row.last_error, row.attempts) == (state, "ConnectionRefusedError", attempts + 1)
    assert len(waits) == (state == LetterState.WAITING)


def test_names_cannot_break_a_line_or_turn_the_text_around():
    assert one_line("Demo\r\nBcc: x@demo.example \u202eAb") == "Demo Bcc: x@demo.example Ab"


def test_only_web_addresses_become_links_and_all_text_is_escaped():
    html = letter_html('javascript:alert(1) <b>\nhttps://borga.example/?a=1&b=2.\n\n- "one"')
    assert '<a href="https://borga.example/?a=1&amp;b=2">' in html
    assert html.count("<a ") == 1
    assert "<b>" not in html
    assert "<li>&quot;one&quot;</li>" in html
