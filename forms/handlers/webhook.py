"""The handler that tells another system, by a webhook that an administrator has added."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import Webhook
from cms.webhooks import sending
from cms.webhooks.sending import NotDelivered
from forms.builder.blocks.survey import WEBHOOK
from forms.engine.base import Answers, Json
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.text import Text
from forms.engine.questions.upload import File
from forms.engine.scoring import Scores
from forms.handlers.port import SubmissionReceived

RECEIVED = "submission.received"
CORRECTED = "submission.corrected"
FILE_FACTS = ("name", "type", "size")
"""What is told of a file. It is fetched by its submission, with a token."""


class WebhookMessage:
    """Tells the survey's webhook what came in or was corrected, as it stands when the message leaves.

    Every attempt has the same `webhook-id`, by which the receiver knows a message that it has had before.
    """

    identifier = WEBHOOK
    label = gettext_lazy("Message to another system")

    def handle(self, event: SubmissionReceived) -> str:
        return _post(RECEIVED, event, event.submission.received_at)

    def corrected(self, event: SubmissionReceived) -> str:
        latest = event.submission.revisions.order_by("-number").first()
        return _post(CORRECTED, event, latest.replaced_at if latest else None)


def _post(name: str, event: SubmissionReceived, occurred_at: datetime | None) -> str:
    webhook = _webhook(event.options.get("webhook", ""))
    return sending.post(
        webhook,
        message_id=event.message_id,
        event=name,
        data=data_of(event, with_answers=webhook.with_answers),
        occurred_at=occurred_at,
    )


def _webhook(key: str) -> Webhook:
    found = Webhook.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    if found is None:
        raise NotDelivered(_("The webhook has been deleted. Choose another one in the survey."))
    if not found.is_active:
        words = _("The webhook is not in use. Choose another one in the survey, or have this one taken into use again.")
        raise NotDelivered(words)
    return found


def data_of(event: SubmissionReceived, *, with_answers: bool) -> dict[str, object]:
    """What the receiver is told. Whom it is from is an answer, too, and confidential answers are for nobody else."""
    submission = event.submission
    told: dict[str, object] = {
        "id": str(submission.pk),
        "reference": submission.reference,
        "survey": submission.survey.key,
        "version": submission.version.number,
        "locale": submission.version.locale,
        "door": submission.door,
        "state": submission.state,
        "revision": submission.revision,
        "received_at": submission.received_at.isoformat(),
        "scores": _scores(event.outcome.scores),
    }
    if with_answers:
        told["title"] = _title(event)
        told["answers"] = open_answers(event.form.questions(), submission.answers)
    return told


def _scores(scores: Scores | None) -> dict[str, object] | None:
    """Whole percent, of all and by the key of the theme; None for a survey that is not scored."""
    if scores is None:
        return None
    return {"percent": scores.percent, "themes": {theme.key: theme.percent for theme in scores.themes}}


def _title(event: SubmissionReceived) -> str:
    """Whom it is from, unless that was told in confidence."""
    title = event.submission.title
    texts = (question for question in event.form.questions() if isinstance(question, Text))
    told = {str(event.submission.answers.get(text.key, ""))[:200] for text in texts if not text.data.confidential}
    return title if title in told else ""


def open_answers(questions: Iterable[BaseQuestion], answers: Answers) -> dict[str, Json]:
    """The answers that are not confidential, in rows too; of a file what it is, and nothing that opens it."""
    found: dict[str, Json] = {}
    for question in questions:
        if question.data.confidential:
            continue
        found |= {key: answers[key] for key in question.answer_keys if key in answers}
        value = found.get(question.key)
        if not isinstance(value, list):
            continue
        if isinstance(question, File):
            found[question.key] = [_facts(each) for each in value if isinstance(each, Mapping)]
        elif question.row_questions:
            found[question.key] = [
                open_answers(question.row_questions, row) for row in value if isinstance(row, Mapping)
            ]
    return found


def _facts(file: Mapping[str, Json]) -> dict[str, Json]:
    return {fact: file[fact] for fact in FILE_FACTS if fact in file}
