"""What the form builder does with a survey that people sign up for an event by."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, override

from forms.handlers import SubmissionReceived
from partners.models import Event, EventSignUp, Partner
from partners.services import sign_up
from partners.suggestions import answer_to


class EventSignUpHandler:
    """Gives whoever answered a place at the event whose sign-up survey this is, or one on its waiting list.

    Name, e-mail and organisation are the answers mapped to `contact.name`, `contact.email` and `partner.name`.
    """

    identifier = "event_sign_up"
    label = gettext_lazy("Sign up for the event")

    def handle(self, event: SubmissionReceived) -> None:
        submission = event.submission
        signed_up_for = Event.objects.filter(survey=submission.survey_id).first()
        if signed_up_for is None or EventSignUp.objects.filter(submission=submission).exists():
            return
        email = answer_to(event.form, event.outcome, "contact.email").strip()
        if not email:
            return
        organisation = answer_to(event.form, event.outcome, "partner.name")
        with override(event.form.locale):
            try:
                sign_up(
                    event=signed_up_for,
                    name=(answer_to(event.form, event.outcome, "contact.name") or organisation or email)[:200],
                    email=email,
                    language=event.form.locale,
                    organisation=organisation[:200],
                    partner=_partner(email),
                    submission=submission,
                )
            except ValidationError as refused:
                if getattr(refused, "code", "") != "twice":
                    raise


def _partner(email: str) -> Partner | None:
    """The organisation whose contact person has this address, where there is exactly one."""
    found = list(Partner.objects.filter(contact_email__iexact=email)[:2])
    return found[0] if len(found) == 1 else None
