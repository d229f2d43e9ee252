"""What e-mails to respondents say: for each kind the values of its template, read from its records as they are now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cms.models import ContactPerson
from cms.plain_text import one_line
from forms import presentation
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.models import Correction, Draft, DraftLink, Invitation, SurveyEmail, SurveyPage, SurveyVersion
from forms.services import drafts, lifetimes
from forms.services.draft_links import new_link
from forms.tokens import CORRECTION, INVITATION, receipt_token, signed

Context = dict[str, Any]
Record = TypeVar("Record", Correction, Invitation)


@dataclass(frozen=True, slots=True)
class Content:
    """The values of the template, and whom to write to with questions."""

    context: Mapping[str, Any]
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A question that is, or was, to be corrected: the note about it, and its answer where that may be shown."""

    label: str
    note: str
    answer: str = ""


def is_still_meant(row: SurveyEmail) -> bool:
    """Whether what the e-mail is about is still so: answers that are unfinished, a request that is open."""
    return _MEANT[SurveyEmail.Kind(row.kind)](row)


def content_of(row: SurveyEmail, made: list[DraftLink]) -> Content:
    """What `row` says, in its language. A link to a draft that is made for it is added to `made`."""
    page = page_of(row)
    contact = page.contact if page else None
    with override(row.language):
        context = {
            "survey": one_line(_title(row, page)),
            "contact": contact,
            **_VALUES[SurveyEmail.Kind(row.kind)](row, made),
        }
    return Content(context, reply_to=_address_of(contact))


def page_of(row: SurveyEmail) -> SurveyPage | None:
    """The survey's page in the language of the e-mail, else in another."""
    pages = SurveyPage.objects.live().filter(survey=row.survey_id).select_related("contact", "live_version")
    by_language = {page.locale.language_code: page for page in pages.select_related("locale")}
    return by_language.get(row.language) or next(iter(by_language.values()), None)


def _title(row: SurveyEmail, page: SurveyPage | None) -> str:
    """The survey's title; what it was called last where it has no page any more."""
    if page is not None:
        return page.live_version.form.title if page.live_version else page.title
    versions = SurveyVersion.objects.filter(survey=row.survey_id).order_by("-number")
    version = versions.filter(locale=row.language).first() or versions.first()
    return version.form.title if version else row.survey.key


def _address_of(contact: ContactPerson | None) -> str:
    return contact.email if contact else ""


def _link(view: str, *arguments: str) -> str:
    """An address in full, in the active language."""
    return f"{settings.BASE_URL}{reverse(f'surveys:{view}', args=arguments)}"


def _draft_of(row: SurveyEmail) -> Draft | None:
    return Draft.objects.filter(token_hash=row.draft_hash).first()


def _resume(row: SurveyEmail, made: list[DraftLink]) -> Context:
    """A fresh link to the draft, and until when the answers are kept if nothing changes."""
    draft = Draft.objects.get(token_hash=row.draft_hash)
    until = lifetimes.kept_until(draft)
    link, token = new_link(row.draft_hash, sent_to=row.recipient, expires_at=until)
    made.append(link)
    return {"link": _link("resume", row.survey.key, token), "until": until}


def _invitation(row: SurveyEmail, made: list[DraftLink]) -> Context:
    invitation = _given(row.invitation)
    link = _link("invitation", row.survey.key, signed(INVITATION, invitation.pk))
    return {"link": link, "until": invitation.expires_at, "name": one_line(invitation.name)}


def _correction(row: SurveyEmail, made: list[DraftLink]) -> Context:
    correction = _given(row.correction)
    return {
        "link": _link("correction", row.survey.key, signed(CORRECTION, correction.pk)),
        "until": correction.expires_at,
        "reference": correction.submission.reference,
        "message": "\n".join(map(one_line, correction.message.strip().splitlines())),
        "questions": _marked(correction, row.language, answered=False),
    }


def _corrected(row: SurveyEmail, made: list[DraftLink]) -> Context:
    correction = _given(row.correction)
    submission = correction.submission
    return {
        "link": _link("receipt", row.survey.key, receipt_token(submission.pk)),
        "reference": submission.reference,
        "questions": _marked(correction, row.language, answered=True),
    }


def _marked(correction: Correction, language: str, *, answered: bool) -> list[Marked]:
    """The marked questions in the reader's language, with their answers of today where these are asked for."""
    submission = correction.submission
    form = drafts.in_language(submission.version, language).form
    answers = _answers_in_words(form, submission.answers) if answered else {}
    found = ((form.by_key.get(str(marked["key"])), marked) for marked in correction.questions)
    return [
        Marked(one_line(question.label), one_line(marked.get("note", "")), answers.get(question.key, ""))
        for question, marked in found
        if question is not None
    ]


def _answers_in_words(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """What was answered, on one line for each question; nothing confidential, and no groups of questions."""
    sections = presentation.answer_sections(form, evaluate(form, answers), confidential=False)
    rows = (row for section in sections for row in section.rows if not row.parts)
    return {row.key: one_line(", ".join(row.value)) for row in rows}


def _given(record: Record | None) -> Record:
    """The record that an e-mail of its kind always has."""
    if record is None:
        raise LookupError("the e-mail has no record that it is about")
    return record


def _is_unfinished(row: SurveyEmail) -> bool:
    return Draft.objects.filter(token_hash=row.draft_hash).exists()


def _is_ending(row: SurveyEmail) -> bool:
    """Whether a reminder is still true, and its reader has not closed the links that were sent."""
    draft = _draft_of(row)
    links = DraftLink.objects.valid().filter(draft_hash=row.draft_hash, sent_to=row.recipient)
    return draft is not None and lifetimes.is_ending(draft) and links.exists()


_VALUES: dict[SurveyEmail.Kind, Callable[[SurveyEmail, list[DraftLink]], Context]] = {
    SurveyEmail.Kind.RESUME: _resume,
    SurveyEmail.Kind.REMINDER: _resume,
    SurveyEmail.Kind.INVITATION: _invitation,
    SurveyEmail.Kind.CORRECTION: _correction,
    SurveyEmail.Kind.CORRECTED: _corrected,
}
_MEANT: dict[SurveyEmail.Kind, Callable[[SurveyEmail], bool]] = {
    SurveyEmail.Kind.RESUME: _is_unfinished,
    SurveyEmail.Kind.REMINDER: _is_ending,
    SurveyEmail.Kind.INVITATION: lambda row: row.invitation is not None and row.invitation.is_valid,
    SurveyEmail.Kind.CORRECTION: lambda row: row.correction is not None and row.correction.is_open,
    SurveyEmail.Kind.CORRECTED: lambda row: row.correction is not None,
}
