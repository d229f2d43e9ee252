"""The register of commitments."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import display
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.models import User
from cms.translated import LANGUAGES
from partners.models import Annex, Commitment
from partners.models.columns import column_label
from partners.papers import DOCUMENT_LANGUAGES
from partners.registers.base import SEES_CASES, Line, Part, Register, named
from partners.registers.filters import CaseStateFilter, LanguageFilter, OneOf, YearFilter, YearOfDayFilter


class CommitmentRegister(Register):
    """Every commitment that was drawn up, whatever became of it."""

    model = Commitment
    menu_label = gettext_lazy("Commitments")
    menu_icon = "doc-full"
    base_url_path = "partners/commitments"
    list_display = ("number", "organisation", "state", "organisation_signed_on", "city_signed_on", "case_state")
    list_filter = (
        ("state", OneOf),
        ("drawn_up_at", YearFilter),
        ("organisation_signed_on", YearOfDayFilter),
        ("partner__contact_language", LanguageFilter),
        ("partner__state", CaseStateFilter),
    )
    list_select_related = ("partner", "occasion", "description")
    list_export = (
        "number",
        "organisation",
        "business_id",
        "state_name",
        "drawn_up_at",
        "organisation_signatory",
        "signatory_title",
        "organisation_signed_on",
        "organisation_how",
        "city_signatory",
        "city_signed_on",
        "city_how",
        "description_version",
        "pledges",
        "ended_on",
        "ground",
        "language",
        "case_state",
    )
    inspect_view_fields = [
        "number",
        "organisation",
        "business_id",
        "state_name",
        "drawn_up_at",
        "organisation_signatory",
        "signatory_title",
        "organisation_signed_on",
        "organisation_how",
        "city_signatory",
        "city_signed_on",
        "city_how",
        "occasion",
        "description_version",
        "ended_on",
        "ground",
        "case_state",
    ]
    search_fields = (
        "number", "partner__name", "partner__business_id", "organisation_signatory", "city_signatory",
    )  # fmt: skip
    ordering = ("-number",)

    state_name = named("state", gettext_lazy("state"))
    organisation_how = named("organisation_signed_how", gettext_lazy("how the organisation signed"))
    city_how = named("city_signed_how", gettext_lazy("how the city signed"))
    ground = named("ending_ground", gettext_lazy("ground for ending"))

    @display(description=gettext_lazy("signatory's title"))
    def signatory_title(self, commitment: Commitment) -> str:
        return str(commitment.organisation_title)

    @display(description=gettext_lazy("data-protection description"))
    def description_version(self, commitment: Commitment) -> str:
        return commitment.description.version if commitment.description else ""

    @display(description=gettext_lazy("goals"))
    def pledges(self, commitment: Commitment) -> str:
        return "; ".join(line.text for line in _lines(commitment.goals))

    def parts(self, commitment: Commitment, user: User) -> list[Part]:
        found = [Part(_("Goals as they were signed") if commitment.is_signed_by_both else _("Goals as drawn up"),
                      _lines(commitment.goals), _("The commitment has no goals."))]  # fmt: skip
        annexes = list(commitment.annexes.all())
        for annex in annexes:
            title = _("Annex %(number)d, agreed on %(day)s")
            day = date_format(annex.agreed_on)
            found.append(Part(title % {"number": annex.number, "day": day}, _lines(annex.goals)))
        if user.has_perm(SEES_CASES):
            found.append(Part(_("Papers"), _papers(commitment, annexes)))
        return found


def _papers(commitment: Commitment, annexes: Iterable[Annex]) -> tuple[Line, ...]:
    case, lines = commitment.partner_id, []
    for language in DOCUMENT_LANGUAGES:
        address = reverse("partner_commitment_pdf", args=[case, commitment.pk, language])
        lines.append(Line(str(column_label(_("Commitment"), language)), "PDF", address))
    for annex in annexes:
        name = _("Annex %(number)d") % {"number": annex.number}
        for language in DOCUMENT_LANGUAGES:
            address = reverse("partner_annex_pdf", args=[case, annex.pk, language])
            lines.append(Line(str(column_label(name, language)), "PDF", address))
    if commitment.scan:
        address = reverse("partner_signed_scan", args=[case, commitment.pk])
        lines.append(Line(str(capfirst(_("signed scan"))), "PDF", address))
    return tuple(lines)


def _lines(entries: list[dict[str, Any]]) -> tuple[Line, ...]:
    """Frozen goals in the reader's language."""
    language = get_language() if get_language() in LANGUAGES else LANGUAGES[0]
    texts = [entry["texts"][language] for entry in entries]
    return tuple(Line(text["pledge"], " · ".join(filter(None, (text["theme"], text["effect"])))) for text in texts)
