"""What the form builder does with a mapping on behalf of the programme."""

from django.utils.translation import gettext_lazy as _

from forms.handlers import SubmissionReceived
from partners.services import open_case


class PartnerCase:
    """Opens a partner case for a submission, or attaches it to the one that its organisation has."""

    identifier = "partner_case"
    label = _("Open a partner case")

    def handle(self, event: SubmissionReceived) -> None:
        open_case(submission=event.submission, form=event.form, outcome=event.outcome)
