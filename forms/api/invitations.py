"""Surveys that only the invited may answer.

An invitation is for one set of answers. The draft that it begins has its token, and what is sent with it has the key of
that draft, so that the invitation's link leads on to the receipt whichever way the answers came.
"""

from typing import cast

from forms.api.problems import declined
from forms.models import SurveyPage, SurveyVersion
from forms.services import drafts, invitations
from forms.services.refusals import InvitationNeeded
from forms.tokens import hashed

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
    try:
        invitations.check(cast(SurveyVersion, page.live_version).survey, token)
    except InvitationNeeded as refused:
        raise declined(403, refused.code, language) from refused
    return True
