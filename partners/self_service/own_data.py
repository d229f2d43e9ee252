"""Everything that the programme keeps about one organisation, for itself: as JSON, and as sections of a document.

Each kind of record is one `Kind`: its columns are read from the model, so that a new column is in the export from its
first day. What is left out is named, with the reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from cms.models import User
from cms.translated import LANGUAGES, translated_names
from forms.engine.evaluate import evaluate
from forms.presentation import answer_sections
from partners.documents.values import ReportDocument, Row, Section
from partners.models import (
    AccessLink,
    Annex,
    Award,
    AwardCandidate,
    Commitment,
    ContactAttempt,
    DialogueInvitation,
    EndingNotice,
    EventSignUp,
    FollowUp,
    Goal,
    GoalReport,
    GuidelineAcceptance,
    Mapping,
    Partner,
    SentLetter,
    SigningInvitation,
    SuggestedGoal,
    SymbolDownload,
    Task,
)

Records = Callable[[Partner], Iterable[models.Model]]
Json = dict[str, Any]

DRAFTS = {"live", "live_revision", "latest_revision", "has_unpublished_changes", "go_live_at", "expire_at", "expired"}
TECHNICAL = frozenset({"id", "partner", "case_version", *DRAFTS})
"""Columns that say nothing of the organisation."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. `left_out` are columns that are not the organisation's to read."""

    key: str
    title: str | Promise
    model: type[models.Model]
    records: Records
    left_out: frozenset[str] = field(default_factory=frozenset)

    def columns(self) -> list["models.Field[Any, Any]"]:
        """All but what is technical, left out, or another person: who of the staff did something is their own data."""
        return [
            column
            for column in self.model._meta.concrete_fields
            if column.name not in TECHNICAL | self.left_out and column.related_model is not User
        ]


def _of(model: type[models.Model], path: str = "partner") -> Records:
    return lambda partner: model._default_manager.filter(**{path: partner}).order_by("pk")


KINDS: tuple[Kind, ...] = (
    Kind("organisation", gettext_lazy("Organisation"), Partner, lambda partner: [partner]),
    Kind("mappings", gettext_lazy("Mappings"), Mapping, _of(Mapping)),
    Kind("suggested_goals", gettext_lazy("Suggested goals"), SuggestedGoal, _of(SuggestedGoal, "mapping__partner")),
    Kind("goals", gettext_lazy("Goals"), Goal, _of(Goal)),
    Kind("commitments", gettext_lazy("Commitments"), Commitment, _of(Commitment)),
    Kind("annexes", gettext_lazy("Annexes"), Annex, _of(Annex, "commitment__partner")),
    Kind("signing_invitations", gettext_lazy("Invitations to sign"), SigningInvitation, _of(SigningInvitation)),
    Kind("follow_ups", gettext_lazy("Follow-ups"), FollowUp, _of(FollowUp)),
    Kind("goal_reports", gettext_lazy("How goals were going"), GoalReport, _of(GoalReport, "follow_up__partner")),
    Kind("contact_attempts", gettext_lazy("Contacts"), ContactAttempt, _of(ContactAttempt)),
    Kind("notices", gettext_lazy("Notices of ending"), EndingNotice, _of(EndingNotice, "commitment__partner")),
    Kind("tasks", gettext_lazy("Tasks of the city's staff"), Task, _of(Task)),
    # A letter's context holds keys of records, whose words are here already.
    Kind("letters", gettext_lazy("Letters"), SentLetter, _of(SentLetter), frozenset({"context", "last_error"})),
    # Who holds a link's hash holds nothing, but it is nobody's to have.
    Kind("links", gettext_lazy("Links to the own page"), AccessLink, _of(AccessLink), frozenset({"token_hash"})),
    Kind("event_sign_ups", gettext_lazy("Sign-ups for events"), EventSignUp, _of(EventSignUp)),
    Kind("dialogues", gettext_lazy("Invitations to dialogue"), DialogueInvitation, _of(DialogueInvitation)),
    Kind("guideline", gettext_lazy("Acceptances of the guideline"), GuidelineAcceptance, _of(GuidelineAcceptance)),
    Kind("symbol_downloads", gettext_lazy("Downloads of the symbol"), SymbolDownload, _of(SymbolDownload)),
    Kind("awards", gettext_lazy("Awards"), Award, lambda partner: partner.awards.filter(live=True)),
    # What the jury thinks, and who proposed the organisation, is not the organisation's own.
    Kind(
        "candidacies",
        gettext_lazy("Candidacies for the award"),
        AwardCandidate,
        _of(AwardCandidate),
        frozenset({"jury_notes", "proposed_by"}),
    ),
)


def as_json(partner: Partner) -> Json:
    """Everything, under names that stay the same in every language."""
    found: Json = {"exported_at": timezone.now().isoformat(), "language": get_language()}
    for kind in KINDS:
        found[kind.key] = [_record_json(kind, record) for record in kind.records(partner)]
    [found["organisation"]] = found["organisation"]
    found["words_waiting"] = {name: str(value) for name, _label, value in _words_waiting(partner)}
    found["mapping_answers"] = [
        {"reference": mapping.submission.reference, "answers": dict(_answers(mapping))}
        for mapping in _mappings(partner)
    ]
    found["history"] = [{"time": when.isoformat(), "step": step} for when, step in _history(partner)]
    return found


def as_document(partner: Partner) -> ReportDocument:
    """The same in the reader's language, as a document."""
    sections = [section for kind in KINDS for section in _sections(kind, partner)]
    if waiting := tuple(Row(label, str(value)) for _name, label, value in _words_waiting(partner) if value):
        sections.append(Section(title=_("Description that waits for approval"), rows=waiting))
    for mapping in _mappings(partner):
        title = _("Answers to the mapping %(reference)s") % {"reference": mapping.submission.reference}
        rows = tuple(Row(label, "; ".join(value)) for label, value in _answers(mapping))
        sections.append(Section(title=title, rows=rows))
    history = tuple(Row(_moment(when), step) for when, step in _history(partner))
    if history:
        sections.append(Section(title=_("What has happened"), rows=history))
    return ReportDocument(
        title=_("What the programme keeps about %(name)s") % {"name": partner.name},
        language=get_language() or settings.LANGUAGE_CODE,
        subtitle=_moment(timezone.now()),
        sections=tuple(sections),
    )


def _record_json(kind: Kind, record: models.Model) -> Json:
    return {column.name: _plain(record, column) for column in kind.columns()}


def _plain(record: models.Model, column: "models.Field[Any, Any]") -> Any:
    value = getattr(record, column.name)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, models.Model) or hasattr(value, "storage"):
        return str(value)
    return value


def _sections(kind: Kind, partner: Partner) -> list[Section]:
    records = list(kind.records(partner))
    numbered = len(records) > 1
    return [
        Section(title=f"{kind.title} {number}" if numbered else str(kind.title), rows=_rows(kind, record))
        for number, record in enumerate(records, start=1)
    ]


def _rows(kind: Kind, record: models.Model) -> tuple[Row, ...]:
    """What has been filled in, each with its label."""
    rows = (Row(capfirst(_label(column)), _in_words(record, column)) for column in kind.columns())
    return tuple(row for row in rows if row.value)


def _label(column: "models.Field[Any, Any]") -> str:
    """What the column is called; one that nobody gave a name is called by what it leads to."""
    if column.name == "validity_code":
        return _("Code of the page about validity")
    unnamed = getattr(column, "_verbose_name", None) is None
    if unnamed and column.related_model is not None:
        return str(column.related_model._meta.verbose_name)
    return str(column.verbose_name)


def _in_words(record: models.Model, column: "models.Field[Any, Any]") -> str:
    value = getattr(record, column.name)
    if column.choices:
        return str(getattr(record, f"get_{column.name}_display")() or "")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, Decimal):
        return str(number_format(value.normalize(), use_l10n=True))
    if isinstance(value, list | dict):
        return "\n".join(_frozen_pledges(value))
    return "" if value in (None, "") else str(value)


def _frozen_pledges(entries: Any) -> list[str]:
    """The goals of a commitment or an annex as they read when they were signed."""
    language = get_language()
    shown = language if language in LANGUAGES else LANGUAGES[0]
    return [entry["texts"][shown]["pledge"] for entry in entries if isinstance(entry, dict) and "texts" in entry]


def _words_waiting(partner: Partner) -> list[tuple[str, str, Any]]:
    """The description and the logo of a draft that has not been published: column, label and value."""
    if not partner.has_unpublished_changes:
        return []
    words = partner.get_latest_revision_as_object()
    columns = (Partner._meta.get_field(name) for name in (*translated_names("description"), "logo"))
    return [(column.name, capfirst(str(column.verbose_name)), getattr(words, column.name) or "") for column in columns]


def _mappings(partner: Partner) -> list[Mapping]:
    return list(partner.mappings.select_related("submission__version", "submission__survey"))


def _answers(mapping: Mapping) -> list[tuple[str, list[str]]]:
    submission = mapping.submission
    form = submission.form
    sections = answer_sections(form, evaluate(form, submission.answers))
    return [(row.label, list(row.value)) for section in sections for row in section.rows if row.value]


def _history(partner: Partner) -> list[tuple[datetime, str]]:
    entries = registry.get_logs_for_instance(partner).order_by("timestamp", "pk")
    return [(entry.timestamp, _said(entry)) for entry in entries]


def _said(entry: Any) -> str:
    """The step and the reason that was given for it."""
    return " ".join(part for part in (str(entry.message), str(entry.data.get("reason", ""))) if part)


def _moment(value: datetime) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT")
