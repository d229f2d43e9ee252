"""How a survey's versions, and publications that came to nothing, read in a page's history."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from forms.services.unattended import REFUSED
from forms.services.versions import VERSION_MADE


class VersionFormatter(LogFormatter):
    label = gettext_lazy("Make a version of the survey")

    def format_message(self, log_entry: Any) -> str:
        return _("Version %(number)s of the survey") % log_entry.data


class RefusedFormatter(LogFormatter):
    label = gettext_lazy("Fail to publish a survey")

    def format_message(self, log_entry: Any) -> str:
        lines = " ".join(log_entry.data["lines"])
        return _("Could not be published; what was published before stays. %(lines)s") % {"lines": lines}


def register(actions: LogActionRegistry) -> None:
    actions.register_action(VERSION_MADE)(VersionFormatter)
    actions.register_action(REFUSED)(RefusedFormatter)
