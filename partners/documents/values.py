"""What the documents say: frozen values in one language, with no database behind them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal as a document shows it; numbers are written in the document's language."""

    pledge: str
    theme: str
    effect: str
    indicator: str
    unit: str
    baseline: str
    target: str
    target_year: int | None
    horizon: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when and how; empty where nobody has signed yet."""

    name: str = ""
    title: str = ""
    signed_on: date | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentDocument:
    """A commitment, as a draft or as signed. `language` is sv, fi or en."""

    number: str
    language: str
    organisation: str
    business_id: str
    city: str
    goals: tuple[GoalLine, ...]
    description_version: str
    description_url: str
    organisation_signature: Signature
    city_signature: Signature
    is_draft: bool
    attempts_before_ending: int
    notice_days: int


@dataclass(frozen=True, slots=True)
class AnnexDocument:
    """New goals in place of earlier ones, which say what became of them in `outcome`."""

    number: str
    annex_number: int
    language: str
    organisation: str
    business_id: str
    city: str
    agreed_on: date
    goals: tuple[GoalLine, ...]
    replaced: tuple[GoalLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A label with what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report, under its own heading."""

    title: str
    rows: tuple[Row, ...] = ()
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """Any other document: an extract of data, a yearly report, a list of names, an order of the day."""

    title: str
    language: str
    subtitle: str
    sections: tuple[Section, ...]
