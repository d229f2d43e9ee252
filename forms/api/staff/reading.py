"""What the bearer of a token may read and change: what may not be read does not exist."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema

from cms.problems import ProblemOut, answering_language
from forms.api.problems import declined
from forms.api.staff.auth import user_of
from forms.models import Submission, Survey

ERRORS: dict[Any, type[Schema]] = {401: ProblemOut, 404: ProblemOut, 422: ProblemOut, 429: ProblemOut}
"""What may be wrong with any request of staff's."""
CHANGE_ERRORS: dict[Any, type[Schema]] = {**ERRORS, 403: ProblemOut}
BODY_ERRORS: dict[Any, type[Schema]] = {**CHANGE_ERRORS, 400: ProblemOut, 413: ProblemOut}


def survey_of(request: HttpRequest, key: str) -> Survey:
    """The survey, if its answers may be read. Raises Problem."""
    found = Survey.objects.readable_by(user_of(request)).filter(key=key).first()
    if found is None:
        raise declined(404, "submissions_unknown", answering_language(request))
    return found


def submission_of(request: HttpRequest, key: UUID) -> Submission:
    """The submission, if it may be read. Raises Problem."""
    readable = Submission.objects.readable_by(user_of(request)).with_version()
    found = readable.filter(pk=key).first()
    if found is None:
        raise declined(404, "submissions_unknown", answering_language(request))
    return found


def changeable(request: HttpRequest, key: UUID) -> Submission:
    """The submission, if it may be read and changed. Raises Problem."""
    found = submission_of(request, key)
    if not user_of(request).has_perm("surveys.change_submission"):
        raise declined(403, "change_not_allowed", answering_language(request))
    return found
