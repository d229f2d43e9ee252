"""A draft, answered step by step."""

from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms import fields, presentation
from forms.engine.base import Answers
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Draft, Submission, SurveyPage, SurveyVersion
from forms.services import drafts, moves
from forms.views.context import (
    Verdict,
    closed,
    gone,
    judge,
    language_urls,
    onwards,
    path,
    posted_fields,
    status_of,
    step_context,
)
from forms.views.files import add_files
from forms.views.moving import go_on
from forms.views.rows import rows_asked_for


@dataclass(frozen=True, slots=True)
class Answering:
    """A draft with the version it is being answered on, which may be another language of the one it began on."""

    draft: Draft
    version: SurveyVersion
    form: Form
    page: SurveyPage | None

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


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str, token: str, step: str) -> HttpResponse:
    """One step of a draft."""
    answering = find_answering(key, token)
    if answering is None:
        return sent_or_gone(request, key, token)
    form = answering.form
    here = form.step(step)
    if not answering.is_open:
        return _closed(request, answering, here)
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
    return show_step(request, answering, token, here, answering.draft.answers, verdict)


def _closed(request: HttpRequest, answering: Answering, step: Step | None) -> HttpResponse:
    """What was on its way as the survey closed stays with the draft, should the closing time be put off."""
    if request.method == "POST" and answering.page is not None and step is not None:
        posted = drafts.from_post(step.questions, posted_fields(request, step.questions))
        with suppress(drafts.DraftGone):
            drafts.answer_step(answering.draft, version=answering.version, step=step, posted=posted)
    return closed(request, answering.form.title, kept=True)


def _answered(request: HttpRequest, answering: Answering, token: str, step: Step) -> HttpResponse:
    form, draft = answering.form, answering.draft
    posted = drafts.from_post(step.questions, posted_fields(request, step.questions))
    posted, refused = add_files(request, form, step.questions, posted, survey=answering.version.survey, draft=draft)
    rows = rows_asked_for(request, step.questions, posted)
    posted = rows.answers if rows else posted
    try:
        kept = drafts.answer_step(draft, version=answering.version, step=step, posted=posted)
    except drafts.DraftGone:
        return sent_or_gone(request, form.key, token)
    answers, outcome = kept.answers, kept.outcome
    verdict = judge(request, form, step, answers, outcome, refused=refused, rows=rows)
    if "_back" in request.POST and not refused:
        return HttpResponseRedirect(_previous(form, outcome, step, token))
    if rows or verdict.show_again:
        return show_step(request, answering, token, step, answers, verdict, goto=rows.goto if rows else "")
    return onwards(form, outcome, step, token)


def _previous(form: Form, outcome: Outcome, step: Step, token: str) -> str:
    before = outcome.steps[: outcome.steps.index(step.key)] if step.key in outcome.steps else outcome.steps
    return reverse("surveys:answer", args=[form.key, token, before[-1] if before else step.key])


def show_step(
    request: HttpRequest,
    answering: Answering,
    token: str,
    step: Step,
    answers: Answers,
    verdict: Verdict,
    *,
    goto: str = "",
) -> HttpResponse:
    """The step's page; `goto` names the row on which it opens."""
    form = answering.form
    address = [form.key, token, step.key]
    context = {
        "path": path(form, verdict.outcome, step.key, answering.draft.steps_done, token),
        "action": reverse("surveys:answer", args=address),
        "has_back": verdict.outcome.steps[:1] != (step.key,),
        "saved": True,
        "language_urls": language_urls(answering.version.survey_id, "surveys:answer", address),
        **step_context(form, step, answers, verdict, goto=goto),
    }
    return render(request, "forms/step.html", context, status=status_of(verdict) if request.method == "POST" else 200)


def sent_or_gone(request: HttpRequest, key: str, token: str) -> HttpResponse:
    submission = drafts.sent(key, token)
    return to_receipt(submission) if submission else gone(request, key)


def to_receipt(submission: Submission) -> HttpResponse:
    return HttpResponseRedirect(presentation.receipt_url(submission))
