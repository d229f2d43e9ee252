"""The signing occasion: chosen, and moved to another day."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partners import services
from partners.case.actions.base import Action
from partners.case.forms import InvitationForm, PostponeForm
from partners.models import Partner


class Schedule(Action):
    """Invite the organisation to an open occasion."""

    name = "schedule"
    move = "schedule"
    label = _("Invite to the signing")
    done = _("The organisation is invited to the signing.")
    explanation = _("Choose an occasion and name who signs for the organisation. The invitation has a calendar file.")
    form_class = InvitationForm

    @property
    def initial(self) -> dict[str, Any]:
        earlier = self.case.invitations[0] if self.case.invitations else None
        return {
            "signatory_name": earlier.signatory_name if earlier else self.case.words.contact_name,
            "signatory_title": earlier.signatory_title if earlier else "",
        }

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.schedule_signing(partner=seen, user=self.user, **form.cleaned_data)


class Postpone(Action):
    """The signing does not come off that day."""

    name = "postpone"
    move = "postpone"
    label = _("Move the signing")
    done = _("The signing is moved. Choose a new occasion.")
    explanation = _(
        "Takes the organisation off the occasion and tells it that a new date will follow. You can then choose another."
    )
    form_class = PostponeForm

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        was_absent = form.cleaned_data["why"] == PostponeForm.ABSENT
        services.postpone_signing(partner=seen, was_absent=was_absent, user=self.user)


ACTIONS = (Schedule, Postpone)
