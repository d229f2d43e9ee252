"""What each letter says: the records it names, fresh from the database, and the files that go with it."""

from partners.letters.contents import ending, events, first_contact, follow_up, signing, staff
from partners.letters.contents.values import Attachment, Content, Writer
from partners.models import Letter, SentLetter

__all__ = ["Attachment", "Content", "content_of"]

_WRITERS: dict[str, Writer] = {
    Letter.WELCOME: first_contact.welcome,
    Letter.MAPPING_RECEIVED: first_contact.mapping_received,
    Letter.SUGGESTED_GOALS: first_contact.suggested_goals,
    Letter.DRAFT_COMMITMENT: signing.draft_commitment,
    Letter.INVITATION: signing.invitation,
    Letter.NEW_DATE: signing.new_date,
    Letter.SIGNED: signing.signed,
    Letter.SYMBOL: first_contact.welcome,
    Letter.FOLLOW_UP: follow_up.waiting,
    Letter.FIRST_REMINDER: follow_up.waiting,
    Letter.SECOND_REMINDER: follow_up.waiting,
    Letter.THANKS: follow_up.thanks,
    Letter.NEXT_GOALS: follow_up.next_goals,
    Letter.ANNEX: follow_up.annex,
    Letter.NOTICE: ending.notice,
    Letter.ENDED: ending.ended,
    Letter.WITHDRAWN: ending.ended,
    Letter.ACCESS_LINK: first_contact.welcome,
    Letter.BUSINESS_SUPPORT: staff.business_support,
    Letter.STAFF_TASK: staff.staff_task,
    Letter.SIGNED_UP: events.sign_up,
    Letter.WAITING_LIST: events.sign_up,
    Letter.PLACE_FREE: events.sign_up,
    Letter.NEWS: events.news,
}


def content_of(row: SentLetter) -> Content:
    """The content of `row`, in the active language."""
    writer = _WRITERS.get(row.name)
    return writer(row) if writer else Content()
