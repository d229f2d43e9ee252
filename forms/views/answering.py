"""A draft, answered step by step."""

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
from forms.services import drafts
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
    if not answering.is_open:
        return closed(request, form.title)
    here = form.step(step)
    if here is None:
        return HttpResponseRedirect(reverse("surveys:review", args=[key, token]))
    if request.method == "POST":
        return _answered(request, answering, token, here)
    outcome = evaluate(form, answering.draft.answers)
    if step not in outcome.steps:
        return HttpResponseRedirect(reverse("surveys:review", args=[key, token]))
    verdict = Verdict(outcome, errors="mend" in request.GET and bool(fields.error_links(form, outcome, here)))
    return show_step(request, answering, token, here, answering.draft.answers, verdict)


def _answered(request: HttpRequest, answering: Answering, token: str, step: Step) -> HttpResponse:
    form = answering.form
    posted = drafts.from_post(step.questions, posted_fields(request))
    try:
        answers, outcome = drafts.answer_step(answering.draft, version=answering.version, step=step, posted=posted)
    except drafts.DraftGone:
        return sent_or_gone(request, form.key, token)
    if "_back" in request.POST:
        return HttpResponseRedirect(_previous(form, outcome, step, token))
    verdict = judge(request, step, outcome)
    if verdict.show_again:
        return show_step(request, answering, token, step, answers, verdict)
    return onwards(form, outcome, step, token)


def _previous(form: Form, outcome: Outcome, step: Step, token: str) -> str:
    before = outcome.steps[: outcome.steps.index(step.key)] if step.key in outcome.steps else outcome.steps
    return reverse("surveys:answer", args=[form.key, token, before[-1] if before else step.key])


def show_step(
    request: HttpRequest, answering: Answering, token: str, step: Step, answers: Answers, verdict: Verdict
) -> HttpResponse:
    form = answering.form
    address = [form.key, token, step.key]
    context = {
        "path": path(form, verdict.outcome, step.key, answering.draft.steps_done, token),
        "action": reverse("surveys:answer", args=address),
        "has_back": verdict.outcome.steps[:1] != (step.key,),
        "saved": True,
        "language_urls": language_urls(answering.version.survey_id, "surveys:answer", address),
        **step_context(form, step, answers, verdict),
    }
    return render(request, "forms/step.html", context, status=status_of(verdict) if request.method == "POST" else 200)


def sent_or_gone(request: HttpRequest, key: str, token: str) -> HttpResponse:
    submission = drafts.sent(key, token)
    return to_receipt(submission) if submission else gone(request, key)


def to_receipt(submission: Submission) -> HttpResponse:
    return HttpResponseRedirect(presentation.receipt_url(submission))
