"""One message: signed so that others can verify it, and no answer holds the sender up or is followed elsewhere."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError
from wagtail.models import ModelLogEntry

from cms.webhooks import connecting, rotation
from cms.webhooks.models import new_secret
from cms.webhooks.sending import NotDelivered, post
from tests.cms.webhooks.receiver import Receiver, listening, webhook_to

pytestmark = pytest.mark.django_db


def send(webhook, **fields):
    return post(webhook, **{"message_id": "msg_demo_1", "event": "demo.event", "data": {"name": "Borgå"}, **fields})


def is_verified_by(secret, request):
    try:
        Verifier(secret).verify(request.body, request.headers)
    except WebhookVerificationError:
        return False
    return True


def test_the_message_is_signed_and_says_what_happened_when(receiver: Receiver):
    webhook = webhook_to(receiver.url)
    occurred_at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert send(webhook, occurred_at=occurred_at) == "204 No Content"
    [request] = receiver.requests
    assert Verifier(webhook.secret).verify(request.body, request.headers) == {
        "type": "demo.event",
        "timestamp": "2026-11-01T12:00:00+00:00",
        "data": {"name": "Borgå"},
    }
    assert (request.path, request.headers["webhook-id"]) == ("/hooks/?site=demo", "msg_demo_1")
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"].startswith("partner-programme (")
    assert not is_verified_by(new_secret(), request)


def test_after_a_change_both_secrets_sign_until_the_hours_are_over(receiver: Receiver, settings):
    settings.WEBHOOKS_FORMER_SECRET_HOURS = 2
    webhook = webhook_to(receiver.url)
    first = webhook.secret
    rotation.rotate(webhook, user=None)
    send(webhook)
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1), tick=False):
        send(webhook)
        assert is_verified_by(webhook.secret, receiver.requests[1])
        assert not is_verified_by(first, receiver.requests[1])
    assert is_verified_by(webhook.secret, receiver.requests[0])
    assert is_verified_by(first, receiver.requests[0])


def test_a_second_change_ends_the_first_secret_at_once(receiver: Receiver):
    webhook = webhook_to(receiver.url)
    first = webhook.secret
    rotation.rotate(webhook, user=None)
    rotation.rotate(webhook, user=None)
    send(webhook)
    assert not is_verified_by(first, receiver.requests[0])


def test_the_answer_is_kept_as_plain_text(receiver: Receiver):
    receiver.status, receiver.body = 200, b"\x1b[31mThank\r\nyou\x00\xff" + "\u202e".encode() + b"<b>" + b"x" * 1000
    said = send(webhook_to(receiver.url))
    assert said.startswith("200 OK: [31mThank you\ufffd<b>xxx")
    assert len(said) == len("200 OK: ") + 300


@pytest.mark.parametrize(("status", "words"), [(400, "400"), (404, "404"), (429, "429"), (500, "500"), (503, "503")])
def test_a_refusal_is_a_failure_that_names_the_answer(receiver: Receiver, status, words):
    receiver.status, receiver.body = status, b"Out of order"
    with pytest.raises(NotDelivered, match=rf"{words}.*Out of order"):
        send(webhook_to(receiver.url))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(receiver: Receiver, status):
    with listening() as inner:
        receiver.status, receiver.headers = status, {"Location": inner.url}
        with pytest.raises(NotDelivered, match=str(status)):
            send(webhook_to(receiver.url))
        assert (len(receiver.requests), inner.requests) == (1, [])


def test_a_receiver_that_is_gone_is_told_nothing_more(receiver: Receiver):
    webhook = webhook_to(receiver.url)
    receiver.status = 410
    with pytest.raises(NotDelivered, match="410"):
        send(webhook)
    webhook.refresh_from_db()
    assert not webhook.is_active
    assert ModelLogEntry.objects.get().action == "cms.webhook.gone"
    with pytest.raises(NotDelivered):
        send(webhook)
    assert len(receiver.requests) == 1


def test_a_receiver_that_sends_a_byte_now_and_then_is_cut_off(receiver: Receiver, monkeypatch):
    """Each byte comes well within the socket's own time-out: it is the whole that has an end."""
    monkeypatch.setattr(connecting, "MOST_SECONDS", 0.4)
    receiver.instead = receiver.drip
    webhook = webhook_to(receiver.url)
    with pytest.raises(NotDelivered) as raised:
        send(webhook)
    assert isinstance(raised.value.__cause__, connecting.TookTooLong)


def test_a_body_that_never_ends_is_read_only_at_its_beginning(receiver: Receiver):

    def endless(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * connecting.MOST_BYTES)

    receiver.instead = endless
    assert send(webhook_to(receiver.url)).startswith("200 OK: xxx")


def test_a_compressed_answer_is_not_unpacked(receiver: Receiver):
    receiver.status, receiver.headers, receiver.body = 200, {"Content-Encoding": "gzip"}, b"not gzip at all"
    assert send(webhook_to(receiver.url)) == "200 OK: not gzip at all"
    assert receiver.requests[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz"]
)
def test_what_is_no_answer_is_a_failure(receiver: Receiver, answer):
    receiver.instead = lambda handler: handler.wfile.write(answer)
    with pytest.raises(NotDelivered):
        send(webhook_to(receiver.url))


def test_an_address_within_the_network_is_refused_when_sending_too(receiver: Receiver, settings):
    webhook = webhook_to(receiver.url)
    settings.WEBHOOKS_ALLOWED = []
    with pytest.raises(NotDelivered):
        send(webhook)
    assert receiver.requests == []


def test_the_secret_is_in_nothing_that_is_sent_but_the_signature(receiver: Receiver):
    webhook = webhook_to(receiver.url)
    send(webhook)
    [request] = receiver.requests
    assert webhook.secret.removeprefix("whsec_") not in json.dumps([request.headers, request.body.decode()])


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Sun, 01 Nov 2026 12:10:00 GMT", 600),
        ("Sun, 01 Nov 2026 11:00:00 GMT", 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("9" * 5000, 0),
        ("Sun, 01 Nov 99999999999999999999 12:00:00 GMT", 0),
    ],
)
def test_a_receiver_may_say_how_long_it_wants_to_be_left_alone(receiver: Receiver, said, seconds):
    receiver.status, receiver.headers = 429, {"Retry-After": said}
    webhook = webhook_to(receiver.url)
    with (
        time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=False),
        pytest.raises(NotDelivered, match="429") as refused,
    ):
        send(webhook)
    assert refused.value.not_before == timedelta(seconds=seconds)
