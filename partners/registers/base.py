"""What all registers share: who sees them, how they are listed, looked into and exported, and the way to the case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field, display_for_value, label_for_field, lookup_field
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from cms.models import User
from partners.registers.spreadsheets import SafeSpreadsheets

LANGUAGE_NAMES = dict(settings.LANGUAGES)
SEES_CASES = "partners.change_partner"
STYLES = "css/signing.css"


@dataclass(frozen=True, slots=True)
class Line:
    """Something of a record that is said in words. `url` leads to it where there is more to see."""

    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with lines below it, after the fields of a record."""

    title: str
    lines: tuple[Line, ...]
    empty: str = ""


class ReadOnly(PermissionHelper):
    """A register is read by those who may view its records; what stands in it comes from the casework."""

    def user_can_list(self, user: User) -> bool:
        return bool(self.user_has_specific_permission(user, self.get_perm_codename("view")))

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class CaseButtons(ButtonHelper):
    """Each row leads to its details, by its first words, and to its case, for those who handle cases."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, str]]:
        kwargs["exclude"] = ["inspect"]
        buttons: list[dict[str, str]] = super().get_buttons_for_obj(obj, *args, **kwargs)
        if self.request.user.has_perm(SEES_CASES):
            classname = self.finalise_classname(["button-secondary", *(kwargs.get("classnames_add") or [])])
            address = reverse("partner_case", args=[obj.partner_id])
            buttons.append({"url": address, "label": _("Open the case"), "title": "", "classname": classname})
        return buttons


class RegisterIndexView(SafeSpreadsheets, IndexView):
    """The list. It answers to its own filters only: any other condition in the address would let a reader find out,
    by trying, what the register does not show."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_filters(self, request: HttpRequest) -> tuple[list[Any], bool, dict[str, Any], bool]:
        filters, has_filters, _others, use_distinct = super().get_filters(request)
        return filters, has_filters, {}, use_distinct


class RegisterInspectView(InspectView):
    """One record: its fields in the register's order, and what belongs to it."""

    def get_page_title(self) -> str:
        return str(capfirst(self.verbose_name))

    def get_meta_title(self) -> str:
        return f"{capfirst(self.verbose_name)}: {self.instance}"

    def get_dict_for_field(self, field_name: str) -> dict[str, Any]:
        field, _attribute, value = lookup_field(field_name, self.instance, self.model_admin)
        label = label_for_field(field_name, model=self.model, model_admin=self.model_admin)
        return {"label": capfirst(str(label)), "value": self._shown(field, value)}

    def _shown(self, field: Any, value: Any) -> Any:
        empty = self.model_admin.empty_value_display
        if field is None or field.is_relation:
            return display_for_value(value, empty) if value != "" else empty
        return display_for_field(value, field, empty)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parts=self.model_admin.parts(self.instance, self.request.user), **kwargs)


class Register(ModelAdmin):
    """A list of one kind of record. `partner_of` finds the organisation that a record belongs to."""

    permission_helper_class = ReadOnly
    button_helper_class = CaseButtons
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    index_template_name = "partners/admin/registers/index.html"
    inspect_template_name = "partners/admin/registers/inspect.html"
    index_view_extra_css = [STYLES]
    inspect_view_extra_css = ["css/case.css", STYLES]
    inspect_view_enabled = True
    history_view_enabled = False
    empty_value_display = "–"
    list_per_page = 50

    def parts(self, record: Any, user: User) -> list[Part]:
        """What stands below the fields when `user` looks into `record`."""
        return []

    @display(description=gettext_lazy("organisation"), ordering="partner__name")
    def organisation(self, record: Any) -> str:
        return str(record.partner.name)

    @display(description=gettext_lazy("business ID"))
    def business_id(self, record: Any) -> str:
        return str(record.partner.business_id)

    @display(description=gettext_lazy("state of the case"), ordering="partner__state")
    def case_state(self, record: Any) -> str:
        return str(record.partner.get_state_display())

    @display(description=gettext_lazy("language"), ordering="partner__contact_language")
    def language(self, record: Any) -> str:
        return str(LANGUAGE_NAMES.get(record.partner.contact_language, ""))


def named(field: str, description: Any) -> Callable[[Any, Any], str]:
    """A column that says a choice in words, in lists and exports alike."""

    @display(description=description, ordering=field)
    def column(_register: Any, record: Any) -> str:
        return str(getattr(record, f"get_{field}_display")())

    return column
