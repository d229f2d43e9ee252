"""Sending one signed message now, as Standard Webhooks has it; that it is tried again is the outboxes' part."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from standardwebhooks.webhooks import Webhook as Signer
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry
from wagtail.log_actions import log

from cms.outbox import NotDone
from cms.plain_text import one_line
from cms.webhooks import addresses, connecting
from cms.webhooks.connecting import Answer
from cms.webhooks.models import Webhook

GONE = "cms.webhook.gone"
"""The log's name for a webhook that its receiver wants no more of."""
KEPT_CHARACTERS = 300
"""How much of a receiver's answer staff are shown."""


class NotDelivered(NotDone):
    """The message was not taken."""


def post(
    webhook: Webhook, *, message_id: str, event: str, data: Mapping[str, object], occurred_at: datetime | None = None
) -> str:
    """Send `data` and return what the receiver answered, as one line; NotDelivered unless it took the message.

    `message_id` is the same in every attempt, and so is `occurred_at`, which is now unless it is given.
    """
    if not webhook.is_active:
        raise NotDelivered(_("The webhook is not in use."))
    occurred_at = occurred_at or datetime.now(UTC)
    body = json.dumps({"type": event, "timestamp": occurred_at.isoformat(), "data": dict(data)}, allow_nan=False)
    answer = _answer(webhook.url, body, _headers(webhook, message_id, body))
    said = _said(answer)
    if answer.status == 410:
        _stop(webhook)
        raise NotDelivered(_("The receiver answered %(answer)s. The webhook is no longer in use.") % {"answer": said})
    if 300 <= answer.status < 400:
        words = _("The receiver answered %(answer)s, a redirect, which is not followed. Give the address it leads to.")
        raise NotDelivered(words % {"answer": answer.status})
    if not 200 <= answer.status < 300:
        raise NotDelivered(_("The receiver answered %(answer)s") % {"answer": said}, _asked_wait(answer))
    return said


def _asked_wait(answer: Answer) -> timedelta:
    """How long the receiver wants to be left alone: seconds or a date. What is neither asks for nothing."""
    try:
        return timedelta(seconds=Retry().parse_retry_after(answer.retry_after))
    except (InvalidHeader, ValueError, OverflowError):
        return timedelta()


def _answer(url: str, body: str, headers: dict[str, str]) -> Answer:
    try:
        return connecting.send(addresses.check(url), body.encode(), headers)
    except addresses.AddressRefused as error:
        raise NotDelivered(str(error)) from error
    except connecting.TookTooLong as error:
        raise NotDelivered(_("The receiver did not answer in time.")) from error
    except connecting.Unreached as error:
        raise NotDelivered(_("The receiver could not be reached (%(error)s).") % {"error": error}) from error


def _headers(webhook: Webhook, message_id: str, body: str) -> dict[str, str]:
    """Signed with every secret that is valid now, so that a receiver may change to the new one in its own time."""
    now = datetime.now(UTC)
    signatures = [Signer(secret).sign(message_id, now, body) for secret in webhook.secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": f"partner-programme (+{settings.BASE_URL})",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _said(answer: Answer) -> str:
    """The status, and the beginning of the body as plain text in one line: no byte of it is to be trusted."""
    body = one_line(answer.body.decode(errors="replace"))[:KEPT_CHARACTERS]
    status = f"{answer.status} {one_line(answer.reason)[:60]}".strip()
    return f"{status}: {body}" if body else status


def _stop(webhook: Webhook) -> None:
    webhook.is_active = False
    webhook.save(update_fields=["is_active"])
    log(instance=webhook, action=GONE)
