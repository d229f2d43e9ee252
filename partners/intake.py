"""What the form builder does with a mapping on behalf of the programme, and where a submission leads to."""

from collections.abc import Collection, Sequence

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.handlers import SubmissionReceived
from forms.inbox.links import Link
from forms.models import Submission
from partners import lifecycle
from partners.models import Mapping
from partners.services import choose_goals, correct_mapping, open_case, unchoose_goals


class PartnerCase:
    """Opens a partner case for a submission, or attaches it to the one that its organisation has."""

    identifier = "partner_case"
    label = gettext_lazy("Open a partner case")

    def handle(self, event: SubmissionReceived) -> None:
        open_case(submission=event.submission, form=event.form, outcome=event.outcome)

    def corrected(self, event: SubmissionReceived) -> None:
        correct_mapping(submission=event.submission, form=event.form, outcome=event.outcome)


class ChosenGoals:
    """Takes the goals that an organisation chooses on its result page, where the mapping opens or joins a case."""

    def listens_to(self, submission: Submission) -> bool:
        if Mapping.objects.filter(submission=submission).exists():
            return True
        return submission.deliveries.filter(handler=PartnerCase.identifier).exists()

    def chosen(self, submission: Submission, keys: Collection[str]) -> None:
        choose_goals(submission=submission, codes=keys)

    def withdrawn(self, submission: Submission, keys: Collection[str]) -> None:
        unchoose_goals(submission=submission, codes=keys)


def case_links(submission: Submission, reader: AbstractUser) -> Sequence[Link]:
    """From a submission to the case that it opened or was attached to, for those who handle cases."""
    if not reader.has_perm(lifecycle.CHANGE):
        return []
    partners = Mapping.objects.filter(submission=submission).values_list("partner_id", flat=True)
    return [Link(reverse("partner_case", args=[pk]), _("Go to the partner case")) for pk in partners]
