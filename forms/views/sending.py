"""The last look before sending, the sending, and the receipt."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from forms import fields, presentation
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Submission, SurveyPage
from forms.services import drafts
from forms.services.refusals import AnswersRefused, SurveyClosed, VersionStale
from forms.tokens import submission_id
from forms.views.answering import Answering, find_answering, sent_or_gone, to_receipt
from forms.views.context import UNPROCESSABLE, closed, language_urls, path, step_url, survey_words
from forms.views.moving import CHOSEN, go_on


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """All answers before they are sent, and the sending."""
    answering = find_answering(key, token)
    if answering is None:
        return sent_or_gone(request, key, token)
    if not answering.is_open:
        return closed(request, answering.form.title, kept=True)
    if (newer := answering.goes_on_with) is not None:
        return go_on(request, answering.draft, newer, token)
    if request.method != "POST" or CHOSEN in request.POST:
        return _show_review(request, answering, token)
    mode = _mode(answering.form, request.POST.get("mode", ""))
    try:
        received = drafts.send(answering.draft, version=answering.version, mode=mode)
    except AnswersRefused:
        return _show_review(request, answering, token, refused=mode)
    except drafts.DraftGone:
        return sent_or_gone(request, key, token)
    except SurveyClosed:
        return closed(request, answering.form.title, kept=True)
    except VersionStale:
        return HttpResponseRedirect(request.path)
    return to_receipt(received.submission)


def _mode(form: Form, chosen: str) -> str:
    """The way of filling in that was chosen, or the first one there is."""
    values = [mode.value for mode in form.modes]
    return chosen if chosen in values else next(iter(values), "")


def _show_review(request: HttpRequest, answering: Answering, token: str, *, refused: str | None = None) -> HttpResponse:
    """The answers; `refused` is the way of filling in with which they could not be sent."""
    form, errors = answering.form, refused is not None
    chosen = _mode(form, refused or "")
    outcome = evaluate(form, answering.draft.answers)
    address = [form.key, token]
    steps = [step for step in form.steps if step.key in outcome.steps]
    sections = presentation.answer_sections(form, outcome)
    context = {
        "survey": survey_words(form),
        "path": path(form, outcome, None, [step.key for step in steps], token),
        "sections": [
            {
                "title": section.title,
                "rows": section.rows,
                "change_url": reverse("surveys:answer", args=[*address, section.key]),
            }
            for section in sections
        ],
        "modes": [{"value": mode.value, "label": mode.label, "checked": mode.value == chosen} for mode in form.modes],
        "privacy": mark_safe(form.privacy),  # noqa: S308  (cleaned when published)
        "errors": _errors_by_step(form, outcome, token) if errors else [],
        "action": reverse("surveys:review", args=address),
        "version": form.version,
        "back_url": reverse("surveys:answer", args=[*address, steps[-1].key]),
        "language_urls": language_urls(answering.version.survey_id, "surveys:review", address),
    }
    return render(request, "forms/review.html", context, status=UNPROCESSABLE if errors else 200)


def _errors_by_step(form: Form, outcome: Outcome, token: str) -> list[fields.ErrorLink]:
    """What must be mended, each line leading to its question on its own step."""
    return [
        fields.ErrorLink(f"{step_url(form, token, step)}?mend{link.href}", link.message)
        for step in form.steps
        for link in fields.error_links(form, outcome, step)
    ]


@never_cache
@require_safe
def receipt(request: HttpRequest, key: str, receipt: str) -> HttpResponse:
    """The result and the receipt of a submission; in the reader's language where the survey asks the same in it."""
    submission = get_object_or_404(Submission.objects.with_version(), pk=submission_id(receipt), survey__key=key)
    version = drafts.in_language(submission.version, get_language() or submission.version.locale)
    form = version.form
    outcome = evaluate(form, submission.answers)
    page = SurveyPage.objects.answering(version)
    context = {
        "survey": survey_words(form),
        "reference": submission.reference,
        "received_at": submission.received_at,
        "result": presentation.result(form, outcome),
        "texts": form.result,
        "answers_sections": presentation.answer_sections(form, outcome),
        "contact": page.contact if page else None,
        "language_urls": language_urls(version.survey_id, "surveys:receipt", [key, receipt]),
    }
    return render(request, "forms/result.html", context)
