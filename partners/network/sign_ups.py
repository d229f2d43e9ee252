"""Who comes to an event: the list, who was there, giving up a place for someone, and the list as a file."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from openpyxl import Workbook
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from partners import services
from partners.models import Event, EventSignUp, SignUpState
from partners.registers.spreadsheets import FORMULA_SIGNS

CSV, XLSX = "csv", "xlsx"
MIME_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STATE_ORDER = (SignUpState.COMING, SignUpState.WAITING, SignUpState.CANCELLED)


class EventDoor(PermissionCheckedMixin):
    """For those who may change events: the event of the address, or 404."""

    permission_policy = ModelPermissionPolicy(Event)
    permission_required = "change"

    @cached_property
    def event(self) -> Event:
        found: Event = get_object_or_404(Event.objects.with_places(), pk=self.kwargs["pk"])
        return found

    @cached_property
    def rows(self) -> list[EventSignUp]:
        """Those with a place first, then the waiting list in its order, then those who cancelled."""
        found = self.event.sign_ups.select_related("partner", "submission").order_by("created_at", "pk")
        return sorted(found, key=lambda row: STATE_ORDER.index(row.state))


class SignUpsView(EventDoor, WagtailAdminTemplateMixin, View):
    """The list of an event. Each button posts its own name."""

    template_name = "partners/admin/events/sign_ups.html"
    header_icon = "group"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            if "cancel" in request.POST:
                self.cancel()
            elif "attendance" in request.POST:
                self.record_attendance()
            else:
                raise SuspiciousOperation
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect("event_sign_ups", pk)

    def cancel(self) -> None:
        row = self._row(self.request.POST["cancel"])
        services.cancel_sign_up(sign_up=row)
        messages.success(self.request, _("The place of %(name)s is cancelled.") % {"name": row.name})

    def record_attendance(self) -> None:
        present = [self._row(pk) for pk in self.request.POST.getlist("present")]
        count = services.record_attendance(event=self.event, present=present, user=self.request.user)
        words = ngettext("Saved: %(count)d person was there.", "Saved: %(count)d people were there.", count)
        messages.success(self.request, words % {"count": count})

    def _row(self, pk: str) -> EventSignUp:
        found = next((row for row in self.rows if str(row.pk) == pk), None)
        if found is None:
            raise SuspiciousOperation
        return found

    def get_page_title(self) -> str:
        return _("Sign-ups")

    def get_page_subtitle(self) -> str:
        return str(self.event)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailsnippets_partners_event:list"), "label": _("Events")},
            {"url": reverse("wagtailsnippets_partners_event:edit", args=[self.event.pk]), "label": str(self.event)},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("wagtailsnippets_partners_event:edit", args=[self.event.pk])
        return [HeaderButton(_("Edit the event"), url=url, icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = [row for row in self.rows if row.state != SignUpState.CANCELLED]
        return super().get_context_data(
            event=self.event,
            standing=standing,
            cancelled=[row for row in self.rows if row.state == SignUpState.CANCELLED],
            has_begun=self.event.starts_at <= timezone.now(),
            file_kinds=[CSV, XLSX],
            **kwargs,
        )


class SignUpsFile(EventDoor, View):
    """The list for a spreadsheet. What looks like a formula stays text."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        if kind not in MIME_TYPES:
            raise Http404
        content = self._csv() if kind == CSV else self._xlsx()
        name = f"sign-ups-{self.event.slug}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type=MIME_TYPES[kind], headers=headers)

    def _lines(self) -> Iterator[list[str]]:
        yield [_("Name"), _("E-mail"), _("Organisation"), _("Language"), _("State"), _("Signed up"), _("Was there")]
        for row in self.rows:
            yield [
                row.name,
                row.email,
                row.organisation,
                row.get_language_display(),
                str(row.get_state_display()),
                f"{timezone.localtime(row.created_at):%Y-%m-%d %H:%M}",
                "" if row.attended is None else str(_("Yes") if row.attended else _("No")),
            ]

    def _csv(self) -> bytes:
        written = io.StringIO()
        for line in self._lines():
            csv.writer(written).writerow([f"'{text}" if text.startswith(FORMULA_SIGNS) else text for text in line])
        return written.getvalue().encode("utf-8-sig")

    def _xlsx(self) -> bytes:
        book = Workbook(write_only=False)
        sheet = book.active
        for number, line in enumerate(self._lines(), start=1):
            for column, text in enumerate(line, start=1):
                cell = sheet.cell(row=number, column=column)
                cell.value = text
                cell.data_type = "s"
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()
