"""The register of initial mappings."""

from django.contrib.admin import display
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import User
from partners.models import Mapping
from partners.registers.base import LANGUAGE_NAMES, Line, Part, Register
from partners.registers.filters import CaseStateFilter, LanguageFilter, YearFilter


class MappingRegister(Register):
    """Every initial mapping that came in, with the organisation and where its case stands."""

    model = Mapping
    menu_label = gettext_lazy("Mappings")
    menu_icon = "form"
    base_url_path = "partners/mappings"
    list_display = ("organisation", "case_state", "sector", "language", "received_at")
    list_filter = (
        ("partner__state", CaseStateFilter),
        ("received_at", YearFilter),
        ("submission__version__locale", LanguageFilter),
    )
    list_select_related = ("partner__sector", "submission__version")
    list_export = (
        "organisation",
        "business_id",
        "case_state",
        "sector",
        "language",
        "received_at",
        "reference",
        "level",
    )
    inspect_view_fields = ["organisation", "case_state", "sector", "language", "received_at", "reference", "level"]
    search_fields = ("partner__name", "partner__business_id", "submission__title")
    ordering = ("-received_at",)

    @display(description=gettext_lazy("sector"), ordering="partner__sector")
    def sector(self, mapping: Mapping) -> str:
        return str(mapping.partner.sector or "")

    @display(description=gettext_lazy("language"), ordering="submission__version__locale")
    def language(self, mapping: Mapping) -> str:
        return str(LANGUAGE_NAMES.get(mapping.submission.version.locale, ""))

    @display(description=gettext_lazy("reference"))
    def reference(self, mapping: Mapping) -> str:
        return str(mapping.submission.reference)

    @display(description=gettext_lazy("result"))
    def level(self, mapping: Mapping) -> str:
        scores = mapping.submission.scores or {}
        if scores.get("percent") is None:
            return ""
        return f"{scores['percent']} % {scores.get('band') or ''}".strip()

    def parts(self, mapping: Mapping, user: User) -> list[Part]:
        suggestions = mapping.suggestions.select_related("template__theme")
        lines = tuple(Line(row.template.title, row.template.theme.name) for row in suggestions)
        return [Part(_("Goals that the answers suggest"), lines, _("The answers suggest no goals."))]
