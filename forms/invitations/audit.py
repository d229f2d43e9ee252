"""How the work with invitations reads in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from forms.services.inviting import INVITED, INVITED_AGAIN, UNINVITED


class CountFormatter(LogFormatter):
    """Says of how many invitations."""

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data["count"]
        return ngettext("%(count)d invitation", "%(count)d invitations", count) % {"count": count}


class InvitedFormatter(CountFormatter):
    label = gettext_lazy("Invite to a survey")


class InvitedAgainFormatter(CountFormatter):
    label = gettext_lazy("Send an invitation again")


class UninvitedFormatter(CountFormatter):
    label = gettext_lazy("Close an invitation")


def register(actions: LogActionRegistry) -> None:
    actions.register_action(INVITED)(InvitedFormatter)
    actions.register_action(INVITED_AGAIN)(InvitedAgainFormatter)
    actions.register_action(UNINVITED)(UninvitedFormatter)
