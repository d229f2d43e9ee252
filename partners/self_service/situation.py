"""Where an organisation stands, in words for itself: what is so now, and what happens next."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import EndingNotice, Partner, SigningInvitation
from partners.states import PartnerState as S

_NOW: dict[str, str | Promise] = {
    S.CONTACT: gettext_lazy("You have told us that you are interested."),
    S.MAPPING_RECEIVED: gettext_lazy("We have received your mapping."),
    S.GOALS: gettext_lazy("We are agreeing on your goals together."),
    S.READY: gettext_lazy("Your commitment has been drawn up."),
    S.SCHEDULED: gettext_lazy("You have been invited to sign the commitment."),
    S.ACTIVE: gettext_lazy("You are a climate partner."),
    S.FOLLOW_UP_DUE: gettext_lazy("It is time for the yearly follow-up."),
    S.REVISING: gettext_lazy("You are a climate partner, and your goals are being revised."),
    S.NO_REPLY: gettext_lazy("We have not had your answer to the yearly follow-up."),
    S.TERMINATED: gettext_lazy("The city has ended the partnership."),
    S.WITHDRAWN: gettext_lazy("You have left the programme."),
    S.CLOSED: gettext_lazy("Your case is closed."),
}
_NEXT: dict[str, str | Promise] = {
    S.CONTACT: gettext_lazy("Next we make an initial mapping together, or you make it yourselves."),
    S.MAPPING_RECEIVED: gettext_lazy("Next we get in touch to talk about it with you."),
    S.GOALS: gettext_lazy("One goal is enough if it has real effect for you. Then we draw up the commitment."),
    S.READY: gettext_lazy("Read it below. Next we invite you to a signing."),
    S.FOLLOW_UP_DUE: gettext_lazy("It has three parts and takes about five minutes."),
    S.NO_REPLY: gettext_lazy("Answer it here, or call us. It takes about five minutes."),
    S.REVISING: gettext_lazy("Next we agree with you on new goals. They become an annex to your commitment."),
    S.TERMINATED: gettext_lazy("You may come back at any time."),
    S.WITHDRAWN: gettext_lazy("You may come back at any time."),
    S.CLOSED: gettext_lazy("You may come back at any time."),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """Two sentences, and a warning where the city has given notice."""

    now: str
    next: str
    warning: str = ""


def of(partner: Partner, invitation: SigningInvitation | None) -> Situation:
    return Situation(str(_NOW[partner.state]), _next(partner, invitation), _warning(partner))


def _next(partner: Partner, invitation: SigningInvitation | None) -> str:
    if partner.state == S.SCHEDULED and invitation is not None:
        day = date_format(localtime(invitation.occasion.starts_at), "DATE_FORMAT")
        return _("The signing is on %(day)s.") % {"day": day}
    if partner.state == S.ACTIVE and partner.follow_up_on:
        day = date_format(partner.follow_up_on)
        return _("We get in touch about the yearly follow-up on %(day)s.") % {"day": day}
    return str(_NEXT.get(partner.state, ""))


def _warning(partner: Partner) -> str:
    notice = EndingNotice.objects.filter(commitment__partner=partner, withdrawn_on=None).order_by("-given_on").first()
    if notice is None or partner.state not in (S.NO_REPLY, S.REVISING):
        return ""
    day = {"day": date_format(notice.ends_on)}
    if partner.state == S.NO_REPLY:
        return _("The city may end the commitment from %(day)s on. If you answer before that, it goes on.") % day
    return _("The city may end the commitment from %(day)s on. Get in touch if you want to go on.") % day
