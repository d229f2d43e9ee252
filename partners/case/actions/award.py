"""The year's award, given to the organisation of the case."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from partners import services
from partners.case.actions.base import Action, Files
from partners.case.forms import AwardForm
from partners.models import Partner
from partners.states import IN_FORCE


class GiveAward(Action):
    """Give the award and publish it."""

    name = "award"
    permissions = ("partners.add_award", "partners.publish_award")
    label = _("Give the award and publish")
    done = _("The award is given and shown to visitors.")

    @property
    def is_offered(self) -> bool:
        partner = self.partner
        return partner.state in IN_FORCE or bool(partner.signed_on and self.case.programme.award_for_all)

    def make_form(self, data: QueryDict | None = None, files: Files | None = None) -> AwardForm:
        initial = {"year": self.case.this_year} | self.case.motivation
        return AwardForm(data, partner=self.partner, prefix=self.name, initial=initial)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.give_award(
            partner=self.partner,
            year=form.cleaned_data["year"],
            motivation=form.texts("motivation"),
            special_mention=form.texts("special_mention"),
            user=self.user,
        )


ACTIONS = (GiveAward,)
