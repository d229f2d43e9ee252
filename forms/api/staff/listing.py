"""What came in to a survey, page by page."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from cms.paging import LONGEST, Ordering, page_of
from forms.api import submissions
from forms.api.staff.auth import Bearer
from forms.api.staff.filters import Filtered, States, filtered
from forms.api.staff.reading import ERRORS, survey_of
from forms.api.staff.shapes import SubmissionItem, SubmissionList, item
from forms.models import Submission

router: Router = submissions.router
"""The one that has the same address for sending answers: an address has one router."""

NEWEST_FIRST = Ordering(Submission, ("-received_at", "-id"))

Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=LONGEST, description="`next` of the page before")]


@router.get(
    "/{key}/submissions/",
    response={200: SubmissionList, **ERRORS},
    summary="A survey's submissions",
    auth=Bearer(),
    tags=["staff"],
)
def list_submissions(
    request: HttpRequest,
    key: str,
    filters: Filtered,
    state: States = [],  # noqa: B006  (ninja reads it and gives each call its own)
    limit: Limit = 50,
    cursor: Cursor = None,
) -> SubmissionList:
    """The newest first. What comes in while you read moves nothing: it stands before the first page.

    Answers are read one submission at a time.
    """
    rows = Submission.objects.filter(survey=survey_of(request, key)).with_version()
    light = filtered(rows, state, filters).defer("answers", "scores", "version__definition")
    found = page_of(request, light, NEWEST_FIRST, cursor=cursor, offset=0, limit=limit)
    items = [SubmissionItem.model_validate(item(submission)) for submission in found.items]
    return SubmissionList(count=found.count, items=items, next=found.next)
