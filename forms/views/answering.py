"""A draft, answered step by step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms import fields, presentation
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Draft, Submission, SurveyPage, SurveyVersion
from forms.services import drafts, invitations, merging, moves
from forms.views import saving
from forms.views.context import (
    UNPROCESSABLE,
    Verdict,
    closed,
    gone,
    judge,
    language_urls,
    onwards,
    path,
    posted_fields,
    step_context,
    step_url,
)
from forms.views.files import add_files
from forms.views.moving import go_on
from forms.views.rows import rows_asked_for

CONFLICT = 409
GO = "_go"
"""The button on the path that leads to another step, and keeps what is on this one."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A draft with the version it is being answered on, which may be another language of the one it began on."""

    draft: Draft
    version: SurveyVersion
    form: Form
    page: SurveyPage | None

    @property
    def until(self) -> datetime | None:
        """When the draft is deleted if nobody changes it."""
        return self.page.kept_until(self.draft.changed_at) if self.page else None

    @property
    def is_open(self) -> bool:
        return self.page is not None and self.page.is_open

    @property
    def goes_on_with(self) -> SurveyVersion | None:
        """The version to go on with, where this one is no longer accepted."""
        return moves.destination(self.version, self.page, get_language() or self.version.locale)


def find_answering(key: str, token: str) -> Answering | None:
    draft = drafts.find(token)
    if draft is None or draft.version.survey.key != key:
        return None
    version = drafts.in_language(draft.version, get_language() or draft.version.locale)
    return Answering(draft, version, version.form, SurveyPage.objects.answering(version))


def of_open_answers(
    view: Callable[[HttpRequest, Answering, str], HttpResponse],
) -> Callable[[HttpRequest, str, str], HttpResponse]:
    """Let `view` have the answers that the address opens, while the survey takes any; else say what became of them."""

    @wraps(view)
    def opening(request: HttpRequest, key: str, token: str) -> HttpResponse:
        answering = find_answering(key, token)
        if answering is None:
            return sent_or_gone(request, key, token)
        if not answering.is_open:
            return closed(request, answering.form.title, kept=True)
        return view(request, answering, token)

    return opening


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@saving.tells_the_script
def answer(request: HttpRequest, key: str, token: str, step: str) -> HttpResponse:
    """One step of a draft."""
    answering = find_answering(key, token)
    if answering is None:
        return sent_or_gone(request, key, token)
    form = answering.form
    here = form.step(step)
    if not answering.is_open:
        return _closed(request, answering, token, here)
    if here is None:
        return HttpResponseRedirect(reverse("surveys:review", args=[key, token]))
    if request.method == "POST":
        return _answered(request, answering, token, here)
    if (newer := answering.goes_on_with) is not None:
        return go_on(request, answering.draft, newer, token)
    outcome = evaluate(form, answering.draft.answers)
    if step not in outcome.steps:
        return HttpResponseRedirect(reverse("surveys:review", args=[key, token]))
    verdict = Verdict(outcome, errors="mend" in request.GET and bool(fields.error_links(form, outcome, here)))
    kept = drafts.Kept(answering.draft.answers, outcome)
    return show_step(request, answering, token, here, kept, verdict, saved="saved" in request.GET)


def _closed(request: HttpRequest, answering: Answering, token: str, step: Step | None) -> HttpResponse:
    """What was on its way as the survey closed stays with the draft, should the closing time be put off.

    Where a colleague has answered otherwise meanwhile, theirs stays, and what was typed here is shown to be copied.
    """
    form, draft = answering.form, answering.draft
    if request.method != "POST" or step is None:
        return closed(request, form.title, kept=True)
    posted = drafts.from_post(step.questions, posted_fields(request, step.questions))
    try:
        kept = drafts.answer_step(
            draft, version=answering.version, step=step, posted=posted, shown=request.POST.get(saving.SEEN)
        )
    except drafts.DraftGone:
        return sent_or_gone(request, form.key, token)
    unsaved = presentation.answers_in_words(form, kept.outcome, kept.answers, kept.conflicts)
    return closed(request, form.title, kept=True, unsaved=unsaved)


def _answered(request: HttpRequest, answering: Answering, token: str, step: Step) -> HttpResponse:
    form, draft = answering.form, answering.draft
    posted = drafts.from_post(step.questions, posted_fields(request, step.questions))
    only_save = saving.SAVE in request.POST
    posted, refused = add_files(request, form, step.questions, posted, survey=answering.version.survey, draft=draft)
    rows = rows_asked_for(request, step.questions, posted)
    posted = rows.answers if rows else posted
    shown = request.POST.get(saving.SEEN)
    try:
        kept = drafts.answer_step(
            draft, version=answering.version, step=step, posted=posted, shown=shown, finished=not only_save
        )
    except drafts.DraftGone:
        return sent_or_gone(request, form.key, token)
    if only_save and saving.in_json(request):
        return _told(answering, token, step, kept, shown or "")
    verdict = judge(request, form, step, kept.answers, kept.outcome, refused=refused, rows=rows)
    if only_save:
        told = saving.without_unanswered(form, verdict.outcome, kept.answers)
        verdict = Verdict(told, errors=bool(told.errors_of(step)))
    if kept.conflicts or rows or (verdict.show_again if not _leaves(request) else refused):
        goto = rows.goto if rows else ""
        return show_step(request, answering, token, step, kept, verdict, goto=goto, saved=only_save)
    if only_save:
        return HttpResponseRedirect(f"{step_url(form, token, step)}?saved")
    return _leads(request, form, kept.outcome, step, token)


def _leaves(request: HttpRequest) -> bool:
    """Whether the respondent goes elsewhere than on; what must be mended here is not told yet."""
    return "_back" in request.POST or GO in request.POST


def _leads(request: HttpRequest, form: Form, outcome: Outcome, step: Step, token: str) -> HttpResponse:
    if "_back" in request.POST:
        return HttpResponseRedirect(_previous(form, outcome, step, token))
    if (chosen := form.step(request.POST.get(GO, ""))) is not None:
        return HttpResponseRedirect(step_url(form, token, chosen))
    return onwards(form, outcome, step, token)


def _told(answering: Answering, token: str, step: Step, kept: drafts.Kept, shown: str) -> HttpResponse:
    """What the script is told that has saved the step."""
    form, draft = answering.form, answering.draft
    return saving.saved(
        place_of(answering.version, token, step),
        seen=saving.seen_after(step.questions, shown, draft.answers, kept),
        until=answering.until or draft.changed_at,
        conflicts=kept.conflicts,
        notice=saving.notice(saving.meanwhile(form, draft.answers, kept)) if kept.conflicts else "",
    )


def place_of(version: SurveyVersion, token: str, step: Step) -> saving.Place:
    """The addresses that a page goes on with whose answers are saved."""
    address = [version.survey.key, token, step.key]
    return saving.Place(
        page=reverse("surveys:answer", args=address),
        languages=language_urls(version.survey_id, "surveys:answer", address),
        link=reverse("surveys:send_link", args=address[:2]),
    )


def _previous(form: Form, outcome: Outcome, step: Step, token: str) -> str:
    before = outcome.steps[: outcome.steps.index(step.key)] if step.key in outcome.steps else outcome.steps
    return reverse("surveys:answer", args=[form.key, token, before[-1] if before else step.key])


def show_step(
    request: HttpRequest,
    answering: Answering,
    token: str,
    step: Step,
    kept: drafts.Kept,
    verdict: Verdict,
    *,
    goto: str = "",
    saved: bool = False,
) -> HttpResponse:
    """The step's page; `goto` names the row on which it opens, `saved` says that it was saved just now."""
    form, draft, place = answering.form, answering.draft, place_of(answering.version, token, step)
    until = answering.until or draft.changed_at
    if saved and not kept.conflicts:
        verdict = replace(verdict, said=saving.saved_words(until))
    context = {
        "path": path(form, verdict.outcome, step.key, draft.steps_done, token, go=GO),
        "action": place.page,
        "has_back": verdict.outcome.steps[:1] != (step.key,),
        "saves": True,
        "seen": merging.shown(step.questions, draft.answers),
        "kept_words": saving.kept_words(until),
        "link_url": place.link,
        "meanwhile": saving.meanwhile(form, draft.answers, kept) if kept.conflicts else [],
        "language_urls": place.languages,
        **step_context(form, step, kept.answers, verdict, goto=goto),
    }
    return render(request, "forms/step.html", context, status=_status(request, kept, verdict))


def _status(request: HttpRequest, kept: drafts.Kept, verdict: Verdict) -> int:
    if kept.conflicts:
        return CONFLICT
    return UNPROCESSABLE if verdict.errors and request.method == "POST" else 200


def sent_or_gone(request: HttpRequest, key: str, token: str) -> HttpResponse:
    submission = drafts.sent(key, token)
    if submission is None and invitations.is_closed(token):
        return HttpResponseRedirect(reverse("surveys:invitation", args=[key, token]))
    if submission is None:
        return gone(request, key)
    if saving.in_json(request):
        receipt = presentation.receipt_url(submission)
        return saving.not_saved(410, _("These answers have been sent already."), page=receipt)
    return to_receipt(submission)


def to_receipt(submission: Submission) -> HttpResponse:
    return HttpResponseRedirect(presentation.receipt_url(submission))
