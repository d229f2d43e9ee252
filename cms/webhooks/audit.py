"""How the work with webhooks reads in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from cms.webhooks.rotation import ROTATED
from cms.webhooks.sending import GONE

SHOWN = "cms.webhook.show_secret"
TESTED = "cms.webhook.test"
SENT_AGAIN = "cms.webhook.send_again"


class GoneFormatter(LogFormatter):
    label = _("Turn a webhook off by its receiver's answer")
    message = _("The receiver answered that it is gone for good; the webhook is no longer in use")


class RotatedFormatter(LogFormatter):
    label = _("Change the secret of a webhook")
    message = _("Secret changed")


class ShownFormatter(LogFormatter):
    label = _("Show the secret of a webhook")
    message = _("Secret shown")


class TestedFormatter(LogFormatter):
    label = _("Send a test message to a webhook")
    message = _("Test message sent")


class SentAgainFormatter(LogFormatter):
    label = _("Send a message to a webhook again")
    message = _("Message sent again")


def register(actions: LogActionRegistry) -> None:
    actions.register_action(GONE)(GoneFormatter)
    actions.register_action(ROTATED)(RotatedFormatter)
    actions.register_action(SHOWN)(ShownFormatter)
    actions.register_action(TESTED)(TestedFormatter)
    actions.register_action(SENT_AGAIN)(SentAgainFormatter)
