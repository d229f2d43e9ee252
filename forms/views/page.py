"""A survey's page: its first view, the same for everybody, and the first answers, which begin a draft."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import SurveyPage
from forms.services import drafts
from forms.views.context import (
    Verdict,
    closed,
    judge,
    language_urls,
    onwards,
    path,
    posted_fields,
    status_of,
    step_context,
    survey_words,
)


def serve_survey(request: HttpRequest, page: SurveyPage) -> HttpResponse:
    """The survey's page: what it is about and its first step. The same for every visitor."""
    if page.live_version is None:
        return closed(request, page.title)
    form = page.live_version.form
    if not page.is_open:
        return closed(request, form.title)
    return _first_view(request, page, form)


def preview_survey(request: HttpRequest, page: SurveyPage, form: Form) -> HttpResponse:
    """Every step of a survey that is being built, one after another."""
    outcome = evaluate(form, {})
    return TemplateResponse(
        request,
        "forms/preview.html",
        {
            "page": page,
            "survey": survey_words(form),
            "steps": [step_context(form, step, {}, Verdict(outcome)) for step in form.steps],
        },
    )


def _first_view(request: HttpRequest, page: SurveyPage, form: Form) -> HttpResponse:
    outcome = evaluate(form, {})
    step = next(step for step in form.steps if step.key in outcome.steps)
    return TemplateResponse(
        request,
        "forms/survey_page.html",
        {
            "page": page,
            "path": path(form, outcome, step.key, [], None),
            "action": reverse("surveys:start", args=[form.key]),
            "has_back": False,
            **step_context(form, step, {}, Verdict(outcome)),
        },
    )


def _live_page(key: str) -> SurveyPage:
    pages = SurveyPage.objects.live().filter(locale__language_code=get_language())
    return get_object_or_404(pages.select_related("live_version__survey"), key=key, live_version__isnull=False)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, key: str) -> HttpResponse:
    """The first step's answers, which begin a draft once they hold."""
    page = _live_page(key)
    if request.method != "POST":
        return HttpResponseRedirect(page.url)
    version = page.live_version
    assert version is not None  # noqa: S101  (by the query)
    form = version.form
    if not page.is_open:
        return closed(request, form.title)
    step = next(step for step in form.steps if step.key in evaluate(form, {}).steps)
    posted = drafts.from_post(step, posted_fields(request))
    answers = drafts.merged(form, {}, step, posted)
    outcome = evaluate(form, answers)
    verdict = judge(request, step, outcome, form.version)
    if verdict.show_again:
        context = {
            "path": path(form, outcome, step.key, [], None),
            "action": reverse("surveys:start", args=[form.key]),
            "has_back": False,
            "language_urls": language_urls(version.survey_id, "surveys:start", [form.key]),
            **step_context(form, step, answers, verdict),
        }
        return render(request, "forms/step.html", context, status=status_of(verdict))
    token = drafts.start(version=version, answers=answers, steps_done=[step.key])
    return onwards(form, outcome, step, token)
