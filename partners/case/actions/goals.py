"""Goals: agreed on before signing, opened for revision and set anew."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partners import services
from partners.case.actions.base import Action, Files
from partners.case.forms import ReasonForm
from partners.case.goal_forms import GoalsForm, RenewalForm
from partners.lifecycle import Actor
from partners.models import Partner


class AgreeGoals(Action):
    """Make goals the organisation's own."""

    name = "agree"
    move = "agree_goals"
    label = _("Agree on these goals")
    done = _("The goals are agreed.")

    def make_form(self, data: QueryDict | None = None, files: Files | None = None) -> GoalsForm:
        offered = self.case.offered(get_language() or "en")
        return GoalsForm(offered, taken=self.case.taken, first_language=self.partner.contact_language, data=data)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.agree_goals(partner=seen, picks=form.picks(), user=self.user)


class ReviseGoals(Action):
    """Open the goals of a commitment in force for revision."""

    name = "revise"
    move = "revise"
    label = _("Revise the goals")
    done = _("The goals are open for revision.")
    explanation = _(
        "Opens the goals: all are reached, or the organisation wants a change. The commitment stays in force meanwhile."
    )
    form_class = ReasonForm

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.revise_goals(partner=seen, actor=Actor.STAFF, user=self.user, reason=form.cleaned_data["reason"])


class Renew(Action):
    """New goals, and what becomes of the earlier ones, as an annex."""

    name = "renew"
    move = "renew"
    label = _("Agree on the annex")
    done = _("The annex is agreed and on its way to the organisation.")

    def make_form(self, data: QueryDict | None = None, files: Files | None = None) -> RenewalForm:
        offered = self.case.offered(get_language() or "en")
        return RenewalForm(
            offered,
            earlier=self.case.goals_under_way,
            taken=self.case.taken,
            first_language=self.partner.contact_language,
            data=data,
        )

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.renew_commitment(partner=seen, picks=form.picks(), **form.fates, user=self.user)


ACTIONS = (AgreeGoals, ReviseGoals, Renew)
