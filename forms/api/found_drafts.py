"""The draft that a token in an address opens, and how the API shows it."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from ninja import Schema
from pydantic import Field, JsonValue

from cms.problems import Problem, ProblemItem, ProblemOut
from forms import messages
from forms.api.problems import declined
from forms.api.submissions import receipt_url
from forms.engine.errors import pointer
from forms.models import Draft
from forms.services import draft_changes, drafts
from forms.services.lifetimes import kept_until


class DraftOut(Schema):
    """Answers that are kept until they are sent. They may be incomplete, and some may have to be mended."""

    token: str = Field(description="Opens the draft for whoever has it; the one that the request came with")
    survey: str = Field(description="The survey's key")
    version: int
    locale: str
    answers: dict[str, JsonValue] = Field(description="Canonical where they hold, else as they were given")
    steps_done: list[str]
    changed_at: datetime
    kept_until: datetime = Field(description="When it is deleted if nobody changes it")
    url: str = Field(description="The page on which the answers are gone on with; opens them for whoever has it")


class DraftSentOut(ProblemOut):
    """The draft was sent; `receipt` is where it is read."""

    receipt: str


class DraftChangedOut(ProblemOut):
    """The draft is not as the caller takes it to be; `errors` point to what is in dispute, `current` is as it is."""

    current: DraftOut


def found(request: HttpRequest, token: str, language: str) -> Draft:
    """The draft that `token` opens. Raises Problem where it was sent, or where there is none."""
    draft = drafts.find(token)
    if draft is None:
        raise gone(request, token, language)
    return draft


def gone(request: HttpRequest, token: str, language: str) -> Problem:
    """What is said of a draft that is not there."""
    submission = draft_changes.submission_of(token)
    if submission is None:
        return declined(404, "draft_unknown", language)
    words = messages.refusal("draft_sent", language)
    return Problem(410, "draft_sent", words, more={"receipt": receipt_url(request, submission)})


def draft_out(request: HttpRequest, draft: Draft, token: str) -> DraftOut:
    version = draft.version
    with override(version.locale):
        url = request.build_absolute_uri(reverse("surveys:resume", args=[version.survey.key, token]))
    return DraftOut(
        token=token,
        survey=version.survey.key,
        version=version.number,
        locale=version.locale,
        answers=draft.answers,
        steps_done=draft.steps_done,
        changed_at=draft.changed_at,
        kept_until=kept_until(draft),
        url=url,
    )


def tag(draft: Draft) -> str:
    return f'"{draft_changes.state(draft)}"'


def tagged(response: HttpResponse, draft: Draft) -> None:
    """The headers of an answer that shows `draft`, which nobody keeps."""
    response["ETag"] = tag(draft)
    response["Cache-Control"] = "private, no-store"


def known_states(header: str | None) -> list[str] | None:
    """The states that `If-Match` names; None where it says nothing, or anything will do.

    A tag that a compressing proxy has made weak counts all the same: it was made of the answers and not of the bytes.
    """
    tags = [each.strip().removeprefix("W/") for each in (header or "").split(",") if each.strip()]
    return None if not tags or "*" in tags else [each.strip('"') for each in tags]


def changed(request: HttpRequest, refused: draft_changes.AnswersChanged, token: str, language: str) -> Problem:
    code, words = "draft_changed", messages.refusal("draft_changed", language)
    items = [ProblemItem(code=code, pointer=pointer("answers", key), detail=words) for key in refused.keys]
    current = draft_out(request, refused.draft, token).model_dump(mode="json")
    return Problem(412, code, words, items, more={"current": current}, headers={"ETag": tag(refused.draft)})
