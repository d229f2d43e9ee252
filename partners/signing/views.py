"""The page of a signing occasion: parses what staff chose, calls one service, and shows the occasion again."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.translated import LANGUAGES
from partners import lifecycle, services
from partners.models import Partner, SigningOccasion
from partners.papers import DOCUMENT_LANGUAGES
from partners.signing import press
from partners.signing.forms import InviteForm, PresentForm
from partners.signing.page import Invited, Occasion

HOLD = (lifecycle.transition("activate").permission, lifecycle.transition("postpone").permission)


class OccasionDoor(PermissionCheckedMixin):
    """For those who handle cases: the occasion of the address, or 404."""

    model = Partner
    permission_required = "change"

    @cached_property
    def occasion(self) -> Occasion:
        return Occasion(get_object_or_404(SigningOccasion, pk=self.kwargs["pk"]))


class OccasionView(OccasionDoor, WagtailAdminTemplateMixin, View):
    """One occasion. Every button posts its own name; what cannot be done comes back with the fields as they were."""

    template_name = "partners/admin/signing/occasion.html"
    header_icon = "calendar-alt"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.bound: dict[str, Any] = {}

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        buttons: dict[str, Callable[[], str | None]] = {
            "invite": self.invite,
            "coming": self.note_coming,
            "postpone": self.postpone,
            "hold": self.hold,
            "cancel": self.cancel,
        }
        pressed = next((button for button in buttons if button in request.POST), None)
        if pressed is None:
            raise SuspiciousOperation
        done = buttons[pressed]()
        if done is None:
            return self.get(request, pk)
        messages.success(request, done)
        return redirect("signing_occasion", pk)

    def invite(self) -> str | None:
        """All that were ticked, or none: whoever reads the list again finds it as it was."""
        form = self.bound["invite_form"] = InviteForm(self.occasion.ready, self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Nobody was invited. Mend what is marked below."))
            return None
        try:
            with transaction.atomic():
                for row in form.chosen:
                    self._invite(row)
        except ValidationError as error:
            form.errors.extend(error.messages)
            messages.error(self.request, _("Nobody was invited. Mend what is marked below."))
            return None
        count = len(form.chosen)
        words = ngettext("%(count)d organisation is invited.", "%(count)d organisations are invited.", count)
        return words % {"count": count}

    def _invite(self, row: Any) -> None:
        try:
            services.schedule_signing(
                partner=row.as_shown(),
                occasion=self.occasion.record,
                signatory_name=row.cleaned_data["name"],
                signatory_title=row.cleaned_data["title"],
                user=self.request.user,
            )
        except ValidationError as error:
            raise ValidationError([f"{row.partner.name}: {words}" for words in error.messages]) from error

    def note_coming(self) -> str | None:
        row = self._row("coming")
        if row is None or not self._try(lambda: services.confirm_coming(invitation=row.invitation)):
            return None
        return _("%(name)s is coming.") % {"name": row.partner.name}

    def postpone(self) -> str | None:
        row = self._row("postpone")
        if row is None:
            return None
        partner = row.partner
        try:
            partner.case_version = int(self.request.POST.get("version", ""))
        except ValueError as error:
            raise SuspiciousOperation from error
        done = self._try(lambda: services.postpone_signing(partner=partner, was_absent=False, user=self.request.user))
        return _("%(name)s signs another time, and has been told.") % {"name": partner.name} if done else None

    def hold(self) -> str | None:
        self._require(*HOLD)
        form = self.bound["present_form"] = PresentForm(self.occasion.standing, self.request.POST)
        if not form.is_valid():
            return None
        present, record = form.present(), self.occasion.record
        done = self._try(
            lambda: services.hold_occasion(occasion=record, present=present, user=self.request.user), form.errors
        )
        if not done:
            return None
        words = ngettext(
            "The occasion is held: %(count)d commitment is in force.",
            "The occasion is held: %(count)d commitments are in force.",
            len(present),
        )
        return words % {"count": len(present)}

    def cancel(self) -> str | None:
        told: list[int] = []
        record = self.occasion.record
        if not self._try(lambda: told.append(services.cancel_occasion(occasion=record, user=self.request.user))):
            return None
        if told == [0]:
            return _("The occasion is cancelled.")
        words = ngettext(
            "The occasion is cancelled, and %(count)d organisation has been told.",
            "The occasion is cancelled, and %(count)d organisations have been told.",
            told[0],
        )
        return words % {"count": told[0]}

    def _row(self, button: str) -> Invited | None:
        """The line whose button was pressed; None when its invitation no longer holds, which is said."""
        wanted = self.request.POST[button]
        found = next((row for row in self.occasion.standing if str(row.invitation.pk) == wanted), None)
        if found is None:
            messages.error(self.request, _("The invitation no longer holds. Look at the list again."))
        return found

    def _require(self, *permissions: str) -> None:
        if not self.request.user.has_perms(permissions):
            raise PermissionDenied

    def _try(self, service: Callable[[], object], errors: list[str] | None = None) -> bool:
        """Run `service`; where it refuses, add its reasons to `errors`, or put them at the top of the page."""
        try:
            service()
        except ValidationError as error:
            if errors is None:
                messages.error(self.request, " ".join(error.messages))
            else:
                errors.extend(error.messages)
            return False
        return True

    def get_page_title(self) -> str:
        day = date_format(localtime(self.occasion.record.starts_at), "DATE_FORMAT")
        return _("Signing occasion %(day)s") % {"day": day}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("partners_occasions_modeladmin_index"), "label": _("Signing occasions")},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        record = self.occasion.record
        if not self.occasion.is_open or not self.request.user.has_perm("partners.change_signingoccasion"):
            return []
        url = reverse("partners_occasions_modeladmin_edit", args=[record.pk])
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        occasion, shown = self.occasion, dict(self.bound)
        if occasion.is_open:
            shown.setdefault("invite_form", InviteForm(occasion.ready))
        may_hold = self.request.user.has_perms(HOLD)
        if occasion.can_be_held and may_hold:
            shown.setdefault("present_form", PresentForm(occasion.standing))
        return super().get_context_data(
            occasion=occasion,
            record=occasion.record,
            may_hold=may_hold,
            paper_languages=DOCUMENT_LANGUAGES,
            texts=[(language, press.text(occasion, language)) for language in LANGUAGES] if occasion.signers else [],
            **shown,
            **kwargs,
        )
