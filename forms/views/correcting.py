"""The page on which a respondent corrects the answers that staff have asked about, behind a link of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms import fields, presentation
from forms.engine.base import Answers
from forms.engine.definition import Form, Step
from forms.engine.evaluate import evaluate
from forms.engine.questions import AnyQuestion
from forms.models import Correction, Submission, SurveyPage, SurveyVersion
from forms.presentation import AnswerRow
from forms.services import corrections, drafts
from forms.services.corrections import Proposed
from forms.services.merging import digest
from forms.services.refusals import AnswersRefused
from forms.tokens import receipt_token
from forms.views.context import Verdict, judge, language_urls, posted_fields, status_of, survey_words
from forms.views.files import add_files
from forms.views.rows import Rows, rows_asked_for

ALREADY_ANSWERED, GONE = 409, 410


@dataclass(frozen=True, slots=True)
class Correcting:
    """A correction with the version it is read on, which is the submission's in the reader's language."""

    correction: Correction
    token: str
    version: SurveyVersion

    @property
    def submission(self) -> Submission:
        return self.correction.submission

    @property
    def form(self) -> Form:
        return self.version.form

    @property
    def address(self) -> list[str]:
        return [self.form.key, self.token]

    def propose(self, posted: Answers) -> Proposed:
        keys = corrections.keys_of(self.correction)
        return corrections.propose(self.submission, keys, version=self.version, posted=posted)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """The marked questions, until they are answered; from then on what was stored."""
    found = corrections.find(token)
    if found is None or found.submission.survey.key != key:
        raise Http404
    version = found.submission.version
    correcting = Correcting(found, token, drafts.in_language(version, get_language() or version.locale))
    if request.method == "POST":
        return _posted(request, correcting)
    if not found.is_open:
        return _over(request, correcting)
    answers = correcting.submission.answers
    proposed = correcting.propose(_answers_to(correcting, answers))
    return _show(request, correcting, proposed, Verdict(proposed.outcome))


def _answers_to(correcting: Correcting, answers: Answers) -> Answers:
    """What is stored for the marked questions, with which their controls are filled in."""
    marked = [correcting.form.by_key[key] for key in corrections.keys_of(correcting.correction)]
    return {key: answers[key] for question in marked for key in question.answer_keys if key in answers}


def _posted(request: HttpRequest, correcting: Correcting) -> HttpResponse:
    form = correcting.form
    questions = list(form.questions())
    posted = drafts.from_post(questions, posted_fields(request, questions))
    proposed = correcting.propose(posted)
    if not correcting.correction.is_open:
        return _over(request, correcting, proposed)
    posted, refused = add_files(request, form, proposed.asked, posted, survey=correcting.submission.survey, draft=None)
    rows = rows_asked_for(request, proposed.asked, posted)
    posted = rows.answers if rows else posted
    proposed = correcting.propose(posted)
    verdict = judge(
        request, form, _asked(form, proposed.asked), proposed.answers, proposed.outcome, refused=refused, rows=rows
    )
    if rows or verdict.show_again:
        return _show(request, correcting, proposed, verdict, rows)
    try:
        corrections.answer(correcting.correction, version=correcting.version, posted=posted)
    except AnswersRefused as error:
        return _show(request, correcting, proposed, Verdict(error.outcome, errors=True))
    except corrections.CorrectionOver:
        return correct(request, *correcting.address)
    return HttpResponseRedirect(request.path)


def _asked(form: Form, questions: Sequence[AnyQuestion]) -> Step:
    """The questions as one step, for what draws steps and judges them; its key tells it from other such steps."""
    key = f"correction:{'+'.join(question.key for question in questions)}"
    return form.steps[0].model_copy(
        update={"key": key, "title": "", "intro": "", "show_if": None, "questions": tuple(questions)}
    )


def _show(
    request: HttpRequest, correcting: Correcting, proposed: Proposed, verdict: Verdict, rows: Rows | None = None
) -> HttpResponse:
    form, correction = correcting.form, correcting.correction
    step = _asked(form, proposed.asked)
    answers = {**proposed.answers, **rows.answers} if rows else proposed.answers
    drawn = fields.step_fields(
        form,
        step,
        answers,
        verdict.outcome,
        errors=verdict.errors,
        level=3,
        goto=rows.goto if rows else "",
        remember=False,
    )
    logic = fields.logic_of(form, step)
    context = {
        "survey": survey_words(form),
        "staff_message": correction.message,
        "until": correction.expires_at,
        "reference": correcting.submission.reference,
        "sections": _sections(correcting, drawn),
        "errors": fields.error_links(form, verdict.outcome, step) if verdict.errors else [],
        "message": verdict.message,
        "version": form.version,
        "shown": drawn.shown,
        "logic": logic.script,
        "elsewhere": json.dumps(logic.elsewhere(verdict.outcome.cleaned), ensure_ascii=False),
        "action": reverse("surveys:correction", args=correcting.address),
        "contact": _contact(correcting),
        "language_urls": _language_urls(correcting),
    }
    return render(request, "forms/correct.html", context, status=status_of(verdict))


def _sections(correcting: Correcting, drawn: fields.StepFields) -> list[dict[str, object]]:
    """The questions by the step that they are of, each with its note and its earlier answer."""
    form = correcting.form
    before = _rows(form, correcting.submission.answers)
    notes = {str(marked["key"]): marked["note"] for marked in correcting.correction.questions}
    sections = []
    for step in form.steps:
        items = [
            {
                "field": field,
                "note": notes.get(field.question.key, ""),
                "before": before.get(field.question.key),
                "is_new": field.question.key not in notes,
            }
            for field in drawn.fields
            if field.question.key in step.question_keys
        ]
        if items:
            title = fields.marked_text(form, step.key, "/title", step.title)
            sections.append({"title": title, "items": items})
    return sections


def _rows(form: Form, answers: Answers) -> dict[str, AnswerRow]:
    """Answers in words, by question."""
    sections = presentation.answer_sections(form, evaluate(form, answers))
    return {row.key: row for section in sections for row in section.rows}


def _over(request: HttpRequest, correcting: Correcting, proposed: Proposed | None = None) -> HttpResponse:
    """What has become of the correction. Answers that came too late are shown, so that they can be used again.

    A second click on the same button is not too late: it has what it wanted.
    """
    form, correction, submission = correcting.form, correcting.correction, correcting.submission
    if correction.answered_at and proposed and corrections.is_stored(submission, proposed):
        return HttpResponseRedirect(request.path)
    rows = _rows(form, submission.answers)
    context = {
        "survey": survey_words(form),
        "reference": submission.reference,
        "contact": _contact(correcting),
        "mine": _not_stored(form, submission, proposed) if proposed else [],
        "answers_language": "" if form.locale == get_language() else form.locale,
        "language_urls": _language_urls(correcting),
    }
    if correction.answered_at is None:
        context["withdrawn"] = correction.withdrawn_at is not None
        return render(request, "forms/correct_over.html", context, status=GONE)
    context |= {
        "answered_at": correction.answered_at,
        "answers": [rows[key] for key in corrections.keys_of(correction) if key in rows],
        "receipt_url": reverse("surveys:receipt", args=[form.key, receipt_token(submission.pk)]),
    }
    return render(request, "forms/corrected.html", context, status=ALREADY_ANSWERED if proposed else 200)


def _not_stored(form: Form, submission: Submission, proposed: Proposed) -> list[AnswerRow]:
    """What was written, in words or as it was typed, where something else is stored."""
    words = _rows(form, proposed.answers)
    differ = [one for one in proposed.asked if digest(one, proposed.outcome.cleaned) != digest(one, submission.answers)]
    rows = []
    for question in differ:
        row = words.get(question.key)
        if row is None or not row.value:
            typed = question.typed(proposed.answers.get(question.key), form.locale)
            row = AnswerRow(question.key, question.label, (typed,) if typed else ())
        rows.append(row)
    return rows


def _contact(correcting: Correcting) -> object:
    page = SurveyPage.objects.answering(correcting.version)
    return page.contact if page else None


def _language_urls(correcting: Correcting) -> dict[str, str]:
    return language_urls(correcting.version.survey_id, "surveys:correction", correcting.address)
