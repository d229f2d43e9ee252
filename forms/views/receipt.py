"""The result and the receipt of a submission: as a page, on paper, and with goals to choose.

The receipt's token is all that opens them. There is no session for a forged request to ride on: who does not hold the
token cannot write the address to post to, and so nothing here asks for another token against forgery.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.throttling import address_of, hit
from forms import documents, presentation, suggestions
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Submission, SurveyPage, SurveyVersion
from forms.services import chosen_goals, drafts, peers
from forms.spam import TOO_MANY
from forms.tokens import submission_id
from forms.views.context import language_urls, survey_words


@dataclass(frozen=True, slots=True)
class Receipt:
    """A submission as its respondent reads it: in the page's language, where the survey asks the same in it."""

    submission: Submission
    version: SurveyVersion

    @property
    def form(self) -> Form:
        return self.version.form

    @property
    def outcome(self) -> Outcome:
        return evaluate(self.form, self.submission.answers)

    @property
    def corrected_at(self) -> datetime | None:
        """When the answers became what they are, if that was after they were sent."""
        if self.submission.revision == 1:
            return None
        return self.submission.revisions.aggregate(latest=Max("replaced_at"))["latest"]

    def result(self, outcome: Outcome) -> presentation.Result | None:
        """What the answers come to, with goals that were chosen before a correction took them off the list."""
        result = presentation.result(self.form, outcome)
        if result is None:
            return None
        suggested = {goal.key for goal in result.goals}
        beside = [key for key in self.submission.chosen_goals if key not in suggested]
        return replace(result, goals=(*result.goals, *suggestions.named(beside, self.form.locale)))


def _opened(key: str, receipt: str) -> Receipt:
    """What the token `receipt` opens. Raises Http404."""
    submission = get_object_or_404(Submission.objects.with_version(), pk=submission_id(receipt), survey__key=key)
    return Receipt(submission, drafts.in_language(submission.version, get_language() or submission.version.locale))


@never_cache
@require_safe
def receipt(request: HttpRequest, key: str, receipt: str) -> HttpResponse:
    """The result and the receipt."""
    opened = _opened(key, receipt)
    submission, form, outcome = opened.submission, opened.form, opened.outcome
    result = opened.result(outcome)
    page = SurveyPage.objects.answering(opened.version)
    may_choose = bool(result and result.goals) and chosen_goals.can_be_chosen(submission)
    context = {
        "survey": survey_words(form),
        "reference": submission.reference,
        "received_at": submission.received_at,
        "corrected_at": opened.corrected_at,
        "result": result,
        "peers": peers.medians(submission) if result else None,
        "texts": form.result,
        "chosen": submission.chosen_goals,
        "choose_url": reverse("surveys:choose_goal", args=[key, receipt]) if may_choose else "",
        "pdf_url": reverse("surveys:result_pdf", args=[key, receipt]),
        "answers_sections": presentation.answer_sections(form, outcome),
        "contact": page.contact if page else None,
        "language_urls": language_urls(opened.version.survey_id, "surveys:receipt", [key, receipt]),
    }
    return render(request, "forms/result.html", context)


@never_cache
@require_safe
def result_pdf(request: HttpRequest, key: str, receipt: str) -> HttpResponse:
    """The same on paper."""
    opened = _opened(key, receipt)
    if (wait := hit("result_pdf", address_of(request))) is not None:
        return _too_often(request, opened, reverse("surveys:receipt", args=[key, receipt]), wait)
    form, outcome = opened.form, opened.outcome
    result = opened.result(outcome)
    content = documents.result_pdf(
        opened.submission,
        form,
        result=result,
        peers=peers.medians(opened.submission) if result else peers.Peers(),
        sections=presentation.answer_sections(form, outcome),
        corrected_at=opened.corrected_at,
    )
    stem = slugify(result.title if result and result.title else form.title)[:60] or form.key
    name = f"{stem}-{opened.submission.reference}.pdf"
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": header})


def _too_often(request: HttpRequest, opened: Receipt, receipt_url: str, wait: int) -> HttpResponse:
    """A page in the place of the paper, whose making costs time: when to ask for it again."""
    context = {
        "survey": survey_words(opened.form),
        "minutes": ceil(wait / 60),
        "receipt_url": receipt_url,
        "language_urls": {},
    }
    response = render(request, "forms/result_wait.html", context, status=TOO_MANY)
    response["Retry-After"] = str(wait)
    return response


@csrf_exempt
@never_cache
@require_POST
def choose_goal(request: HttpRequest, key: str, receipt: str) -> HttpResponse:
    """Choose a suggested goal, or with `_undo` take the choice back."""
    submission = _opened(key, receipt).submission
    goal = request.POST.get("goal", "")
    if "_undo" in request.POST:
        chosen_goals.withdraw(submission, key=goal)
    else:
        try:
            chosen_goals.choose(submission, key=goal)
        except chosen_goals.CannotBeChosen as refused:
            raise Http404 from refused
    return HttpResponseRedirect(reverse("surveys:receipt", args=[key, receipt]) + f"#goal-{slugify(goal)}")
