"""How the programme's steps read in Wagtail's audit log."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from partners.lifecycle import TRANSITIONS
from partners.services.awards import AWARD_GIVEN
from partners.services.cases import CASE_OPENED, CONTACT_LOGGED, MAPPING_ATTACHED, MAPPING_CORRECTED
from partners.services.choices import CHOICE_UNDONE, GOAL_CHOSEN
from partners.services.commitments import SCAN_KEPT, SIGNATURE_RECORDED
from partners.services.endings import NOTICE_GIVEN, NOTICE_WITHDRAWN
from partners.services.events import ATTENDANCE_RECORDED
from partners.services.news import DIALOGUE_INVITED, NEWS_PUBLISHED
from partners.services.own_page import DETAILS_CHANGED, GUIDELINE_ACCEPTED, SYMBOL_TAKEN, WORDS_PROPOSED

WITHOUT_A_MOVE = (
    (CASE_OPENED, _("Open a partner case"), _("Case opened")),
    (MAPPING_ATTACHED, _("Attach a mapping"), _("A new mapping came in")),
    (GOAL_CHOSEN, _("Choose a goal"), _("The organisation chose a goal on its result page")),
    (CHOICE_UNDONE, _("Undo the choice of a goal"), _("The organisation took back its choice of a goal")),
    (MAPPING_CORRECTED, _("Correct a mapping"), _("The organisation corrected its mapping")),
    (CONTACT_LOGGED, _("Log a contact"), _("Contact")),
    (SIGNATURE_RECORDED, _("Record signatures"), _("Signed")),
    (SCAN_KEPT, _("Keep the signed scan"), _("Signed scan kept")),
    (NOTICE_GIVEN, _("Give notice"), _("Notice of ending given")),
    (NOTICE_WITHDRAWN, _("Withdraw the notice"), _("Notice of ending withdrawn: the organisation answered")),
    (AWARD_GIVEN, _("Give the award"), _("Award given")),
    (ATTENDANCE_RECORDED, _("Note who was there"), _("Noted who was there")),
    (NEWS_PUBLISHED, _("Publish and send"), _("Published and sent to the partners")),
    (DIALOGUE_INVITED, _("Invite to dialogue"), _("Invited to the dialogue")),
    (DETAILS_CHANGED, _("Change the organisation's details"), _("The organisation changed its details")),
    (WORDS_PROPOSED, _("Propose a description"), _("The organisation proposed a new description or logo")),
    (GUIDELINE_ACCEPTED, _("Accept the graphic guideline"), _("The organisation accepted the graphic guideline")),
    (SYMBOL_TAKEN, _("Take the symbol"), _("The organisation took a file of the symbol")),
)


def register(actions: LogActionRegistry) -> None:
    for transition in TRANSITIONS:
        _register(actions, transition.log_action, transition.label, transition.done)
    for name, label, done in WITHOUT_A_MOVE:
        _register(actions, name, label, done)


def _register(actions: LogActionRegistry, name: str, action_label: str | Promise, done: str | Promise) -> None:
    class Formatter(LogFormatter):
        label = action_label
        message = done

        def format_comment(self, log_entry: Any) -> str:
            reason = log_entry.data.get("reason", "")
            return str(reason)

    actions.register_action(name)(Formatter)
