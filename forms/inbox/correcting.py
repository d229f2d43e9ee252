"""Asking for a correction of single answers, and what was answered before one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from forms import presentation
from forms.engine.base import Answers
from forms.engine.evaluate import evaluate
from forms.inbox.about import AboutSubmission
from forms.models import Correction, Submission, SurveyVersion
from forms.presentation import AnswerRow
from forms.services import corrections

LONGEST_NOTE = 500
LONGEST_MESSAGE = 3000
NOTHING = AnswerRow("", "", ())
"""Stands for a question that is not asked."""


class AskForm(forms.Form):
    """Which answers to correct, what to say of each, and to whom."""

    message = forms.CharField(
        label=gettext_lazy("Message"),
        help_text=gettext_lazy("It stands in the e-mail and above the questions."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_MESSAGE,
        required=False,
    )
    recipient = forms.EmailField(label=gettext_lazy("E-mail address of the respondent"))

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].initial = corrections.recipient_of(submission)
        self.keys = [question.key for question in corrections.may_be_marked(submission)]
        for key in self.keys:
            self.fields[f"ask:{key}"] = forms.BooleanField(required=False)
            note = forms.TextInput(attrs={"placeholder": " "})
            self.fields[f"note:{key}"] = forms.CharField(required=False, max_length=LONGEST_NOTE, widget=note)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.marked:
            raise forms.ValidationError(_("Choose at least one question."))
        return cleaned

    @property
    def marked(self) -> list[corrections.Marked]:
        """The questions that were chosen; a note alone chooses one as well."""
        given = self.cleaned_data
        notes = {key: given.get(f"note:{key}", "") for key in self.keys}
        return [(key, note) for key, note in notes.items() if note or given.get(f"ask:{key}")]

    def row(self, answer: AnswerRow) -> dict[str, object]:
        """A question of the list, with its answer and its two controls."""
        return {"answer": answer, "ask": self[f"ask:{answer.key}"], "note": self[f"note:{answer.key}"]}


class AskView(AboutSubmission, TemplateView):
    """The answers of a submission, each to be marked."""

    template_name = "forms/inbox/correct.html"
    page_title = gettext_lazy("Ask for a correction")
    permission = "surveys.change_submission"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or AskForm(submission=self.submission)
        asked = self.submission.form
        sections = presentation.answer_sections(asked, evaluate(asked, self.submission.answers))
        shown = [
            {"title": section.title, "rows": [form.row(row) for row in section.rows if row.key in form.keys]}
            for section in sections
        ]
        return super().get_context_data(
            form=form,
            submission=self.submission,
            sections=[section for section in shown if section["rows"]],
            days=corrections.LINK_WORKS_FOR.days,
            back_url=self.submission_url,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = AskForm(request.POST, submission=self.submission)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            corrections.ask(
                submission=self.submission,
                questions=form.marked,
                message=form.cleaned_data["message"],
                recipient=form.cleaned_data["recipient"],
                user=request.user,
            )
        except corrections.AlreadyAsked:
            messages.error(request, _("A correction is waited for already. Withdraw that request first."))
        else:
            messages.success(request, _("The request for a correction is on its way."))
        return redirect(self.submission_url)


def withdraw(request: HttpRequest, submission: Submission, key: str) -> None:
    """Withdraw one of the requests, and say what came of it."""
    found = next((one for one in submission.corrections.all() if str(one.pk) == key), None)
    try:
        if found is None:
            raise corrections.CorrectionOver
        corrections.withdraw(correction=found, user=request.user)
    except corrections.CorrectionOver:
        messages.error(request, _("The answers have been corrected, or the request was withdrawn, already."))
    else:
        messages.success(request, _("The request is withdrawn. Its link opens nothing any more."))


def requests_of(submission: Submission) -> list[dict[str, object]]:
    """The corrections that were asked for, the latest first, each with the questions it is about."""
    by_key = submission.form.by_key
    return [
        {
            "row": correction,
            "state": _state(correction),
            "questions": [
                {"label": by_key[marked["key"]].label, "note": marked["note"]}
                for marked in correction.questions
                if marked["key"] in by_key
            ],
        }
        for correction in submission.corrections.select_related("asked_by")
    ]


def _state(correction: Correction) -> str:
    if correction.answered_at:
        return _("Corrected")
    if correction.withdrawn_at:
        return _("Withdrawn")
    return _("Waiting") if correction.is_open else _("Expired")


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose answer was changed; empty where it was not answered, or not asked."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one revision to the next: its number, when it came, and what is other than before."""

    number: int
    came_at: datetime
    changes: tuple[Change, ...]


def steps_of(submission: Submission) -> list[Step]:
    """What each correction changed, the latest first."""
    earlier = list(submission.revisions.select_related("version__survey"))
    versions = [*(revision.version for revision in earlier), submission.version]
    answers = [*(revision.answers for revision in earlier), submission.answers]
    words = [_words(*each) for each in zip(versions, answers, strict=True)]
    steps = [
        Step(revision.number + 1, revision.replaced_at, tuple(_changes(before, after)))
        for revision, before, after in zip(earlier, words, words[1:], strict=False)
    ]
    return steps[::-1]


def _words(version: SurveyVersion, answers: Answers) -> dict[str, AnswerRow]:
    sections = presentation.answer_sections(version.form, evaluate(version.form, answers))
    return {row.key: row for section in sections for row in section.rows}


def _changes(before: dict[str, AnswerRow], after: dict[str, AnswerRow]) -> list[Change]:
    found = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, NOTHING), after.get(key, NOTHING)
        # The parts say what the words of rows leave out.
        if (old.value, old.parts) != (new.value, new.parts) and (old.value or new.value):
            found.append(Change(new.label or old.label, old.value, new.value))
    return found


class RevisionsView(AboutSubmission, TemplateView):
    """The answers before and after each correction."""

    template_name = "forms/inbox/revisions.html"
    page_title = gettext_lazy("What was corrected")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(submission=self.submission, steps=steps_of(self.submission), **kwargs)
