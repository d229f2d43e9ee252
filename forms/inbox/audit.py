"""How staff's decisions, and respondents' corrections, read in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from forms import handlers
from forms.services.corrections import ASKED, CORRECTED, WITHDRAWN
from forms.services.deliveries import SENT_AGAIN
from forms.services.prefills import LINK_MADE
from forms.services.reviews import REVIEWED


class ReviewedFormatter(LogFormatter):
    label = gettext_lazy("Decide on a submission")

    def format_message(self, log_entry: Any) -> str:
        return _("From “%(before)s” to “%(after)s”") % log_entry.data


class AskedFormatter(LogFormatter):
    label = gettext_lazy("Ask for a correction")

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data["questions"]
        return ngettext(
            "Correction of %(count)s answer asked for", "Correction of %(count)s answers asked for", count
        ) % {"count": count}


class WithdrawnFormatter(LogFormatter):
    label = gettext_lazy("Withdraw a request for a correction")
    message = gettext_lazy("Request for a correction withdrawn")


class CorrectedFormatter(LogFormatter):
    label = gettext_lazy("Correct the answers")
    message = gettext_lazy("The respondent corrected the answers")


class LinkMadeFormatter(LogFormatter):
    label = gettext_lazy("Make a link with answers")

    def format_message(self, log_entry: Any) -> str:
        return _("Link to the survey “%(survey)s” with answers, for %(days)s days") % log_entry.data


class SentAgainFormatter(LogFormatter):
    label = gettext_lazy("Send a delivery again")

    def format_message(self, log_entry: Any) -> str:
        return _("Sent again: %(delivery)s") % {"delivery": handlers.label(log_entry.data["handler"])}


def register(actions: LogActionRegistry) -> None:
    actions.register_action(LINK_MADE)(LinkMadeFormatter)
    actions.register_action(REVIEWED)(ReviewedFormatter)
    actions.register_action(ASKED)(AskedFormatter)
    actions.register_action(WITHDRAWN)(WithdrawnFormatter)
    actions.register_action(CORRECTED)(CorrectedFormatter)
    actions.register_action(SENT_AGAIN)(SentAgainFormatter)
