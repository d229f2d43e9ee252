"""How a partnership ends: the notice, and the letter when it has ended."""

from partners.letters.contents.own_pages import follow_up_page, own_page, partner_of
from partners.letters.contents.values import Content
from partners.models import Commitment, CommitmentState, EndingGround, EndingNotice, SentLetter


def notice(row: SentLetter) -> Content:
    """Where the ground is that nobody answers, the link leads to the follow-up: an answer withdraws the notice."""
    given = EndingNotice.objects.select_related("commitment").get(pk=row.context["notice"])
    is_unanswered = given.ground == EndingGround.NO_ANSWER
    link = follow_up_page(row) if is_unanswered else own_page(row)
    return Content({**link, "notice": given, "is_unanswered": is_unanswered})


def ended(row: SentLetter) -> Content:
    """`commitment` is the one that ended last."""
    partner = partner_of(row)
    last = Commitment.objects.filter(partner=partner, state=CommitmentState.ENDED).order_by("-ended_on", "-pk").first()
    ground = row.context.get("ground", "")
    return Content({"commitment": last, "is_unanswered": ground == EndingGround.NO_ANSWER})
