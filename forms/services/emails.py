"""E-mails to respondents: a row in the caller's transaction, sent by the worker, and again until it works."""

from django.core.mail import EmailMessage
from django_tasks import task

from cms import emails, outbox
from cms.outbox import EmailState
from forms.models import Correction, DraftLink, Invitation, Survey, SurveyEmail
from forms.services import draft_links
from forms.services.email_contents import content_of, is_still_meant


def send(
    kind: str,
    *,
    survey: Survey,
    recipient: str,
    language: str,
    draft_hash: str = "",
    invitation: Invitation | None = None,
    correction: Correction | None = None,
    idempotency_key: str | None = None,
) -> SurveyEmail:
    """Put an e-mail in the queue. `kind` is one of `SurveyEmail.Kind`, whose record is to be given with it."""
    row = SurveyEmail.objects.create(
        kind=kind,
        survey=survey,
        recipient=recipient,
        language=language,
        draft_hash=draft_hash,
        invitation=invitation,
        correction=correction,
        idempotency_key=idempotency_key,
    )
    outbox.enqueue(row)
    return row


@task()
def deliver_email(email_id: int) -> None:
    """The worker's task. What has come to nothing meanwhile, such as a link to answers that were sent, is not sent."""
    rows = SurveyEmail.objects.select_related("survey", "invitation", "correction__submission__version__survey")
    row = rows.filter(pk=email_id, state=EmailState.WAITING).first()
    if row is None:
        return
    if not is_still_meant(row):
        row.delete()
        return
    made: list[DraftLink] = []
    outbox.attempt(row, lambda: outbox.send(row, _written(row, made)), on_failure=lambda: draft_links.revoke(made))


def _written(row: SurveyEmail, made: list[DraftLink]) -> EmailMessage:
    """The e-mail of `row`. A link that is made for it is added to `made`, so that it can be taken back."""
    content = content_of(row, made)
    return emails.written(
        f"forms/emails/{row.kind}.txt",
        content.context,
        to=row.recipient,
        language=row.language,
        reply_to=content.reply_to,
    )
