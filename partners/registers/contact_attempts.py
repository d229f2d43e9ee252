"""The register of contact attempts."""

from django.contrib.admin import display
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import ContactAttempt
from partners.registers.base import Register, named
from partners.registers.filters import CaseStateFilter, LanguageFilter, OneOf, YearFilter


class ContactAttemptRegister(Register):
    """Every time that the city has tried to reach an organisation."""

    model = ContactAttempt
    menu_label = gettext_lazy("Contact attempts")
    menu_icon = "comment"
    base_url_path = "partners/attempts"
    list_display = ("organisation", "made_at", "channel_name", "outcome_name", "maker", "case_state")
    list_filter = (
        ("outcome", OneOf),
        ("channel", OneOf),
        ("made_at", YearFilter),
        ("partner__contact_language", LanguageFilter),
        ("partner__state", CaseStateFilter),
    )
    list_select_related = ("partner", "made_by")
    list_export = (
        "organisation",
        "business_id",
        "made_at",
        "channel_name",
        "outcome_name",
        "note",
        "maker",
        "language",
        "case_state",
    )
    inspect_view_fields = [
        "organisation", "made_at", "channel_name", "outcome_name", "note", "maker", "language", "case_state",
    ]  # fmt: skip
    search_fields = ("partner__name", "partner__business_id", "note")
    ordering = ("-made_at",)

    channel_name = named("channel", gettext_lazy("channel"))
    outcome_name = named("outcome", gettext_lazy("outcome"))

    @display(description=gettext_lazy("made by"))
    def maker(self, attempt: ContactAttempt) -> str:
        if attempt.made_by is None:
            return _("sent by itself")
        return str(attempt.made_by.get_full_name() or attempt.made_by.get_username())
