"""The view of a case: parses what staff chose, calls one service, and shows the case again."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db.models import Prefetch
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from partners import lifecycle, services
from partners.case.forms import AwardForm, EndForm, GoalsForm, SigningForm
from partners.case.page import Case
from partners.models import Goal, Partner, PartnerIndexPage
from partners.showcase import partner_url
from partners.states import PartnerState

GIVE_AWARD = ("partners.add_award", "partners.publish_award")
ENDINGS = ("close", "withdraw")


class CaseView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """One case. Every button posts its own name; what cannot be done comes back with the fields as they were typed."""

    model = Partner
    permission_required = "change"
    template_name = "partners/admin/case.html"
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bound: dict[str, Any] = {}

    @cached_property
    def partner(self) -> Partner:
        goals = Goal.objects.select_related("theme", "template__theme", "unit").order_by("pk")
        partners = Partner.objects.select_related("sector", "latest_revision").prefetch_related(
            Prefetch("goals", goals)
        )
        found: Partner = get_object_or_404(partners, pk=self.kwargs["pk"])
        return found

    @cached_property
    def case(self) -> Case:
        return Case(self.partner, self.request.user)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        buttons: dict[str, Callable[[], str | None]] = {
            "receive": self.receive_mapping,
            "agree": self.agree_goals,
            "activate": self.activate,
            "award": self.give_award,
            "end": self.end,
            "reopen": self.reopen,
        }
        pressed = next((button for button in buttons if button in request.POST), None)
        if pressed is None:
            raise SuspiciousOperation
        done = buttons[pressed]()
        if done is None:
            return self.get(request, pk)
        messages.success(request, done)
        return redirect("partner_case", pk)

    def receive_mapping(self) -> str | None:
        self._require(lifecycle.transition("receive_mapping").permission)
        done = self._try(lambda: services.receive_mapping(partner=self.partner, user=self.request.user))
        return _("The mapping is noted as received.") if done else None

    def agree_goals(self) -> str | None:
        self._require(lifecycle.transition("agree_goals").permission)
        form = self.bound["goals_form"] = self._goals_form(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("The goals were not agreed. Mend what is marked below."))
            return None
        picks = form.picks()
        done = self._try(lambda: services.agree_goals(partner=self.partner, picks=picks, user=self.request.user), form)
        return _("The goals are agreed.") if done else None

    def activate(self) -> str | None:
        self._require(lifecycle.transition("activate").permission)
        form = self.bound["signing_form"] = SigningForm(self.request.POST)
        if not form.is_valid():
            return None
        signed_on = form.cleaned_data["signed_on"]
        done = self._try(
            lambda: services.activate_partner(partner=self.partner, signed_on=signed_on, user=self.request.user), form
        )
        return _("The partner is active and shown to visitors.") if done else None

    def give_award(self) -> str | None:
        self._require(*GIVE_AWARD)
        form = self.bound["award_form"] = AwardForm(self.request.POST, partner=self.partner)
        if not form.is_valid():
            messages.error(self.request, _("The award was not given. Mend what is marked below."))
            return None
        done = self._try(
            lambda: services.give_award(
                partner=self.partner,
                year=form.cleaned_data["year"],
                motivation=form.texts("motivation"),
                special_mention=form.texts("special_mention"),
                user=self.request.user,
            ),
            form,
        )
        return _("The award is given and shown to visitors.") if done else None

    def end(self) -> str | None:
        self._require(lifecycle.transition("close").permission)
        form = self.bound["end_form"] = EndForm(self.request.POST)
        if not form.is_valid():
            return None
        reason = form.cleaned_data["reason"]
        done = self._try(lambda: services.end_case(partner=self.partner, user=self.request.user, reason=reason), form)
        return _("The case has ended.") if done else None

    def reopen(self) -> str | None:
        self._require(lifecycle.transition("reopen").permission)
        done = self._try(lambda: services.reopen_case(partner=self.partner, user=self.request.user))
        return _("The case is open again.") if done else None

    def _require(self, *permissions: str) -> None:
        if not self.request.user.has_perms(permissions):
            raise PermissionDenied

    def _try(self, service: Callable[[], object], form: BaseForm | GoalsForm | None = None) -> bool:
        """Run `service`; where it refuses, put its reasons on the form, or at the top of the page."""
        try:
            service()
        except ValidationError as error:
            if (
                isinstance(form, BaseForm)
                and hasattr(error, "error_dict")
                and set(error.error_dict) <= set(form.fields)
            ):
                form.add_error(None, error)
            elif isinstance(form, GoalsForm):
                form.errors.extend(error.messages)
            else:
                messages.error(self.request, " ".join(error.messages))
            return False
        return True

    def _goals_form(self, data: Any = None) -> GoalsForm | None:
        offered = self.case.offered(get_language() or "en")
        return GoalsForm(offered, taken=self.case.taken, first_language=self.partner.contact_language, data=data)

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
        return super().get_context_data(case=self.case, partner=self.partner, **self._forms(), **kwargs)

    def _forms(self) -> dict[str, Any]:
        """The forms that the case's state calls for, as posted or fresh."""
        partner, user, shown = self.partner, self.request.user, dict(self.bound)
        if lifecycle.can(partner, "agree_goals"):
            shown.setdefault("goals_form", self._goals_form())
        if lifecycle.can(partner, "activate") and user.has_perm(lifecycle.transition("activate").permission):
            shown.setdefault("signing_form", SigningForm(initial={"signed_on": timezone.localdate()}))
        if any(lifecycle.can(partner, action) for action in ENDINGS):
            shown.setdefault("end_form", EndForm())
        if partner.state == PartnerState.ACTIVE:
            shown["award_of_the_year"] = self.case.award_of_the_year
            if user.has_perms(GIVE_AWARD):
                initial = {"year": self.case.this_year} | self.case.motivation
                shown.setdefault("award_form", AwardForm(partner=partner, initial=initial))
        shown["can_receive_mapping"] = lifecycle.can(partner, "receive_mapping") and not self.case.mappings
        shown["can_reopen"] = lifecycle.can(partner, "reopen")
        return shown
