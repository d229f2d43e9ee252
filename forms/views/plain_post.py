"""The door for a plain HTML form on any website: `POST /f/<key>/`, without a script and without a page of ours before.

Its fields are named as those of our own forms. A field whose name begins with an underscore says how to go about it:
`_locale`, `_next`, `_mode`, `_id`, `_invitation`. Every other field that no question has is passed over.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import activate, get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.languages import CODES
from cms.throttling import address_of
from forms import presentation, spam
from forms.engine.base import Json
from forms.engine.errors import AnswerError
from forms.engine.evaluate import evaluate
from forms.models import Submission, SurveyPage
from forms.services import drafts, invitations, plain_posts
from forms.services.refusals import AnswersRefused, IdempotencyConflict, InvitationNeeded, SurveyClosed
from forms.services.submissions import submit
from forms.spam import trap
from forms.tokens import hashed
from forms.views.answering import Answering, show_step
from forms.views.context import Verdict, closed, first_step, posted_fields, step_url
from forms.views.files import add_files
from forms.views.page import INVITATION

SEE_OTHER = 303
LONGEST_ID = 180
LONGEST_ADDRESS = 2000
SHARED = ("_mode",)
"""Fields that begin with an underscore and tell one post from another all the same."""


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plain_post(request: HttpRequest, key: str) -> HttpResponse:
    """Take in the answers of a form elsewhere; what must be mended is mended on our own pages."""
    pages = _published(key)
    if not pages:
        return render(request, "forms/plain_unknown.html", {"language_urls": {}}, status=404)
    page = pages.get(get_language_from_request(request)) or next(iter(pages.values()))
    if request.method != "POST":
        return HttpResponseRedirect(page.url)
    posted = posted_fields(request, page.live_version.form.questions())
    page = pages.get(_last(posted, "_locale")) or page
    activate(page.live_version.locale)
    invitation = _invitation(page, posted)
    if (refusal := _refusal(request, page, invitation)) is not None:
        return refusal
    return _take(request, page, posted, invitation)


def _published(key: str) -> dict[str, SurveyPage]:
    """The survey's pages by language, in the order of the site's languages."""
    found = {page.live_version.locale: page for page in SurveyPage.objects.published().filter(key=key)}
    return {code: found[code] for code in CODES if code in found}


def _invitation(page: SurveyPage, posted: Mapping[str, list[str]]) -> str:
    """The token of the invitation with which the answers come; empty where there is none that holds.

    One whose answers were sent already leads to their receipt, and one that has ended meanwhile does so too.
    """
    token = _last(posted, INVITATION)
    survey = page.live_version.survey
    return token if token and (invitations.lets_begin(survey, token) or drafts.sent(page.key, token)) else ""


def _last(posted: Mapping[str, list[str]], name: str) -> str:
    return posted.get(name, [""])[-1]


def _refusal(request: HttpRequest, page: SurveyPage, invitation: str) -> HttpResponse | None:
    """Why nothing is taken in, whatever the answers are."""
    title = page.live_version.form.title
    if not page.is_open:
        return closed(request, title)
    context = {"survey": {"title": title}, "survey_url": page.url, "language_urls": {}}
    if page.invitation_only and not invitation:
        return _uninvited(request, page)
    # Browsers that name no origin are old; whoever is no browser can name any.
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() not in _origins(request, page):
        return render(request, "forms/plain_refused.html", context | {"reason": "origin", "origin": origin}, status=403)
    if (objection := spam.check_sending(request, page.key)) is not None:
        refused = render(request, "forms/plain_refused.html", context | {"reason": "wait"}, status=429)
        return spam.with_wait(refused, objection)
    return None


def _uninvited(request: HttpRequest, page: SurveyPage) -> HttpResponse:
    context = {"survey": {"title": page.live_version.form.title}, "reason": "invitation", "language_urls": {}}
    return render(request, "forms/plain_refused.html", context, status=403)


def _origins(request: HttpRequest, page: SurveyPage) -> set[str]:
    """The web origins whose forms may post to the survey, and to which it may lead back: our own, and those listed."""
    base = urlsplit(settings.BASE_URL)
    own = {f"{request.scheme}://{request.get_host()}".lower(), f"{base.scheme}://{base.netloc}".lower()}
    return own.union(page.allowed_origins)


def _take(request: HttpRequest, page: SurveyPage, posted: Mapping[str, list[str]], invitation: str) -> HttpResponse:
    version = page.live_version
    form = version.form
    keys = [drafts.draft_key(hashed(invitation))] if invitation else _keys(request, posted)
    if (before := plain_posts.earlier(form.key, keys)) is not None:
        return _onwards(request, page, posted, before)
    if invitation and drafts.find(invitation):
        return _begun_before(request, page, invitation)
    questions = list(form.questions())
    answers = drafts.from_post(questions, posted)
    if trap.caught(request.POST.dict()):
        return _to_mend(request, page, answers, invitation, without_files=bool(request.FILES))
    answers, refused = add_files(request, form, questions, answers, survey=version.survey, draft=None)
    if refused:
        return _to_mend(request, page, answers, invitation, refused)
    mode = _last(posted, "_mode")
    try:
        received = submit(
            version=version,
            answers=answers,
            door=Submission.Door.FORM,
            mode=mode if mode in {each.value for each in form.modes} else "",
            idempotency_key=keys[0],
        )
    except AnswersRefused:
        return _to_mend(request, page, answers, invitation)
    except InvitationNeeded:
        return _uninvited(request, page)
    except SurveyClosed:
        return closed(request, form.title)
    except IdempotencyConflict:
        # The same files, received twice at the same moment, have other ids.
        before = plain_posts.earlier(form.key, keys)
        return _onwards(request, page, posted, before) if before else _to_mend(request, page, answers, invitation)
    return _onwards(request, page, posted, received.submission)


def _begun_before(request: HttpRequest, page: SurveyPage, invitation: str) -> HttpResponse:
    """The invitation's answers have been begun on our pages: nothing that anybody wrote there is overruled."""
    address = reverse("surveys:invitation", args=[page.key, invitation])
    context = {"survey": {"title": page.live_version.form.title}, "survey_url": address, "language_urls": {}}
    return render(request, "forms/plain_refused.html", context | {"reason": "begun"}, status=409)


def _keys(request: HttpRequest, posted: Mapping[str, list[str]]) -> list[str]:
    said = {name: values for name, values in posted.items() if not name.startswith("_") or name in SHARED}
    files = [(name, file) for name, given in request.FILES.lists() for file in given]
    headers = (request.headers.get(name, "") for name in ("User-Agent", "Accept-Language"))
    sender = "\n".join([address_of(request), *headers])
    return plain_posts.post_keys(said, files, own_id=_last(posted, "_id")[:LONGEST_ID], sender=sender)


def _to_mend(
    request: HttpRequest,
    page: SurveyPage,
    answers: dict[str, Json],
    invitation: str,
    refused: Iterable[AnswerError] = (),
    *,
    without_files: bool = False,
) -> HttpResponse:
    """A draft with everything that was posted, and the way to the first step on which something must be mended.

    A file that was refused is kept nowhere, so that step is shown at once to say so; `without_files` where none was
    taken in.
    """
    version = page.live_version
    form = version.form
    outcome = evaluate(form, answers)
    wrong = [step for step in form.steps if step.key in outcome.steps and outcome.errors_of(step)]
    done = [key for key in outcome.steps if key not in {step.key for step in wrong}]
    chosen = {name.partition(":")[0] for name in request.FILES} if without_files else {str(e.path[0]) for e in refused}
    files = next((step for step in form.steps if chosen & step.question_keys), None)
    if files is not None:
        done = [key for key in done if key != files.key]
    try:
        draft, token = drafts.start(version=version, answers=answers, steps_done=done, token=invitation or None)
    except drafts.AlreadyBegun:
        return _begun_before(request, page, invitation)
    if files is not None:
        told = replace(outcome, errors=(*outcome.errors, *refused))
        said = _("No file was taken in. Choose your files again.") if without_files else ""
        verdict = Verdict(told, errors=bool(told.errors_of(files)), said=said)
        kept = drafts.Kept(draft.answers, outcome)
        return show_step(request, Answering(draft, version, form, page), token, files, kept, verdict)
    here = wrong[0] if wrong else first_step(form, outcome)
    return HttpResponseRedirect(f"{step_url(form, token, here)}?mend", status=SEE_OTHER)


def _onwards(
    request: HttpRequest, page: SurveyPage, posted: Mapping[str, list[str]], submission: Submission
) -> HttpResponse:
    """To the page that the form names, with the submission's reference; else to the receipt."""
    wanted = _last(posted, "_next")
    if not _may_lead_to(wanted, _origins(request, page)):
        return HttpResponseRedirect(presentation.receipt_url(submission), status=SEE_OTHER)
    address = urlsplit(wanted)
    query = urlencode([*parse_qsl(address.query, keep_blank_values=True), ("reference", submission.reference)])
    return HttpResponseRedirect(urlunsplit(address._replace(query=query)), status=SEE_OTHER)


def _may_lead_to(address: str, origins: Container[str]) -> bool:
    """Whether `address` is a whole address on one of `origins`, read by every browser as it is read here."""
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or not address.isascii():
        return False
    if "\\" in address or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return f"{parts.scheme}://{parts.netloc}".lower() in origins
