"""The view of a case: finds the button that was pressed, lets it do its work, and shows the case again."""

from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db.models import Prefetch
from django.forms import BaseForm, Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from partners.case.actions import ACTIONS, Action
from partners.case.page import Case
from partners.models import Goal, Partner, PartnerIndexPage
from partners.showcase import partner_url


class CaseView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """One case. Every button posts its own name; what cannot be done comes back with the fields as they were typed."""

    model = Partner
    permission_required = "change"
    template_name = "partners/admin/case.html"
    header_icon = "group"

    @cached_property
    def partner(self) -> Partner:
        goals = Goal.objects.select_related("theme", "template__theme", "template__unit", "unit").order_by("pk")
        partners = Partner.objects.select_related("sector", "latest_revision").prefetch_related(
            Prefetch("goals", goals)
        )
        found: Partner = get_object_or_404(partners, pk=self.kwargs["pk"])
        return found

    @cached_property
    def case(self) -> Case:
        return Case(self.partner, self.request.user)

    @cached_property
    def actions(self) -> dict[str, Action]:
        return {name: action(self.case, self.request.user) for name, action in ACTIONS.items()}

    @property
    def offered(self) -> dict[str, Action]:
        """The buttons that the case calls for and that the user may press."""
        return {name: action for name, action in self.actions.items() if action.is_allowed and action.is_offered}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        action = next((self.actions[name] for name in ACTIONS if name in request.POST), None)
        version = request.POST.get("case_version", "")
        if action is None or not version.isdecimal():
            raise SuspiciousOperation
        if not action.is_allowed:
            raise PermissionDenied
        if self._take(action, int(version)):
            messages.success(request, action.done)
            return redirect("partner_case", pk)
        return self.get(request, pk)

    def _take(self, action: Action, version: int) -> bool:
        seen = copy(self.partner)
        seen.case_version = version
        try:
            if action.take(self.request.POST, self.request.FILES, seen):
                return True
        except ValidationError as error:
            if words := action.refuse(error):
                messages.error(self.request, " ".join(words))
                return False
        words = _("Nothing was saved. Mend what is marked below.")
        if not action.is_offered:
            words = _("Nothing was saved: the case has moved on. What you wrote is below.")
        messages.error(self.request, words)
        return False

    def get_page_title(self) -> str:
        return _("Case: %(name)s") % {"name": self.case.words.name}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailsnippets_partners_partner:list"), "label": _("Partners")},
            {"url": self._edit_url, "label": self.case.words.name},
            {"url": "", "label": _("Case")},
        ]

    @property
    def _edit_url(self) -> str:
        return reverse("wagtailsnippets_partners_partner:edit", args=[self.partner.pk])

    @property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [HeaderButton(_("Edit"), url=self._edit_url, icon_name="edit")]
        if public := partner_url(self.partner, PartnerIndexPage.url_for(self.request)):
            buttons.append(HeaderButton(_("See on the site"), url=public, icon_name="view"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offered = self.offered
        forms = [action.form for action in offered.values() if isinstance(action.form, BaseForm)]
        unkept = [action for name, action in self.actions.items() if action.is_posted and name not in offered]
        return super().get_context_data(
            case=self.case,
            partner=self.partner,
            do=offered,
            unkept=unkept[0] if unkept else None,
            media=sum((form.media for form in forms), Media()),
            **kwargs,
        )
