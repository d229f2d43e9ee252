"""Registers of the casework: lists that staff filter and look things up in, and that nobody edits by hand."""

from django.conf import settings
from django.contrib.admin import display
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from cms.models import User
from partners.models import Mapping

LANGUAGE_NAMES = dict(settings.LANGUAGES)


class ReadOnly(PermissionHelper):
    """A register is read; what stands in it comes from the casework."""

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class MappingRegister(ModelAdmin):
    """Every initial mapping that came in, with the organisation and where its case stands."""

    model = Mapping
    menu_label = _("Mappings")
    menu_icon = "form"
    menu_order = 120
    base_url_path = "partners/mappings"
    permission_helper_class = ReadOnly
    list_display = ("organisation", "case_state", "sector", "language", "received_at")
    list_filter = ("partner__state", "received_at")
    list_select_related = ("partner__sector", "submission__version")
    search_fields = ("partner__name", "partner__business_id")
    ordering = ("-received_at",)

    @display(description=_("organisation"), ordering="partner__name")
    def organisation(self, mapping: Mapping) -> str:
        return format_html('<a href="{}">{}</a>', reverse("partner_case", args=[mapping.partner_id]), mapping.partner)

    @display(description=_("state"), ordering="partner__state")
    def case_state(self, mapping: Mapping) -> str:
        return mapping.partner.get_state_display()

    @display(description=_("sector"))
    def sector(self, mapping: Mapping) -> str:
        return str(mapping.partner.sector or "–")

    @display(description=_("language"))
    def language(self, mapping: Mapping) -> str:
        return str(LANGUAGE_NAMES.get(mapping.submission.version.locale, ""))
