"""Invitations: what a token opens, and whether answers are covered by one."""

from forms.models import Draft, Invitation, Survey
from forms.services.refusals import InvitationNeeded
from forms.tokens import INVITATION, opened

OF_DRAFT = "draft:"
"""How the key begins under which a draft's answers are sent, and so those of an invitation."""


def find(token: str) -> Invitation | None:
    """The invitation that `token` opens, whatever has become of it."""
    known = opened(INVITATION, token)
    return Invitation.objects.select_related("survey").filter(pk=known).first() if known else None


def check(survey: Survey, token: str) -> Invitation:
    """The invitation to `survey` that `token` opens, if it lets anybody begin now. Raises InvitationNeeded."""
    invitation = find(token)
    if invitation is None or invitation.survey_id != survey.pk or not invitation.is_valid:
        raise InvitationNeeded
    return invitation


def lets_begin(survey: Survey, token: str) -> bool:
    """Whether `token` is that of an invitation to `survey` with which anybody may begin now."""
    try:
        check(survey, token)
    except InvitationNeeded:
        return False
    return True


def is_closed(token: str) -> bool:
    """Whether `token` is that of an invitation which was closed, and the answers begun with it too."""
    known = opened(INVITATION, token)
    return known is not None and Invitation.objects.filter(pk=known, revoked_at__isnull=False).exists()


def covers(survey: Survey, sent_under: str | None) -> bool:
    """Whether answers that are sent under this key come with an invitation to `survey` that was not closed."""
    if not sent_under or not sent_under.startswith(OF_DRAFT):
        return False
    token_hash = sent_under.removeprefix(OF_DRAFT)
    return Invitation.objects.filter(survey=survey, token_hash=token_hash, revoked_at=None).exists()


def has_draft(invitation: Invitation) -> bool:
    return Draft.objects.filter(token_hash=invitation.token_hash).exists()
