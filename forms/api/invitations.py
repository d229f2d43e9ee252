"""Surveys that only the invited may answer.

An invitation is for one set of answers. The draft that it begins has its token, and what is sent with it has the key of
that draft, so that the invitation's link leads on to the receipt whichever way the answers came.
"""

from forms.api.problems import declined
from forms.models import Invitation, SurveyPage
from forms.services import drafts
from forms.tokens import INVITATION, hashed, opened

ABOUT = "The token at the end of an invitation's address; needed where the survey is `invitation_only`"


def key_of(page: SurveyPage, token: str, language: str) -> str | None:
    """The key under which answers to the survey of `page` are kept that come with the invitation `token`.

    None where there is none, and none is needed. Raises Problem.
    """
    if not check(page, token, language):
        return None
    if drafts.find(token) is not None:
        raise declined(403, "invitation_begun", language)
    return drafts.draft_key(hashed(token))


def check(page: SurveyPage, token: str, language: str) -> bool:
    """Whether answers to the survey of `page` come with an invitation. Raises Problem where one is needed."""
    if not token and not page.invitation_only:
        return False
    known = opened(INVITATION, token)
    invitation = Invitation.objects.filter(pk=known).first() if known else None
    if invitation is None or invitation.survey_id != page.survey_id or not invitation.is_valid:
        raise declined(403, "invitation_needed", language)
    return True
