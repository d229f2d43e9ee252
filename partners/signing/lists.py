"""The list of names and the order of the day, as one document for whoever holds the occasion."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.translated import in_language
from partners.documents.values import ReportDocument, Row, Section, Table
from partners.models import ProgrammeSettings
from partners.signing.page import Invited, Occasion


def title(occasion: Occasion) -> str:
    """What the occasion's papers are called, in the active language."""
    day = date_format(localtime(occasion.record.starts_at), "DATE_FORMAT")
    return _("Signing of commitments %(day)s") % {"day": day}


def names_document(occasion: Occasion, language: str) -> ReportDocument:
    """The occasion in `language`: where and when, what happens in which order, and who signs."""
    with override(language):
        return ReportDocument(
            title=title(occasion),
            language=language,
            subtitle=in_language(ProgrammeSettings.load(), "city", language),
            sections=tuple(filter(None, (_facts(occasion, language), _order(occasion, language), _names(occasion)))),
        )


def _facts(occasion: Occasion, language: str) -> Section:
    record = occasion.record
    starts, ends = localtime(record.starts_at), localtime(record.ends_at)
    day = date_format(starts, "DATE_FORMAT")
    time = f"{date_format(starts, 'TIME_FORMAT')}–{date_format(ends, 'TIME_FORMAT')}"
    return Section(
        title=_("Time and place"),
        rows=(
            Row(_("Day"), day),
            Row(_("Time"), time),
            Row(_("Place"), in_language(record, "place", language)),
            Row(_("Signs for the city"), record.city_signatory),
        ),
    )


def _order(occasion: Occasion, language: str) -> Section | None:
    lines = tuple(line.strip() for line in in_language(occasion.record, "programme", language).splitlines())
    items = tuple(line for line in lines if line)
    return Section(title=_("Order of the day"), paragraphs=items) if items else None


def _names(occasion: Occasion) -> Section:
    header = (_("Organisation"), _("Who signs"), _("Signatory's title"), _("Commitment"), _("Answer"))
    rows = tuple(_name(row) for row in occasion.signers)
    if not rows:
        return Section(title=_("Those who sign"), paragraphs=(_("Nobody has been invited."),))
    count = ngettext("%(count)d organisation", "%(count)d organisations", len(rows)) % {"count": len(rows)}
    return Section(title=_("Those who sign"), table=Table(count, header, rows))


def _name(row: Invited) -> tuple[str, ...]:
    number = row.commitment.number if row.commitment is not None else "–"
    invitation = row.invitation
    return (row.partner.name, invitation.signatory_name, invitation.signatory_title or "–", number, row.reply)
