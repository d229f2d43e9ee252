"""Going on with a newer version, once the one that answers were begun on is no longer accepted."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from forms.models import Draft, SurveyVersion
from forms.services import moves
from forms.services.drafts import DraftGone
from forms.views.context import language_urls, step_url, survey_words

CHOSEN = "_move"
"""The field that names the version to go on with, once the respondent has read what that means."""


def go_on(request: HttpRequest, draft: Draft, version: SurveyVersion, token: str) -> HttpResponse:
    """Say what going on with `version` means, and go on once that has been read; at once where there is nothing to say.

    A look at the page changes nothing, since mail programs look at links too.
    """
    form = version.form
    address = [form.key, token]
    review = reverse("surveys:review", args=address)
    move = moves.plan(draft, version)
    if move.is_silent or request.POST.get(CHOSEN) == str(version.number):
        try:
            move = moves.carry_out(draft, version)
        except DraftGone:
            return HttpResponseRedirect(review)
        step = form.step(move.first) if move.first else None
        return HttpResponseRedirect(step_url(form, token, step) if step else review)
    context = {
        "survey": survey_words(form),
        "lost": move.lost,
        "lost_language": draft.version.locale,
        "look_at": move.look_at,
        "version": version.number,
        "action": review,
        "language_urls": language_urls(version.survey_id, "surveys:review", address),
    }
    return render(request, "forms/moved.html", context)
