"""The words of a commitment: what each side undertakes, how it may end, and who signs."""

from dataclasses import asdict
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partners.documents.values import CommitmentDocument, GoalLine, Row, Signature


def commitment_data(document: CommitmentDocument) -> dict[str, Any]:
    """What `commitment.typ` reads of one document, in its language."""
    with override(document.language):
        return {
            "title": _("Climate partner's commitment"),
            "draft_note": _("Draft. It binds nobody before both have signed it.") if document.is_draft else "",
            "facts": _shown(
                Row(_("Number of the commitment"), document.number),
                Row(_("Organisation"), document.organisation),
                Row(_("Business ID"), document.business_id),
                Row(_("City"), document.city),
            ),
            "opening": [
                _(
                    "This is a commitment between the organisation and the city. It is voluntary and free of charge, "
                    "and it is mutual: both sides undertake something."
                )
            ],
            "goals_heading": _("The organisation's goals"),
            "goals": goals_data(document.goals),
            "parts": [_organisation(), _city(), _follow_up(), _ending(document)],
            "description_heading": _("Data protection"),
            "description": _(
                "By signing, the organisation accepts the data-protection description of the partnership, "
                "version %(version)s. It can be read here:"
            )
            % {"version": document.description_version},
            "description_url": document.description_url,
            "signatures_heading": _("Signatures"),
            "signatures": [
                _signature(_("For the organisation"), document.organisation_signature, document.is_draft),
                _signature(_("For the city"), document.city_signature, document.is_draft),
            ],
        }


def goals_data(lines: tuple[GoalLine, ...]) -> list[dict[str, Any]]:
    """Each goal with what is known of it; what is not known is left out."""
    return [{"pledge": line.pledge, "rows": _goal_rows(line)} for line in lines]


def _goal_rows(line: GoalLine) -> list[dict[str, str]]:
    year = str(line.target_year) if line.target_year else ""
    unit = f" {line.unit}" if line.unit else ""
    return _shown(
        Row(_("What has become of it"), line.outcome),
        Row(_("Theme"), line.theme),
        Row(_("Why it matters"), line.effect),
        Row(_("How it is measured"), line.indicator),
        Row(_("Baseline"), f"{line.baseline}{unit}" if line.baseline else ""),
        Row(_("Target"), line.target),
        Row(_("Target year"), year),
        Row(_("Horizon"), line.horizon),
    )


def _organisation() -> dict[str, Any]:
    return {
        "closing": [],
        "heading": _("What the organisation undertakes"),
        "paragraphs": [_("The organisation:")],
        "bullets": [
            _("carries out the goals above"),
            _("starts developing its own operations"),
            _("tells about the commitment, and makes the goals visible inside the organisation"),
        ],
    }


def _city() -> dict[str, Any]:
    return {
        "closing": [],
        "heading": _("What the city undertakes"),
        "paragraphs": [_("The partner gets from the city:")],
        "bullets": [
            _("the programme's symbol for its own use, delivered separately, to be used by the graphic guideline"),
            _("visibility on the city's site and in its social media"),
            _("a chance of the award that is given to one of the partners each year"),
            _("a network with regular meetings and trainings"),
            _("information on coming projects and procurements"),
            _("a voice in market dialogue"),
            _("support and tools for business development, from the development company Posintra"),
        ],
    }


def _follow_up() -> dict[str, Any]:
    return {
        "closing": [],
        "heading": _("Follow-up"),
        "paragraphs": [
            _(
                "Once a year the city's contact person asks how the goals are going, whether they need revising or "
                "new ones setting, and whether the organisation needs support. The follow-up is there to help. "
                "It is no reporting duty, and no figures are required."
            ),
            _("New goals become an annex to this commitment."),
        ],
        "bullets": [],
    }


def _ending(document: CommitmentDocument) -> dict[str, Any]:
    attempts = ngettext("%(count)d logged attempt", "%(count)d logged attempts", document.attempts_before_ending) % {
        "count": document.attempts_before_ending
    }
    notice = ngettext("%(count)d day", "%(count)d days", document.notice_days) % {"count": document.notice_days}
    return {
        "heading": _("How the commitment ends"),
        "paragraphs": [
            _("The organisation may end the commitment whenever it wants, by telling the city."),
            _("The city may end it one-sidedly on these two grounds only:"),
        ],
        "bullets": [
            _("the organisation does not answer the city's contacts, after %(attempts)s and a notice of %(notice)s")
            % {"attempts": attempts, "notice": notice},
            _(
                "the organisation is not interested in going on and setting new goals in place of those reached, "
                "after a notice of %(notice)s"
            )
            % {"notice": notice},
        ],
        "closing": [_("A goal that was missed is no ground for ending.")],
    }


def _signature(heading: str, signature: Signature, is_draft: bool) -> dict[str, Any]:
    if is_draft or signature.signed_on is None:
        rows: list[dict[str, str]] = []
    else:
        rows = _shown(
            Row(_("Name"), signature.name),
            Row(_("Job title"), signature.title),
            Row(_("Signed on"), date_format(signature.signed_on)),
            Row(_("How"), signature.how),
        )
    return {"heading": heading, "rows": rows, "blank": [_("Place and date"), _("Signature, name and title")]}


def _shown(*rows: Row) -> list[dict[str, str]]:
    return [asdict(row) for row in rows if row.value]
