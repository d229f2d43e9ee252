"""The commitment: its draft, the invitation to sign it, and the signed one."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partners import calendars, frozen_goals, papers
from partners.letters.contents.own_pages import own_page
from partners.letters.contents.values import Attachment, Content
from partners.models import Commitment, InvitationState, OccasionState, SentLetter, SigningInvitation, SigningOccasion
from partners.papers import DOCUMENT_LANGUAGES

DATES_SHOWN = 3


def languages_for(row: SentLetter) -> list[str]:
    """The languages of the papers that go with a letter: the city's two, and the reader's own."""
    return list(dict.fromkeys([*DOCUMENT_LANGUAGES, row.language]))


def draft_commitment(row: SentLetter) -> Content:
    return _with_papers(row, name=_("draft commitment"))


def signed(row: SentLetter) -> Content:
    return _with_papers(row, name=_("commitment"))


def invitation(row: SentLetter) -> Content:
    invited = _invitation(row)
    return Content({**own_page(row), "invitation": invited, "occasion": invited.occasion}, (_calendar(row, invited),))


def new_date(row: SentLetter) -> Content:
    """`was_absent` tells a signing that was missed from one that was cancelled; `dates` are the next ones."""
    dates = SigningOccasion.objects.coming()
    if "invitation" not in row.context:
        return Content({**own_page(row), "dates": list(dates[:DATES_SHOWN])})
    invited = _invitation(row)
    was_absent = invited.state == InvitationState.ABSENT
    context = {
        **own_page(row),
        "invitation": invited,
        "was_absent": was_absent,
        "dates": list(dates.exclude(pk=invited.occasion_id)[:DATES_SHOWN]),
    }
    if was_absent:
        return Content(context)
    invited.occasion.state = OccasionState.CANCELLED
    return Content(context, (_calendar(row, invited),))


def _calendar(row: SentLetter, invited: SigningInvitation) -> Attachment:
    """Under the name that the own page's calendar file has, so that a later one replaces an earlier."""
    uid = calendars.occasion_uid(invited.occasion)
    content = calendars.occasion_calendar(invited.occasion, row.language, uid=uid)
    method = "CANCEL" if invited.occasion.state == OccasionState.CANCELLED else "PUBLISH"
    return Attachment("signing.ics", content, f"text/calendar; method={method}")


def _invitation(row: SentLetter) -> SigningInvitation:
    return SigningInvitation.objects.select_related("occasion").get(pk=row.context["invitation"])


def _with_papers(row: SentLetter, *, name: str) -> Content:
    commitment = Commitment.objects.select_related("partner", "description", "occasion").get(
        pk=row.context["commitment"]
    )
    occasion = commitment.occasion
    shown_from = occasion.publish_at if occasion else None
    context = {
        **own_page(row),
        "commitment": commitment,
        "goals": [line.pledge for line in frozen_goals.lines(commitment.goals, row.language)],
        "description_page": f"{settings.BASE_URL}{reverse('data_protection_description')}",
        "shown_from": shown_from if shown_from and shown_from > timezone.now() else None,
    }
    files = tuple(
        Attachment(f"{name} {commitment.number} {code}.pdf", papers.commitment_pdf(commitment, code), "application/pdf")
        for code in languages_for(row)
    )
    return Content(context, files)
