"""How a case ends, and how it begins again. Each says beforehand what it does and what is sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partners import lifecycle, services
from partners.case.actions.base import Action
from partners.case.forms import ReasonForm, SureForm, SureReasonForm
from partners.lifecycle import Actor
from partners.models import Letter, Partner
from partners.services.endings import ENDINGS, GROUNDS


class GiveNotice(Action):
    """The city tells the organisation that it will end the commitment."""

    name = "give_notice"
    permissions = (lifecycle.END,)
    label = _("Give notice")
    done = _("Notice is given.")
    explanation = _(
        "Tells the organisation that the city will end the commitment, why, and from which day. Nothing else changes "
        "yet, and the partner is still shown to visitors."
    )
    form_class = SureForm
    is_grave = True
    letters = (Letter.NOTICE,)

    @property
    def is_offered(self) -> bool:
        return self.partner.state in GROUNDS and self.case.notice is None

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.give_notice(partner=seen, user=self.user)


class EndCommitment(Action):
    """The city ends the commitment, on the ground that notice was given for."""

    name = "end_commitment"
    permissions = (lifecycle.END,)
    label = _("End the commitment")
    done = _("The commitment has ended.")
    explanation = _(
        "Ends the commitment on the city's behalf. The partner leaves the site at once and may no longer use the "
        "symbol; its history and awards stay."
    )
    form_class = SureForm
    is_grave = True
    letters = (Letter.ENDED,)

    @property
    def is_offered(self) -> bool:
        return self.partner.state in GROUNDS and self.case.notice is not None

    @property
    def missing(self) -> list[str]:
        """What the ending waits for, in words."""
        ground = GROUNDS[self.partner.state]
        return lifecycle.transition(ENDINGS[ground]).guard(self.partner)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.end_commitment(partner=seen, user=self.user)


class Withdraw(Action):
    """The organisation leaves."""

    name = "withdraw"
    move = "withdraw"
    label = _("End the partnership")
    done = _("The partnership has ended at the organisation's wish.")
    explanation = _(
        "Ends the partnership at the organisation's wish. The partner leaves the site at once and may no longer use "
        "the symbol; its history and awards stay."
    )
    form_class = SureReasonForm
    is_grave = True

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.withdraw(partner=seen, actor=Actor.STAFF, user=self.user, reason=form.cleaned_data["reason"])


class Close(Action):
    """No commitment will be signed."""

    name = "close"
    move = "close"
    label = _("Close the case")
    done = _("The case is closed.")
    explanation = _(
        "Closes the case when the organisation is not interested. A commitment that was drawn up is not signed. The "
        "organisation may return at any time."
    )
    form_class = ReasonForm
    is_grave = True

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.close_case(partner=seen, actor=Actor.STAFF, user=self.user, reason=form.cleaned_data["reason"])


class Reopen(Action):
    """The organisation is back."""

    name = "reopen"
    move = "reopen"
    label = _("Reopen the case")
    done = _("The case is open again.")
    explanation = _("The organisation may return at any time. The case goes on from the first contact.")

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.reopen_case(partner=seen, actor=Actor.STAFF, user=self.user)


ACTIONS = (GiveNotice, EndCommitment, Withdraw, Close, Reopen)
