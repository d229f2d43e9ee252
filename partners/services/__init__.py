"""The only code that moves cases: each service checks first, writes in one transaction and logs what it did.

A service takes the partner as its caller saw it: if someone else has taken a step since, it refuses with the code
"changed" and nothing is written.
"""

from partners.services.awards import give_award
from partners.services.cases import (
    close_case,
    correct_mapping,
    discuss_mapping,
    log_contact,
    open_case,
    open_contact,
    receive_mapping,
    reopen_case,
)
from partners.services.choices import choose_goals, unchoose_goals
from partners.services.commitments import Signed, activate_partner, draw_up_commitment, keep_scan, record_signatures
from partners.services.endings import end_commitment, give_notice, withdraw
from partners.services.events import cancel_sign_up, fill_places, record_attendance, sign_up
from partners.services.follow_ups import FollowUpAnswer, Report, answer_follow_up, fall_due, remind, stop_waiting
from partners.services.goals import Pick, agree_goals, change_goals, renew_commitment, revise_goals
from partners.services.news import invite_to_dialogue, publish_news
from partners.services.occasions import (
    cancel_occasion,
    confirm_coming,
    hold_occasion,
    postpone_signing,
    schedule_signing,
)
from partners.services.own_page import (
    accept_guideline,
    ask_for_link,
    change_details,
    propose_words,
    take_symbol_file,
)
from partners.services.tasks import add_task, finish_task

__all__ = [
    "FollowUpAnswer",
    "Pick",
    "Report",
    "Signed",
    "accept_guideline",
    "activate_partner",
    "add_task",
    "agree_goals",
    "answer_follow_up",
    "ask_for_link",
    "cancel_occasion",
    "cancel_sign_up",
    "change_details",
    "change_goals",
    "choose_goals",
    "close_case",
    "confirm_coming",
    "correct_mapping",
    "discuss_mapping",
    "draw_up_commitment",
    "end_commitment",
    "fall_due",
    "fill_places",
    "finish_task",
    "give_award",
    "give_notice",
    "hold_occasion",
    "invite_to_dialogue",
    "keep_scan",
    "log_contact",
    "open_case",
    "open_contact",
    "postpone_signing",
    "propose_words",
    "publish_news",
    "receive_mapping",
    "record_attendance",
    "record_signatures",
    "remind",
    "renew_commitment",
    "reopen_case",
    "revise_goals",
    "schedule_signing",
    "sign_up",
    "stop_waiting",
    "take_symbol_file",
    "unchoose_goals",
    "withdraw",
]
