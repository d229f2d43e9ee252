"""The words of an annex: the goals from now on, and what became of the earlier ones."""

from dataclasses import asdict
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from partners.documents.commitments import goals_data
from partners.documents.values import AnnexDocument, Row


def annex_data(document: AnnexDocument) -> dict[str, Any]:
    """What `annex.typ` reads, in the document's language."""
    with override(document.language):
        facts = [
            Row(_("Commitment"), document.number),
            Row(_("Organisation"), document.organisation),
            Row(_("Business ID"), document.business_id),
            Row(_("City"), document.city),
            Row(_("Agreed on"), date_format(document.agreed_on)),
        ]
        return {
            "title": _("Annex %(number)d to the climate partner's commitment") % {"number": document.annex_number},
            "language": document.language,
            "facts": [asdict(row) for row in facts if row.value],
            "opening": [_opening(document)],
            "goals_heading": _("The goals from now on"),
            "goals": goals_data(document.goals),
            "replaced_heading": _("Earlier goals"),
            "replaced": goals_data(document.replaced),
            "closing": [_("In all else the commitment stands as it was signed.")],
        }


def _opening(document: AnnexDocument) -> str:
    if document.replaced:
        return _("The organisation and the city have agreed on these goals in place of the earlier ones.")
    return _("The organisation and the city have agreed that these are the organisation's goals from now on.")
