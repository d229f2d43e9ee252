"""A survey's page: its first view, the same for everybody, and the first answers, which begin a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.languages import urls_of_page
from forms import spam
from forms.engine.base import Answers
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.models import SurveyPage, SurveyVersion
from forms.services import drafts, invitations, merging, versions
from forms.services.prefills import PARAMETER
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
PAGE_KEY = "_draft"
"""The field in which a script names the page it runs on, so that the page begins one draft and no more."""


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


@dataclass(frozen=True, slots=True)
class First:
    """The post of a first page. `token` is that of the draft it is to begin, where it is known before."""

    request: HttpRequest
    page: SurveyPage
    version: SurveyVersion
    posted: Mapping[str, list[str]]
    invitation: str
    token: str

    @property
    def form(self) -> Form:
        return self.version.form

    @property
    def step(self) -> Step:
        return first_step(self.form, evaluate(self.form, {}))

    @property
    def only_saves(self) -> bool:
        return saving.SAVE in self.request.POST


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@saving.tells_the_script
def start(request: HttpRequest, key: str) -> HttpResponse:
    """The first step's answers, which begin a draft once they hold. Who may not see the page is sent to its door."""
    page = _live_page(key)
    seen = all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
    if request.method != "POST" or not seen:
        return HttpResponseRedirect(page.url)
    if not page.is_open:
        return closed(request, page.live_version.form.title)
    posted = posted_fields(request, page.live_version.form.questions())
    invitation = _last(posted, INVITATION)
    invited = invitations.lets_begin(page.live_version.survey, invitation)
    if page.invitation_only and not invited:
        return uninvited.needed(request, page, found=invitations.find(invitation), status=uninvited.FORBIDDEN)
    token = invitation if invited else drafts.token_of(key, _last(posted, PAGE_KEY))
    first = First(request, page, _version_shown(posted, page), posted, invitation if invited else "", token)
    if token and drafts.find(token):
        return answer(request, key, token, first.step.key)
    if token and drafts.sent(key, token):
        if invited:
            return answer(request, key, token, first.step.key)
        # The page was opened again after sending: what it posts now are other answers.
        first = replace(first, token="")
    return _begin(first)


def _begin(first: First) -> HttpResponse:
    """Begin a draft, or show the page again. Files are taken in only once nothing speaks against beginning."""
    request, page, form, step = first.request, first.page, first.form, first.step
    questions = list(form.questions())
    objection = spam.check(request, page) if request.FILES else None
    answers, refused = drafts.from_post(questions, first.posted), []
    if objection is None:
        answers, refused = add_files(request, form, questions, answers, survey=first.version.survey, draft=None)
    rows = rows_asked_for(request, step.questions, answers)
    given, _told = filled(form, _last(first.posted, FILLED), late=True)
    answers = below(given, step, rows.answers if rows else answers)
    outcome = evaluate(form, answers)
    verdict = judge(request, form, step, answers, outcome, refused=refused, rows=rows)
    begins = (first.only_saves and not refused) or not (rows or verdict.show_again)
    if begins and not request.FILES:
        objection = spam.check(request, page)
    if objection and saving.in_json(request):
        return spam.as_json(objection)
    if objection and first.only_saves and not refused:
        verdict = Verdict(outcome)  # who saves is not asked for the rest yet
    if objection or not begins:
        again = _first_again(first, answers, verdict, goto=rows.goto if rows else "", is_filled=bool(given))
        again |= {"message": _words(request, objection)} if objection else {}
        return spam.with_wait(render(request, "forms/step.html", again, status=status_of(verdict)), objection)
    return _begun(first, answers, outcome, done=not (first.only_saves and not refused))


def _words(request: HttpRequest, objection: spam.Objection) -> str:
    files = _("Choose your files again first.")
    return f"{objection.words} {files}" if request.FILES else objection.words


def _first_again(first: First, answers: Answers, verdict: Verdict, *, goto: str, is_filled: bool) -> dict[str, object]:
    """What the first page shows that is shown once more."""
    form, step, key = first.form, first.step, first.form.key
    opened_by = ("surveys:invitation", [key, first.invitation]) if first.invitation else ("surveys:start", [key])
    names = {"invitation": first.invitation, "draft": _last(first.posted, PAGE_KEY)}
    return {
        "path": path(form, verdict.outcome, step.key, [], None),
        "action": reverse("surveys:start", args=[key]),
        "has_back": False,
        "saves": True,
        "carried": carried(form, step, answers, _last(first.posted, FILLED) if is_filled else ""),
        "guard": {**spam.guard(first.page, first.request), **names},
        "language_urls": language_urls(first.version.survey_id, *opened_by),
        **step_context(form, step, answers, verdict, goto=goto),
    }


def _begun(first: First, answers: Answers, outcome: Outcome, *, done: bool) -> HttpResponse:
    """Begin the draft, with its first step `done` or only saved, and go on from there."""
    step = first.step
    try:
        draft, token = drafts.start(
            version=first.version,
            answers=answers,
            steps_done=[step.key] if done else [],
            token=first.token or None,
        )
    except drafts.AlreadyBegun:
        # A second click, or a colleague with the same invitation: the post is one more to that draft.
        return answer(first.request, first.form.key, first.token, step.key)
    if done:
        return onwards(first.form, outcome, step, token)
    until, seen = first.page.kept_until(draft.changed_at), merging.shown(step.questions, draft.answers)
    return _saved(first.request, place_of(first.version, token, step), seen=seen, until=until)


def _saved(request: HttpRequest, place: saving.Place, *, seen: str, until: datetime) -> HttpResponse:
    """What follows on saving: the step of the draft that has begun, or for the script where it is."""
    if saving.in_json(request):
        return saving.saved(place, seen=seen, until=until)
    return HttpResponseRedirect(f"{place.page}?saved")


def _last(posted: Mapping[str, list[str]], name: str) -> str:
    return posted.get(name, [""])[-1]


def _version_shown(posted: Mapping[str, list[str]], page: SurveyPage) -> SurveyVersion:
    """The version on the page that was posted, on which the draft begins; it moves if it is no longer accepted."""
    number = _last(posted, "_version")
    if len(number) > LONGEST_NUMBER or not number.isascii() or not number.isdigit():
        return page.live_version
    return versions.find(page, int(number)) or page.live_version
