"""Drafts whose version is no longer accepted, and what going on with the live one means for them."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from cms.problems import Locale, ProblemOut, requested_locale
from forms.api.found_drafts import DraftOut, DraftSentOut, draft_out, found, gone, tagged
from forms.api.problems import COMMON, ConflictOut, declined, stale
from forms.models import Draft, SurveyPage, SurveyVersion
from forms.services import drafts, moves
from forms.services.moves import Move, destination
from forms.services.refusals import SurveyClosed

router = Router(tags=["drafts"])


class LostOut(Schema):
    """An answer that does not come along, in the words of the version it was given on."""

    key: str
    label: str
    value: list[str]


class LookOut(Schema):
    """A question to look at again: it is `new`, was `changed`, or has other `words`."""

    key: str
    label: str
    why: str


class MoveIn(Schema, extra="forbid"):
    version: int
    locale: str | None = None


class PlanOut(Schema):
    """What going on with `version` comes to; null where the draft's own version is still accepted."""

    version: int | None
    lost: list[LostOut]
    look_at: list[LookOut]


class MoveOut(DraftOut):
    lost: list[LostOut]
    look_at: list[LookOut]


@router.get(
    "/{token}/move/",
    response={200: PlanOut, 404: ProblemOut, 409: ConflictOut, 410: DraftSentOut, 422: ProblemOut},
    summary="What moving a draft would mean",
)
def plan_move(request: HttpRequest, response: HttpResponse, token: str, locale: Locale = None) -> PlanOut:
    """Changes nothing: the respondent reads first what is lost and what to look at again."""
    language = requested_locale(request, locale)
    draft = found(request, token, language)
    response["Cache-Control"] = "private, no-store"
    version = _goes_on_with(draft, locale or draft.version.locale, language)
    if version is None:
        return PlanOut(version=None, lost=[], look_at=[])
    move = moves.plan(draft, version)
    return PlanOut(version=version.number, lost=_lost(move), look_at=_look_at(move))


@router.post(
    "/{token}/move/",
    response={200: MoveOut, **COMMON, 409: ConflictOut, 410: DraftSentOut},
    summary="Move a draft to the live version",
)
def move_draft(
    request: HttpRequest, response: HttpResponse, token: str, body: MoveIn, locale: Locale = None
) -> MoveOut:
    """Lets the draft go on with the live version, which is to be named. Asked for twice, nothing more happens."""
    language = requested_locale(request, body.locale, locale)
    draft = found(request, token, language)
    version = _goes_on_with(draft, body.locale or draft.version.locale, language)
    move = None
    if version is None:
        if body.version != draft.version.number:
            raise stale(draft.version.number, language)
    elif body.version != version.number:
        raise stale(version.number, language)
    else:
        try:
            move = moves.carry_out(draft, version)
        except drafts.DraftGone as refused:
            raise gone(request, token, language) from refused
        draft = found(request, token, language)
    tagged(response, draft)
    shown = draft_out(request, draft, token).model_dump()
    return MoveOut(**shown, lost=_lost(move) if move else [], look_at=_look_at(move) if move else [])


def _goes_on_with(draft: Draft, locale: str, language: str) -> SurveyVersion | None:
    """The version to go on with; None while the draft's own is accepted. Raises Problem."""
    page = SurveyPage.objects.answering(draft.version)
    if page is None or not page.is_open:
        raise declined(409, SurveyClosed.code, language)
    return destination(draft.version, page, locale)


def _lost(move: Move) -> list[LostOut]:
    return [LostOut(key=row.key, label=row.label, value=list(row.value)) for row in move.lost]


def _look_at(move: Move) -> list[LookOut]:
    return [LookOut(key=look.key, label=look.label, why=look.why.value) for look in move.look_at]
