"""A new case, for an organisation that got in touch by telephone, by e-mail or at a meeting."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from partners import services
from partners.case.forms import NewCaseForm
from partners.models import Partner


class NewCaseView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for no more than the first contact gives."""

    model = Partner
    permission_required = "add"
    template_name = "partners/admin/new_case.html"
    form_class = NewCaseForm
    page_title = _("New case")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy("wagtailsnippets_partners_partner:list"), "label": _("Partners")},
            {"url": "", "label": _("New case")},
        ]

    def form_valid(self, form: NewCaseForm) -> HttpResponse:
        try:
            self.partner = services.open_contact(**form.organisation(), user=self.request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("The case is open, and a receipt is on its way to the organisation."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("partner_case", args=[self.partner.pk])
