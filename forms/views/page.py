"""A survey's page: its first view, the same for everybody, and the first answers, which begin a draft."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.languages import urls_of_page
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import SurveyPage, SurveyVersion
from forms.services import drafts, versions
from forms.views.context import (
    Verdict,
    closed,
    first_step,
    judge,
    language_urls,
    onwards,
    path,
    posted_fields,
    status_of,
    step_context,
    survey_words,
)
from forms.views.files import add_files
from forms.views.prefill import carried, prefilled
from forms.views.rows import rows_asked_for

LONGEST_NUMBER = 6
"""Digits of a version's number that are looked up."""


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
            "steps": [step_context(form, step, {}, Verdict(outcome), level=3, remember=False) for step in form.steps],
        },
    )


def _first_view(request: HttpRequest, page: SurveyPage, form: Form) -> HttpResponse:
    """The first step, with what the address fills in. Without parameters it is the same for everybody."""
    answers = prefilled(form, request.GET)
    outcome = evaluate(form, answers)
    step = first_step(form, outcome)
    response = TemplateResponse(
        request,
        "forms/survey_page.html",
        {
            "page": page,
            "path": path(form, outcome, step.key, [], None),
            "action": reverse("surveys:start", args=[form.key]),
            "has_back": False,
            "carried": carried(form, step, answers),
            **step_context(form, step, answers, Verdict(outcome), level=3),
        },
    )
    if answers:
        add_never_cache_headers(response)
        urls = urls_of_page(request, page)
        response.context_data["language_urls"] = {
            code: f"{url}?{request.GET.urlencode()}" for code, url in urls.items()
        }
    return response


def _live_page(key: str) -> SurveyPage:
    pages = SurveyPage.objects.live().filter(locale__language_code=get_language())
    return get_object_or_404(pages.select_related("live_version__survey"), key=key, live_version__isnull=False)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, key: str) -> HttpResponse:
    """The first step's answers, which begin a draft once they hold. Who may not see the page is sent to its door."""
    page = _live_page(key)
    if request.method != "POST":
        return HttpResponseRedirect(page.url)
    if not all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        return HttpResponseRedirect(page.url)
    if not page.is_open:
        return closed(request, page.live_version.form.title)
    posted = posted_fields(request, page.live_version.form.questions())
    version = _version_shown(posted, page)
    form = version.form
    step = first_step(form, evaluate(form, {}))
    questions = list(form.questions())
    answers = drafts.from_post(questions, posted)
    answers, refused = add_files(request, form, questions, answers, survey=version.survey, draft=None)
    rows = rows_asked_for(request, step.questions, answers)
    answers = rows.answers if rows else answers
    outcome = evaluate(form, answers)
    verdict = judge(request, form, step, answers, outcome, refused=refused, rows=rows)
    if rows or verdict.show_again:
        context = {
            "path": path(form, outcome, step.key, [], None),
            "action": reverse("surveys:start", args=[form.key]),
            "has_back": False,
            "carried": carried(form, step, answers),
            "language_urls": language_urls(version.survey_id, "surveys:start", [form.key]),
            **step_context(form, step, answers, verdict, goto=rows.goto if rows else ""),
        }
        return render(request, "forms/step.html", context, status=status_of(verdict))
    _draft, token = drafts.start(version=version, answers=answers, steps_done=[step.key])
    return onwards(form, outcome, step, token)


def _version_shown(posted: Mapping[str, list[str]], page: SurveyPage) -> SurveyVersion:
    """The version on the page that was posted, on which the draft begins; it moves if it is no longer accepted."""
    number = posted.get("_version", [""])[-1]
    if len(number) > LONGEST_NUMBER or not number.isascii() or not number.isdigit():
        return page.live_version
    return versions.find(page, int(number)) or page.live_version
