"""What the pages of a survey show, and how a step that was posted is judged."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms import fields, messages, presentation
from forms.engine.base import Answers
from forms.engine.definition import Form, Step
from forms.engine.errors import AnswerError
from forms.engine.evaluate import Outcome
from forms.engine.questions import AnyQuestion
from forms.models import SurveyPage
from forms.views import saving
from forms.views.files import check_size
from forms.views.rows import Rows

UNPROCESSABLE = 422
MOST_FIELDS = 2000
"""More than any step posts."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the templates show of the survey as a whole.

    `lang` is the language of the title where it is not the page's; `languages` what is to be said of its languages.
    """

    title: str
    intro: str
    notice: str
    minutes: int | None
    send_label: str
    lang: str
    languages: str


def survey_words(form: Form) -> Survey:
    return Survey(
        title=form.title,
        intro=fields.marked_html(form, "", "/intro", form.intro),
        notice=fields.marked_text(form, "", "/notice", form.notice),
        minutes=form.minutes,
        send_label=form.result.cta_send or _("Send"),
        lang=fields.language_of(form, "", "/title"),
        languages=fields.note(form),
    )


def first_step(form: Form, outcome: Outcome) -> Step:
    """Where answering begins. Every published form asks something of everybody: `check` sees to it."""
    return next(step for step in form.steps if step.key in outcome.steps)


def path(
    form: Form, outcome: Outcome, here: str | None, done: Sequence[str], token: str | None, *, go: str = ""
) -> list[dict[str, str]]:
    """The steps that are asked, and the last look before sending, as milestones of the path.

    Those that are done lead to their step. Where `go` names a button of the form, that leads there and takes along what
    was typed, which a link would leave behind.
    """

    def milestone(key: str | None, title: str, url: str) -> dict[str, str]:
        state = "current" if key == here else "done" if key in done else "todo"
        leads = {"go": go, "value": key or ""} if go else {"url": url if token else ""}
        return {"title": title, "state": state, **(leads if state == "done" else {})}

    steps = [step for step in form.steps if step.key in outcome.steps]
    milestones = [
        milestone(step.key, fields.marked_text(form, step.key, "/title", step.title), step_url(form, token, step))
        for step in steps
    ]
    return [*milestones, milestone(None, _("Check and send"), "")]


def step_url(form: Form, token: str | None, step: Step) -> str:
    return reverse("surveys:answer", args=[form.key, token, step.key]) if token else ""


def language_urls(survey_id: int, view: str, args: Sequence[str]) -> dict[str, str]:
    """The same place in every language that the survey is published in."""
    current = reverse(view, args=args)
    languages = SurveyPage.objects.live().filter(survey=survey_id).values_list("locale__language_code", flat=True)
    prefix = f"/{get_language()}/"
    return {language: f"/{language}/" + current.removeprefix(prefix) for language in languages}


def step_context(
    form: Form,
    step: Step,
    answers: Answers,
    verdict: "Verdict",
    *,
    level: int = 2,
    goto: str = "",
    remember: bool = True,
) -> dict[str, object]:
    """What a step's form shows; `level`, `goto` and `remember` are those of `fields.step_fields`."""
    outcome = verdict.outcome
    drawn = fields.step_fields(
        form, step, answers, outcome, errors=verdict.errors, level=level, goto=goto, remember=remember
    )
    logic = fields.logic_of(form, step)
    return {
        "survey": survey_words(form),
        "step": {
            "title": step.title,
            "lang": fields.language_of(form, step.key, "/title"),
            "intro": fields.marked_html(form, step.key, "/intro", step.intro),
        },
        "fields": drawn.fields,
        "errors": fields.error_links(form, outcome, step) if verdict.errors else [],
        "message": verdict.message,
        "version": form.version,
        "shown": drawn.shown,
        "logic": logic.script,
        "elsewhere": json.dumps(logic.elsewhere(outcome.cleaned), ensure_ascii=False),
    }


def posted_fields(request: HttpRequest, questions: Iterable[AnyQuestion]) -> dict[str, list[str]]:
    """The fields of a respondent's post, files apart.

    Raises TooManyFieldsSent, or RequestDataTooBig for more than `questions` with all their files can take; both are
    answered with a page that says so. A body that holds no large files is counted before it is taken apart, since
    taking it apart is what would cost.
    """
    check_size(request, questions)
    multipart = request.content_type == "multipart/form-data"
    small = int(request.META.get("CONTENT_LENGTH") or 0) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    separator = b"\ncontent-disposition:" if multipart else b"&"
    if (small or not multipart) and request.body.lower().count(separator) > MOST_FIELDS:
        raise TooManyFieldsSent
    if len(request.POST) > MOST_FIELDS:
        raise TooManyFieldsSent
    return dict(request.POST.lists())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a step's post came to. `outcome` accuses only questions that were seen.

    `more` says that other questions came up, `more_choices` that choices did, `said` what else there is to say.
    """

    outcome: Outcome
    errors: bool = False
    more: bool = False
    more_choices: bool = False
    said: str = ""

    @property
    def show_again(self) -> bool:
        return self.errors or self.more or self.more_choices

    @property
    def message(self) -> str:
        if self.more:
            return _("Your answers brought up more questions. They are on this page.")
        if self.more_choices:
            return _("Your answers brought up more choices. They are on this page.")
        return self.said


def judge(
    request: HttpRequest,
    form: Form,
    step: Step,
    answers: Answers,
    outcome: Outcome,
    *,
    refused: Sequence[AnswerError] = (),
    rows: Rows | None = None,
) -> Verdict:
    """Judge a post of `step`, with the errors of files that were `refused`.

    Where `rows` were added or removed, nothing else is judged yet.
    """
    if rows is not None:
        errors = tuple(error for error in refused if rows.leaves(error))
        return Verdict(replace(outcome, errors=errors), errors=bool(errors))
    seen = frozenset(" ".join(request.POST.getlist("_shown")).split())
    unseen = fields.unseen(form, step, answers, outcome, seen)
    found = (*outcome.errors, *refused)
    fair = replace(outcome, errors=tuple(error for error in found if not unseen.hides(error.key)))
    wrong, more = bool(fair.errors_of(step)), bool(unseen.questions)
    return Verdict(fair, errors=wrong, more=more, more_choices=unseen.choices)


def status_of(verdict: Verdict) -> int:
    return UNPROCESSABLE if verdict.errors else 200


def onwards(form: Form, outcome: Outcome, step: Step, token: str) -> HttpResponse:
    following = outcome.steps[outcome.steps.index(step.key) + 1 :] if step.key in outcome.steps else ()
    if following:
        return HttpResponseRedirect(reverse("surveys:answer", args=[form.key, token, following[0]]))
    return HttpResponseRedirect(reverse("surveys:review", args=[form.key, token]))


def closed(
    request: HttpRequest, title: str, *, kept: bool = False, unsaved: Iterable[presentation.AnswerRow] = ()
) -> HttpResponse:
    """A survey that takes no answers; `kept` says that there are some already, which stay until their draft ends.

    `unsaved` are answers that came too late to be kept beside those of somebody else.
    """
    message = messages.refusal("survey_closed", get_language() or messages.FALLBACK)
    rows = list(unsaved)
    if saving.in_json(request):
        lost = _("Somebody else had answered meanwhile, so what you wrote was not saved. Copy it from this page.")
        return saving.not_saved(410, f"{message} {lost}" if rows else message)
    context = {
        "survey": {"title": title},
        "message": message,
        "kept": kept,
        "unsaved": rows,
        "home_url": f"/{get_language()}/",
    }
    return render(request, "forms/closed.html", context, status=410)


def gone(request: HttpRequest, key: str) -> HttpResponse:
    """Where a link leads whose draft was sent, has ended, or never was."""
    page = SurveyPage.objects.live().filter(key=key, locale__language_code=get_language()).first()
    start_url = page.url if page else f"/{get_language()}/"
    if saving.in_json(request):
        return saving.not_saved(410, _("We cannot find these answers any more."), page=start_url)
    context = {"survey": {"title": page.title} if page else None, "start_url": start_url}
    return render(request, "forms/gone.html", context, status=410)
