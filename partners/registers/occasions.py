"""The register of signing occasions, and where staff write them."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.views import CreateView, EditView

from cms.models import User
from partners.models import InvitationState, OccasionState, ProgrammeSettings, SigningOccasion
from partners.models.signing import STANDING
from partners.registers.base import (
    SEES_CASES,
    Line,
    Part,
    ReadOnly,
    Register,
    RegisterIndexView,
    named,
)
from partners.registers.filters import OneOf, YearFilter
from partners.signing import years

TOLD = ("starts_at", "ends_at", "place_sv", "place_fi", "place_en")
"""What the invitations say: whoever has one must hear of a change."""


def page_url(occasion: SigningOccasion) -> str:
    return reverse("signing_occasion", args=[occasion.pk])


class OccasionPermissions(ReadOnly):
    """Occasions are written here until they are held or cancelled; from then on they are history.

    Whoever handles cases finds them here too: that is the way to their pages.
    """

    def user_can_list(self, user: User) -> bool:
        return super().user_can_list(user) or bool(user.has_perm(SEES_CASES))

    def user_can_create(self, user: User) -> bool:
        return bool(self.user_has_specific_permission(user, self.get_perm_codename("add")))

    def user_can_edit_obj(self, user: User, obj: SigningOccasion) -> bool:
        may_change = self.user_has_specific_permission(user, self.get_perm_codename("change"))
        return bool(may_change) and obj.state == OccasionState.OPEN


class OccasionButtons(ButtonHelper):
    """A row leads to the occasion's own page; to a reader of registers, to its details."""

    def get_buttons_for_obj(self, obj: SigningOccasion, *args: Any, **kwargs: Any) -> list[dict[str, str]]:
        """The cases of an occasion are many: its page has the way to each."""
        kwargs["exclude"] = ["inspect"]
        buttons: list[dict[str, str]] = ButtonHelper.get_buttons_for_obj(self, obj, *args, **kwargs)
        if self.request.user.has_perm(SEES_CASES):
            buttons.insert(0, self._page(obj, ["button-secondary", *(kwargs.get("classnames_add") or [])]))
        return buttons

    def get_primary_button(self, obj: SigningOccasion) -> dict[str, str] | None:
        if self.request.user.has_perm(SEES_CASES):
            return self._page(obj)
        return self.inspect_button(obj.pk)

    def _page(self, obj: SigningOccasion, classes: list[str] | None = None) -> dict[str, str]:
        return {
            "url": page_url(obj),
            "label": _("Open the occasion"),
            "title": "",
            "classname": self.finalise_classname(classes),
        }


class OccasionsView(RegisterIndexView):
    """The list, with a word on how many occasions a year has."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(hints=years.hints(), **kwargs)


class WrittenHere:
    """After saving: to the occasion's page, with what there is to know."""

    def get_success_url(self) -> str:
        if self.request.user.has_perm(SEES_CASES):
            return page_url(self.instance)
        return str(self.index_url)

    def get_success_message_buttons(self, instance: SigningOccasion) -> list[Any]:
        return []

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if hint := years.hint(self.instance):
            messages.warning(self.request, hint)
        return response


class CreateOccasionView(WrittenHere, CreateView):
    """A new occasion, with the city's usual signatory."""

    def get_instance(self) -> SigningOccasion:
        fresh = SigningOccasion(city_signatory=ProgrammeSettings.load().signatory_name)
        return getattr(self, "instance", None) or fresh


class EditOccasionView(WrittenHere, EditView):
    """An open occasion. Staff are told when those invited have been told otherwise."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        invited = self.instance.invitations.filter(state__in=STANDING).count()
        if invited and set(TOLD) & set(form.changed_data):
            words = ngettext(
                "%(count)d organisation has been invited with the former time or place. Tell it of the change.",
                "%(count)d organisations have been invited with the former time or place. Tell them of the change.",
                invited,
            )
            messages.warning(self.request, words % {"count": invited})
        return response


class SigningOccasionRegister(Register):
    """Every occasion at which commitments are signed."""

    model = SigningOccasion
    menu_label = gettext_lazy("Signing occasions")
    menu_icon = "calendar-alt"
    base_url_path = "partners/occasions"
    permission_helper_class = OccasionPermissions
    button_helper_class = OccasionButtons
    index_view_class = OccasionsView
    create_view_class = CreateOccasionView
    edit_view_class = EditOccasionView
    index_template_name = "partners/admin/registers/occasions.html"
    list_display = ("starts_at", "place_name", "state", "city_signatory", "invited", "signed")
    list_filter = (("state", OneOf), ("starts_at", YearFilter))
    list_export = (
        "starts_at",
        "ends_at",
        "place_sv",
        "place_fi",
        "place_en",
        "city_signatory",
        "state_name",
        "invited",
        "signed",
        "publish_at",
    )
    inspect_view_fields = ["starts_at", "ends_at", "place_name", "state_name", "city_signatory", "publish_at"]
    search_fields = ("place_sv", "place_fi", "place_en", "city_signatory")
    ordering = ("-starts_at",)
    state_name = named("state", gettext_lazy("state"))

    def get_queryset(self, request: HttpRequest) -> "QuerySet[SigningOccasion]":
        standing = Count("invitations", filter=Q(invitations__state__in=STANDING))
        signed = Count("invitations", filter=Q(invitations__state=InvitationState.SIGNED))
        return super().get_queryset(request).annotate(invited_count=standing, signed_count=signed)

    @display(description=gettext_lazy("place"))
    def place_name(self, occasion: SigningOccasion) -> str:
        return str(occasion.place)

    @display(description=gettext_lazy("organisations invited"), ordering="invited_count")
    def invited(self, occasion: Any) -> str:
        return str(occasion.invited_count)

    @display(description=gettext_lazy("organisations that signed"), ordering="signed_count")
    def signed(self, occasion: Any) -> str:
        return str(occasion.signed_count)

    def parts(self, occasion: SigningOccasion, user: User) -> list[Part]:
        rows = occasion.invitations.select_related("partner")
        lines = tuple(Line(row.partner.name, f"{row.signatory_name} · {row.get_state_display()}") for row in rows)
        return [Part(_("Those invited"), lines, _("Nobody has been invited."))]
