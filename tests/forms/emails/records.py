"""Each kind of e-mail with the records that it is about."""

from datetime import timedelta

from django.utils import timezone

from cms.outbox import EmailState
from forms.models import Correction, Invitation, Submission, SurveyEmail, SurveyVersion
from forms.services import drafts
from forms.services.draft_links import new_link
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS

Kind = SurveyEmail.Kind
REFUSED = "550 No such person"


def version_of(survey, language="sv"):
    return SurveyVersion.objects.filter(survey=survey, locale=language).latest("number")


def begun(survey, language="sv"):
    """A draft whose first step is answered."""
    answers = {"name": "Demo Ab", "email": "demo@demo.example", "heating": "sun"}
    return drafts.start(version=version_of(survey, language), answers=answers, steps_done=["you"])[0]


def invited(survey, **changes):
    values = {"name": "Demo Ab", "language": "sv", "expires_at": timezone.now() + timedelta(days=14), **changes}
    return Invitation.objects.create(survey=survey, **values)


def asked(survey, **changes):
    """A request to correct two answers."""
    submission = submit(version=version_of(survey), answers=ANSWERS, door=Submission.Door.PAGE).submission
    values = {
        "questions": [{"key": "litres", "note": "Per år?"}, {"key": "name", "note": ""}],
        "message": "Tack!\n\nTitta på oljan en gång till.",
        "recipient": "person@demo.example",
        "expires_at": timezone.now() + timedelta(days=14),
        **changes,
    }
    return Correction.objects.create(submission=submission, **values)


def row(kind, survey, language="sv", **changes):
    """An e-mail that waits, with what it is about."""
    about = changes or _about(kind, survey)
    return SurveyEmail.objects.create(
        kind=kind, survey=survey, recipient="person@demo.example", language=language, state=EmailState.WAITING, **about
    )


def _about(kind, survey):
    if kind == Kind.INVITATION:
        return {"invitation": invited(survey)}
    if kind in (Kind.CORRECTION, Kind.CORRECTED):
        return {"correction": asked(survey)}
    draft = begun(survey)
    if kind == Kind.REMINDER:
        type(draft).objects.filter(pk=draft.pk).update(changed_at=timezone.now() - timedelta(days=28))
        new_link(draft.token_hash, sent_to="person@demo.example", expires_at=timezone.now() + timedelta(days=2))
    return {"draft_hash": draft.token_hash}
