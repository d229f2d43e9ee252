"""A survey's page: its first view, the same for everybody, and the first answers, which begin a draft."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.languages import urls_of_page
from forms import spam
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import SurveyPage, SurveyVersion
from forms.services import drafts, invitations, merging, versions
from forms.services.prefills import PARAMETER
from forms.services.refusals import InvitationNeeded
from forms.views import saving, uninvited
from forms.views.answering import answer, place_of
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
from forms.views.prefill import FILLED, below, carried, filled, prefilled
from forms.views.rows import rows_asked_for

LONGEST_NUMBER = 6
"""Digits of a version's number that are looked up."""


INVITATION = "_invitation"
"""The field that holds the token of the invitation with which the answers begin."""


def serve_survey(request: HttpRequest, page: SurveyPage) -> HttpResponse:
    """The survey's page: what it is about and its first step. The same for every visitor."""
    if page.live_version is None:
        return closed(request, page.title)
    form = page.live_version.form
    if not page.is_open:
        return closed(request, form.title)
    if page.invitation_only:
        return uninvited.needed(request, page)
    return first_view(request, page, form)


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


def first_view(request: HttpRequest, page: SurveyPage, form: Form, *, invitation: str = "") -> TemplateResponse:
    """The first step, with what the address fills in. Without parameters it is the same for everybody.

    `invitation` is the token of the one by which the survey was opened.
    """
    link = request.GET.get(PARAMETER, "")
    given, told = filled(form, link)
    answers = given | prefilled(form, request.GET)
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
            "saves": True,
            "carried": carried(form, step, answers, link if given else ""),
            "guard": {**spam.guard(page), "invitation": invitation},
            **step_context(form, step, answers, Verdict(outcome, said=told), level=3),
        },
    )
    if answers or link:
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
@saving.tells_the_script
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
    token = posted.get(INVITATION, [""])[-1]
    invited = _is_invited(page, token)
    if page.invitation_only and not invited:
        return uninvited.needed(request, page, found=invitations.find(token), status=uninvited.FORBIDDEN)
    version = _version_shown(posted, page)
    form = version.form
    step = first_step(form, evaluate(form, {}))
    if invited and (drafts.find(token) or drafts.sent(key, token)):
        return answer(request, key, token, step.key)
    questions = list(form.questions())
    answers = drafts.from_post(questions, posted)
    answers, refused = add_files(request, form, questions, answers, survey=version.survey, draft=None)
    rows = rows_asked_for(request, step.questions, answers)
    link = posted.get(FILLED, [""])[-1]
    given, _told = filled(form, link, late=True)
    answers = below(given, step, rows.answers if rows else answers)
    outcome = evaluate(form, answers)
    is_save = saving.SAVE in request.POST and not refused
    verdict = judge(request, form, step, answers, outcome, refused=refused, rows=rows)
    begins = is_save or not (rows or verdict.show_again)
    objection = spam.check(request, page) if begins else None
    if objection and saving.in_json(request):
        return spam.as_json(objection)
    if objection or not begins:
        context = {
            "path": path(form, outcome, step.key, [], None),
            "action": reverse("surveys:start", args=[form.key]),
            "has_back": False,
            "saves": True,
            "carried": carried(form, step, answers, link if given else ""),
            "guard": {**spam.guard(page, request), "invitation": token if invited else ""},
            "language_urls": language_urls(version.survey_id, "surveys:start", [form.key]),
            **step_context(form, step, answers, verdict, goto=rows.goto if rows else ""),
        }
        context |= {"message": objection.words} if objection else {}
        return spam.with_wait(render(request, "forms/step.html", context, status=status_of(verdict)), objection)
    try:
        draft, token = drafts.start(
            version=version,
            answers=answers,
            steps_done=[] if is_save else [step.key],
            token=token if invited else None,
        )
    except drafts.AlreadyBegun:
        # A second click, or a colleague with the same invitation: the post is one more to that draft.
        return answer(request, key, token, step.key)
    if is_save:
        seen = merging.shown(step.questions, draft.answers)
        return _saved(request, place_of(version, token, step), seen=seen, until=page.kept_until(draft.changed_at))
    return onwards(form, outcome, step, token)


def _saved(request: HttpRequest, place: saving.Place, *, seen: str, until: datetime) -> HttpResponse:
    """What follows on saving: the step of the draft that has begun, or for the script where it is."""
    if saving.in_json(request):
        return saving.saved(place, seen=seen, until=until)
    return HttpResponseRedirect(f"{place.page}?saved")


def _is_invited(page: SurveyPage, token: str) -> bool:
    try:
        invitations.check(page.live_version.survey, token)
    except InvitationNeeded:
        return False
    return True


def _version_shown(posted: Mapping[str, list[str]], page: SurveyPage) -> SurveyVersion:
    """The version on the page that was posted, on which the draft begins; it moves if it is no longer accepted."""
    number = posted.get("_version", [""])[-1]
    if len(number) > LONGEST_NUMBER or not number.isascii() or not number.isdigit():
        return page.live_version
    return versions.find(page, int(number)) or page.live_version
