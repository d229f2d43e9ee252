"""Contact with the organisation: the mapping, every attempt to reach it, and what staff have to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partners import services
from partners.case.actions.base import Action, Always
from partners.case.forms import AttemptForm, DiscussionForm, TaskForm
from partners.models import ContactChannel, ContactOutcome, Partner, TaskKind
from partners.states import ENDED


class ReceiveMapping(Action):
    """The mapping was made in another way than by the survey."""

    name = "receive"
    move = "receive_mapping"
    label = _("Note the mapping as received")
    done = _("The mapping is noted as received.")
    explanation = _(
        "The mapping comes in by the survey. If it was made in another way, such as on paper at a meeting, note it "
        "here."
    )

    @property
    def is_offered(self) -> bool:
        is_ended = self.partner.state in ENDED
        return super().is_offered and not is_ended and not self.case.mappings and not self.case.is_mapped

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.receive_mapping(partner=seen, user=self.user)


class Discuss(Action):
    """The city and the organisation have talked about what the mapping shows."""

    name = "discuss"
    move = "discuss_mapping"
    label = _("Note that the mapping has been discussed")
    done = _("The mapping is noted as discussed. The suggested goals are on their way.")
    explanation = _("When you have talked about the mapping with the organisation, note how.")
    form_class = DiscussionForm

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        channel = ContactChannel(form.cleaned_data["channel"])
        services.discuss_mapping(partner=seen, channel=channel, note=form.cleaned_data["note"], user=self.user)


class LogAttempt(Always):
    """An attempt at contact, and what came of it."""

    name = "log_contact"
    label = _("Log the contact")
    done = _("The contact is logged.")
    form_class = AttemptForm

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        said = form.cleaned_data
        services.log_contact(
            partner=seen,
            channel=ContactChannel(said["channel"]),
            outcome=ContactOutcome(said["outcome"]),
            note=said["note"],
            user=self.user,
        )


class AddTask(Always):
    """Something else that staff have to do."""

    name = "add_task"
    label = _("Add the task")
    done = _("The task is on the list.")
    form_class = TaskForm

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        said = form.cleaned_data
        services.add_task(partner=self.partner, kind=TaskKind.OTHER, note=said["note"], due_on=said["due_on"])


class FinishTask(Action):
    """A task is done."""

    name = "finish_task"
    label = _("Mark as done")
    done = _("The task is done.")

    @property
    def is_offered(self) -> bool:
        return bool(self.case.open_tasks)

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        services.finish_task(task=self.case.own(self.partner.tasks, value), user=self.user)


ACTIONS = (ReceiveMapping, Discuss, LogAttempt, AddTask, FinishTask)
