"""Links to a draft by e-mail."""

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from cms.problems import Busy, Locale, ProblemOut, requested_locale
from forms import messages
from forms.api.found_drafts import DraftSentOut, found
from forms.api.problems import COMMON, ConflictOut, conflict, limit, part_problem
from forms.api.repeats import IdempotencyKey
from forms.engine.errors import AnswerError
from forms.engine.questions.text import EMAIL
from forms.services import resuming
from forms.services.refusals import IdempotencyConflict

router = Router(tags=["drafts"])
LONGEST_EMAIL = 254


class LinkIn(Schema, extra="forbid"):
    email: str = Field(max_length=LONGEST_EMAIL)
    locale: str | None = Field(default=None, description="The language of the e-mail; sv, fi or en")


@router.post(
    "/{token}/links/",
    response={202: None, **COMMON, 409: ConflictOut, 410: DraftSentOut, 429: ProblemOut},
    summary="Send a link to a draft",
)
def send_link(
    request: HttpRequest,
    token: str,
    body: LinkIn,
    idempotency_key: IdempotencyKey = None,
    locale: Locale = None,
) -> Status[None]:
    """Sends an e-mail with a link that opens the draft. What is answered tells nothing of the address."""
    language = requested_locale(request, body.locale, locale)
    limit(request, "links", language)
    draft = found(request, token, language)
    email = body.email.strip()
    if not EMAIL.fullmatch(email):
        raise part_problem(422, AnswerError("email", ("email",)), language)
    try:
        resuming.send_link(
            draft,
            email=email,
            language=body.locale or draft.version.locale,
            idempotency_key=idempotency_key,
        )
    except IdempotencyConflict as refused:
        raise conflict(refused, language) from refused
    except resuming.TooManyLinks as refused:
        words = messages.refusal("links_too_many", language)
        raise Busy("links_too_many", words, wait=int(resuming.A_DAY.total_seconds())) from refused
    return Status(202, None)


@router.delete(
    "/{token}/links/",
    response={204: None, 404: ProblemOut, 410: DraftSentOut, 422: ProblemOut},
    summary="Close the links to a draft",
)
def close_links(request: HttpRequest, token: str, locale: Locale = None) -> Status[None]:
    """Closes every link that was sent, but for the one that the request comes by."""
    draft = found(request, token, requested_locale(request, locale))
    resuming.close_links(draft, keep=token)
    return Status(204, None)
