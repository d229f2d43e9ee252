"""The answers on paper, before they are sent: for the drawer, or for whoever has to agree with them first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forms import presentation
from forms.engine.evaluate import evaluate
from forms.views.answering import find_answering, sent_or_gone
from forms.views.context import language_urls, survey_words


@never_cache
@require_safe
def print_answers(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """The answers of a draft as they are now; those of a survey that has closed meanwhile too."""
    answering = find_answering(key, token)
    if answering is None:
        return sent_or_gone(request, key, token)
    form = answering.form
    address = [form.key, token]
    context = {
        "survey": survey_words(form),
        "sections": presentation.answer_sections(form, evaluate(form, answering.draft.answers)),
        "moment": timezone.now(),
        "back_url": reverse("surveys:review", args=address),
        "language_urls": language_urls(answering.version.survey_id, "surveys:print_answers", address),
    }
    return render(request, "forms/print.html", context)
