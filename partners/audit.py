"""How the programme's steps read in Wagtail's audit log."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from partners.lifecycle import TRANSITIONS
from partners.services import AWARD_GIVEN, CASE_OPENED, MAPPING_ATTACHED


def register(actions: LogActionRegistry) -> None:
    for transition in TRANSITIONS:
        _register(actions, transition.log_action, transition.label, transition.done)
    _register(actions, CASE_OPENED, _("Open a partner case"), _("Case opened"))
    _register(actions, MAPPING_ATTACHED, _("Attach a mapping"), _("A new mapping came in"))
    _register(actions, AWARD_GIVEN, _("Give the award"), _("Award given"))


def _register(actions: LogActionRegistry, name: str, action_label: str | Promise, done: str | Promise) -> None:
    class Formatter(LogFormatter):
        label = action_label
        message = done

        def format_comment(self, log_entry: Any) -> str:
            reason = log_entry.data.get("reason", "")
            return str(reason)

    actions.register_action(name)(Formatter)
