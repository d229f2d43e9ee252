"""Staff's work with invitations: making, sending and closing them. All of it is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.models import User
from forms.models import Invitation, Survey, SurveyEmail
from forms.services import emails
from forms.services.draft_links import revoke_all

INVITED, INVITED_AGAIN, UNINVITED = "surveys.invite", "surveys.invite_again", "surveys.uninvite"


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is invited; without an address the link is handed over by hand."""

    name: str = ""
    email: str = ""


def invite(
    *,
    survey: Survey,
    invitees: Sequence[Invitee],
    language: str,
    expires_at: datetime | None,
    user: User,
) -> list[Invitation]:
    """An invitation for each of `invitees`, sent to those who have an address."""
    with transaction.atomic():
        made = [
            Invitation.objects.create(
                survey=survey,
                name=invitee.name,
                recipient=invitee.email,
                language=language,
                expires_at=expires_at,
                invited_by=user,
            )
            for invitee in invitees
        ]
        for invitation in made:
            _send(invitation)
        # The log's readers need not be the survey's: it says how many, not who.
        log(instance=survey, action=INVITED, user=user, data={"count": len(made)})
    return made


def send_again(invitation: Invitation, *, user: User) -> None:
    """Send the same link once more."""
    with transaction.atomic():
        _send(invitation)
        log(instance=invitation.survey, action=INVITED_AGAIN, user=user, data={"count": 1})


def revoke(invitation: Invitation, *, user: User) -> None:
    """Close the invitation, and with it what was begun: its link and all links to its answers open nothing more."""
    with transaction.atomic():
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        revoke_all(invitation.token_hash)
        log(instance=invitation.survey, action=UNINVITED, user=user, data={"count": 1})


def _send(invitation: Invitation) -> None:
    if invitation.recipient:
        emails.send(
            SurveyEmail.Kind.INVITATION,
            survey=invitation.survey,
            recipient=invitation.recipient,
            language=invitation.language,
            invitation=invitation,
        )
