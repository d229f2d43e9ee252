"""What the pages of a survey show, and how a step that was posted is judged."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms import fields, messages
from forms.engine.base import Answers
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome
from forms.models import SurveyPage

UNPROCESSABLE = 422
MOST_FIELDS = 2000
"""More than any step posts. Counted before the body is taken apart, since taking it apart is what would cost."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the templates show of the survey as a whole."""

    title: str
    intro: str
    notice: str
    minutes: int | None
    send_label: str


def survey_words(form: Form) -> Survey:
    # The form's HTML was cleaned with nh3 when the version was made.
    intro = mark_safe(form.intro)  # noqa: S308
    return Survey(form.title, intro, form.notice, form.minutes, form.result.cta_send or _("Send"))


def first_step(form: Form, outcome: Outcome) -> Step:
    """Where answering begins. Every published form asks something of everybody: `check` sees to it."""
    return next(step for step in form.steps if step.key in outcome.steps)


def path(
    form: Form, outcome: Outcome, here: str | None, done: Sequence[str], token: str | None
) -> list[dict[str, str]]:
    """The steps that are asked, and the last look before sending, as milestones of the path."""

    def milestone(key: str | None, title: str, url: str) -> dict[str, str]:
        state = "current" if key == here else "done" if key in done else "todo"
        return {"title": title, "state": state, "url": url if state == "done" and token else ""}

    steps = [step for step in form.steps if step.key in outcome.steps]
    milestones = [milestone(step.key, step.title, step_url(form, token, step)) for step in steps]
    return [*milestones, milestone(None, _("Check and send"), "")]


def step_url(form: Form, token: str | None, step: Step) -> str:
    return reverse("surveys:answer", args=[form.key, token, step.key]) if token else ""


def language_urls(survey_id: int, view: str, args: Sequence[str]) -> dict[str, str]:
    """The same place in every language that the survey is published in."""
    current = reverse(view, args=args)
    languages = SurveyPage.objects.live().filter(survey=survey_id).values_list("locale__language_code", flat=True)
    prefix = f"/{get_language()}/"
    return {language: f"/{language}/" + current.removeprefix(prefix) for language in languages}


def step_context(form: Form, step: Step, answers: Answers, verdict: "Verdict") -> dict[str, object]:
    """What a step's form shows."""
    outcome = verdict.outcome
    elsewhere = {key: value for key, value in outcome.cleaned.items() if key not in step.answer_keys}
    return {
        "survey": survey_words(form),
        "step": {"title": step.title, "intro": mark_safe(step.intro)},  # noqa: S308  (cleaned when published)
        "fields": fields.fields(form, step, answers, outcome, errors=verdict.errors),
        "errors": fields.error_links(form, outcome, step) if verdict.errors else [],
        "message": verdict.message,
        "version": form.version,
        "shown": [question.key for question in step.questions if question.key in outcome.visible],
        "answers_json": json.dumps(elsewhere, ensure_ascii=False),
    }


def posted_fields(request: HttpRequest) -> dict[str, list[str]]:
    """The fields of a respondent's post. Raises TooManyFieldsSent, which is answered with a page that says so."""
    multipart = request.content_type == "multipart/form-data"
    if request.body.lower().count(b"\ncontent-disposition:" if multipart else b"&") > MOST_FIELDS:
        raise TooManyFieldsSent
    return dict(request.POST.lists())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a step's post came to. `outcome` accuses only questions that were seen; `more` says that others came up."""

    outcome: Outcome
    errors: bool = False
    more: bool = False
    changed: bool = False

    @property
    def show_again(self) -> bool:
        return self.errors or self.more

    @property
    def message(self) -> str:
        if self.changed:
            return _("The survey has changed since you opened it. Your answers are kept. Check the questions below.")
        return _("Your answers brought up more questions. They are on this page.") if self.more else ""


def judge(request: HttpRequest, step: Step, outcome: Outcome, version: int | None = None) -> Verdict:
    """Judge a post of `step`; `version` is the one it must have been given on, where that matters."""
    seen = set(request.POST.get("_shown", "").split()) | outcome.cleaned.keys()
    unseen = (step.question_keys & set(outcome.visible)) - seen
    fair = replace(outcome, errors=tuple(error for error in outcome.errors if error.question not in unseen))
    errors = bool(fair.errors_of(step))
    changed = version is not None and request.POST.get("_version", str(version)) != str(version)
    return Verdict(fair, errors=errors, more=bool(unseen), changed=changed and (errors or bool(unseen)))


def status_of(verdict: Verdict) -> int:
    return UNPROCESSABLE if verdict.errors else 200


def onwards(form: Form, outcome: Outcome, step: Step, token: str) -> HttpResponse:
    following = outcome.steps[outcome.steps.index(step.key) + 1 :] if step.key in outcome.steps else ()
    if following:
        return HttpResponseRedirect(reverse("surveys:answer", args=[form.key, token, following[0]]))
    return HttpResponseRedirect(reverse("surveys:review", args=[form.key, token]))


def closed(request: HttpRequest, title: str) -> HttpResponse:
    message = messages.refusal("survey_closed", get_language() or messages.FALLBACK)
    context = {"survey": {"title": title}, "message": message, "home_url": f"/{get_language()}/"}
    return render(request, "forms/closed.html", context, status=410)


def gone(request: HttpRequest, key: str) -> HttpResponse:
    """Where a link leads whose draft was sent, has ended, or never was."""
    page = SurveyPage.objects.live().filter(key=key, locale__language_code=get_language()).first()
    context = {
        "survey": {"title": page.title} if page else None,
        "start_url": page.url if page else f"/{get_language()}/",
    }
    return render(request, "forms/gone.html", context, status=410)
