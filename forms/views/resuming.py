"""Going on later: a link by e-mail that opens the answers where they were left, and the closing of such links."""

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from forms import fields
from forms.engine.evaluate import evaluate
from forms.engine.questions.text import EMAIL
from forms.models import SurveyEmail
from forms.services import draft_links, resuming
from forms.services.lifetimes import kept_until
from forms.views.answering import Answering, find_answering, of_open_answers, sent_or_gone
from forms.views.context import UNPROCESSABLE, language_urls, survey_words

TOO_MANY = 429
SENT = Signer(salt="surveys.link_sent")
"""Signs which e-mail was sent, so that the page that says so tells nobody of any other."""

WRITE_AN_ADDRESS = _("Write an e-mail address, such as name@company.example.")
WAIT_A_DAY = _("So many links have been sent today that we send no more. The answers are saved: ask again tomorrow.")


class LinkForm(forms.Form):
    """The address that the link goes to."""

    email = forms.EmailField(
        max_length=254, error_messages=dict.fromkeys(("required", "invalid", "max_length"), WRITE_AN_ADDRESS)
    )


@never_cache
@require_safe
def resume(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Where a link in an e-mail leads: to the first step that waits for answers, else to the last look."""
    answering = find_answering(key, token)
    if answering is None:
        return sent_or_gone(request, key, token)
    return HttpResponseRedirect(onwards_of(answering, token))


def onwards_of(answering: Answering, token: str) -> str:
    form, draft = answering.form, answering.draft
    waiting = (step for step in evaluate(form, draft.answers).steps if step not in draft.steps_done)
    if (step := next(waiting, None)) is not None:
        return reverse("surveys:answer", args=[form.key, token, step])
    return reverse("surveys:review", args=[form.key, token])


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_open_answers
def send_link(request: HttpRequest, answering: Answering, token: str) -> HttpResponse:
    """Send a link to these answers, or close those that were sent. What is answered tells nothing of the address."""
    if request.method != "POST":
        return _show(request, answering, token)
    if "_close" in request.POST:
        resuming.close_links(answering.draft, keep=token)
        return HttpResponseRedirect(f"{request.path}?closed=1", status=303)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show(request, answering, token, error=str(WRITE_AN_ADDRESS), status=UNPROCESSABLE)
    try:
        row = resuming.send_link(answering.draft, email=form.cleaned_data["email"], language=_language(answering))
    except resuming.TooManyLinks:
        return _show(request, answering, token, error=str(WAIT_A_DAY), status=TOO_MANY)
    return HttpResponseRedirect(f"{request.path}?sent={SENT.sign(str(row.pk))}", status=303)


def _language(answering: Answering) -> str:
    return get_language() or answering.version.locale


def _show(
    request: HttpRequest, answering: Answering, token: str, *, error: str = "", status: int = 200
) -> HttpResponse:
    form, draft = answering.form, answering.draft
    address = [form.key, token]
    context = {
        "survey": survey_words(form),
        "error": error,
        "errors": [fields.ErrorLink("#id-email", error)] if error else [],
        "email": request.POST.get("email", "") if request.method == "POST" else _address_given(answering),
        "sent_to": _sent_to(request, answering),
        "is_closed": "closed" in request.GET,
        "until": kept_until(draft),
        "has_links": draft_links.others(draft.token_hash, token).exists(),
        "action": reverse("surveys:send_link", args=address),
        "onwards": onwards_of(answering, token),
        "language_urls": language_urls(answering.version.survey_id, "surveys:send_link", address),
    }
    return render(request, "forms/link.html", context, status=status)


def _address_given(answering: Answering) -> str:
    """The address among the answers, to save writing it again."""
    mapped = (question.key for question in answering.form.questions() if question.maps_to == "contact.email")
    given = answering.draft.answers.get(next(mapped, ""))
    return given if isinstance(given, str) and EMAIL.fullmatch(given) else ""


def _sent_to(request: HttpRequest, answering: Answering) -> str:
    """Where the link went that was just asked for; empty on every other visit."""
    try:
        number = SENT.unsign(request.GET.get("sent", ""))
    except BadSignature:
        return ""
    rows = SurveyEmail.objects.filter(pk=number, draft_hash=answering.draft.token_hash)
    return rows.values_list("recipient", flat=True).first() or ""
