"""The handlers that send e-mail: to staff, and a receipt to the respondent."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from cms import emails
from cms.plain_text import one_line
from forms.builder.blocks.survey import STAFF_EMAIL
from forms.builder.comparisons import split_values
from forms.engine.questions.text import EMAIL
from forms.handlers.port import SubmissionReceived
from forms.models import SurveyPage
from forms.presentation import answer_sections, receipt_url


class StaffEmail:
    """Tells staff what came in or was corrected. The e-mail holds no answers: they stay behind the sign-in."""

    identifier = STAFF_EMAIL
    label = gettext_lazy("E-mail to staff")

    def handle(self, event: SubmissionReceived) -> None:
        self._tell("forms/emails/staff.txt", event)

    def corrected(self, event: SubmissionReceived) -> None:
        self._tell("forms/emails/staff_corrected.txt", event)

    def _tell(self, template: str, event: SubmissionReceived) -> None:
        recipients = split_values(event.options.get("to", ""))
        if not recipients:
            return
        inbox = reverse("surveys_inbox:submission", args=[event.submission.pk])
        context = _context(event, link=settings.WAGTAILADMIN_BASE_URL + inbox)
        emails.written(template, context, to=recipients, language=settings.LANGUAGE_CODE).send()


class Confirmation:
    """Sends the respondent a receipt with the answers, in the language they were given in; without confidential ones.

    The address may be the answer to any kind of question; what is not one address gets no e-mail.
    """

    identifier = "confirmation"
    label = gettext_lazy("Receipt to the respondent")

    def handle(self, event: SubmissionReceived) -> None:
        recipient = event.answer_mapped_to("contact.email")
        if recipient is None or not EMAIL.fullmatch(recipient):
            return
        language = event.form.locale
        page = SurveyPage.objects.answering(event.submission.version)
        contact = page.contact if page else None
        context = {
            **_context(event, link=settings.BASE_URL + receipt_url(event.submission)),
            "contact": contact,
            "sections": answer_sections(event.form, event.outcome, confidential=False),
        }
        emails.written(
            "forms/emails/confirmation.txt",
            context,
            to=recipient,
            language=language,
            reply_to=contact.email if contact else "",
        ).send()


def _context(event: SubmissionReceived, *, link: str) -> dict[str, object]:
    """What both e-mails say of a submission. A title that was imported may have several lines."""
    return {
        "survey": one_line(event.form.title),
        "reference": event.submission.reference,
        "received_at": event.submission.received_at,
        "link": link,
    }
