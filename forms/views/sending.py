"""The last look before sending, and the sending."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms import fields, presentation, spam
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.services import drafts, merging
from forms.services.refusals import AnswersRefused, InvitationNeeded, SurveyClosed, VersionStale
from forms.views import saving, uninvited
from forms.views.answering import CONFLICT, Answering, find_answering, of_open_answers, sent_or_gone, to_receipt
from forms.views.context import UNPROCESSABLE, closed, language_urls, path, step_url, survey_words
from forms.views.moving import CHOSEN, go_on


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_open_answers
def review(request: HttpRequest, answering: Answering, token: str) -> HttpResponse:
    """All answers before they are sent, and the sending."""
    if (newer := answering.goes_on_with) is not None:
        return go_on(request, answering.draft, newer, token)
    if request.method != "POST" or CHOSEN in request.POST:
        return _show_review(request, answering, token)
    return _send(request, answering, token)


def _send(request: HttpRequest, answering: Answering, token: str) -> HttpResponse:
    key = answering.form.key
    mode = _mode(answering.form, request.POST.get("mode", ""))
    if (objection := spam.check_sending(request, key)) is not None:
        return spam.with_wait(_show_review(request, answering, token, message=objection.words), objection)
    try:
        received = drafts.send(
            answering.draft, version=answering.version, mode=mode, shown=request.POST.get(saving.SEEN)
        )
    except AnswersRefused:
        return _show_review(request, answering, token, refused=mode)
    except (drafts.DraftChanged, drafts.DraftGone):
        return _changed(request, key, token, mode)
    except InvitationNeeded:
        return uninvited.needed(request, answering.page, status=uninvited.FORBIDDEN)
    except SurveyClosed:
        return closed(request, answering.form.title, kept=True)
    except VersionStale:
        return HttpResponseRedirect(request.path)
    return to_receipt(received.submission)


def _changed(request: HttpRequest, key: str, token: str, mode: str) -> HttpResponse:
    """The answers as they are by now, which were not sent because nobody has looked at them like this."""
    answering = find_answering(key, token)
    return _show_review(request, answering, token, changed=mode) if answering else sent_or_gone(request, key, token)


def _mode(form: Form, chosen: str) -> str:
    """The way of filling in that was chosen, or the first one there is."""
    values = [mode.value for mode in form.modes]
    return chosen if chosen in values else next(iter(values), "")


def _show_review(
    request: HttpRequest,
    answering: Answering,
    token: str,
    *,
    refused: str | None = None,
    changed: str | None = None,
    message: str = "",
) -> HttpResponse:
    """The answers; `refused` is the way of filling in with which they could not be sent, `changed` that with which they
    were to be sent as they were before.
    """
    form, errors = answering.form, refused is not None
    chosen = _mode(form, refused or changed or "")
    outcome = evaluate(form, answering.draft.answers)
    address = [form.key, token]
    steps = [step for step in form.steps if step.key in outcome.steps]
    step_urls = {step.key: step_url(form, token, step) for step in steps}
    sections = presentation.answer_sections(form, outcome)
    context = {
        "survey": survey_words(form),
        "path": path(form, outcome, None, [step.key for step in steps], token),
        "sections": [
            {
                "title": section.title,
                "rows": [_row(form, outcome, row, step_urls[section.key]) for row in section.rows],
            }
            for section in sections
        ],
        "modes": [{"value": mode.value, "label": mode.label, "checked": mode.value == chosen} for mode in form.modes],
        "privacy": mark_safe(form.privacy),  # noqa: S308  (cleaned when published)
        "errors": _errors_by_step(form, outcome, token) if errors else [],
        "action": reverse("surveys:review", args=address),
        "message": _("The answers have changed since you opened this page. Check them once more, then send.")
        if changed is not None
        else message,
        "version": form.version,
        "seen": merging.shown(form.questions(), answering.draft.answers),
        "kept_words": saving.kept_words(answering.until or answering.draft.changed_at),
        "link_url": reverse("surveys:send_link", args=address),
        "print_url": reverse("surveys:print_answers", args=address),
        "back_url": step_urls[steps[-1].key],
        "language_urls": language_urls(answering.version.survey_id, "surveys:review", address),
    }
    status = UNPROCESSABLE if errors else 200 if changed is None else CONFLICT
    return render(request, "forms/review.html", context, status=status)


def _row(form: Form, outcome: Outcome, row: presentation.AnswerRow, address: str) -> dict[str, object]:
    """A question with its answer, and where to change it, if anybody can."""
    leads = form.by_key[row.key].by_hand
    change_url = f"{address}{fields.link_to(form, outcome, row.key)}" if leads else ""
    return {"label": row.label, "value": row.value, "parts": row.parts, "change_url": change_url}


def _errors_by_step(form: Form, outcome: Outcome, token: str) -> list[fields.ErrorLink]:
    """What must be mended, each line leading to its question on its own step."""
    return [
        fields.ErrorLink(f"{step_url(form, token, step)}?mend{link.href}", link.message)
        for step in form.steps
        for link in fields.error_links(form, outcome, step)
    ]
