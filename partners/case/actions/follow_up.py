"""The yearly follow-up, written down by staff on the telephone or at a meeting."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from partners import services
from partners.case.actions.base import Action, Files
from partners.case.forms import StaffFollowUpForm
from partners.models import Channel, Partner


class Answer(Action):
    """The three parts, as the organisation says them."""

    name = "answer"
    move = "answer"
    label = _("Save the follow-up")
    done = _("The follow-up is answered.")

    def make_form(self, data: QueryDict | None = None, files: Files | None = None) -> StaffFollowUpForm:
        initial = {"answered_by": self.case.words.contact_name}
        return StaffFollowUpForm(self.case.asked_goals, data, prefix=self.name, initial=initial)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        channel = Channel(form.cleaned_data["channel"])
        services.answer_follow_up(partner=seen, answer=form.answer(), channel=channel, user=self.user)


ACTIONS = (Answer,)
