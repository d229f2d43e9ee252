"""How staff's decisions read in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from forms.services.reviews import REVIEWED


class ReviewedFormatter(LogFormatter):
    label = gettext_lazy("Decide on a submission")

    def format_message(self, log_entry: Any) -> str:
        return _("From “%(before)s” to “%(after)s”") % log_entry.data


def register(actions: LogActionRegistry) -> None:
    actions.register_action(REVIEWED)(ReviewedFormatter)
