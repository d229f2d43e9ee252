"""What became of the submissions: every delivery in one list, and the button that sends one again."""

from datetime import datetime
from typing import Any, cast

import django_filters
from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from cms.models import User, Webhook
from cms.outbox import LEASE
from forms import handlers
from forms.inbox.about import MayReadSubmissions
from forms.inbox.surveys import titles
from forms.models import Delivery, Survey
from forms.services.deliveries import send_again

MOST_AT_ONCE = 500
"""How many that failed are put back into the queue by one press of the button."""


def readable_by(reader: AbstractUser) -> QuerySet[Delivery]:
    """The deliveries of the submissions that `reader` may read."""
    return Delivery.objects.filter(submission__survey__in=Survey.objects.readable_by(reader))


def with_target_names(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Deliveries with the name of the webhook that each is for; None where it is for none, or that was deleted."""
    named = Webhook.objects.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("target"))
    return deliveries.annotate(target_name=Subquery(named.values("name")[:1]))


def name_of(delivery: Any) -> str:
    """What a delivery from `with_target_names` does, and for whom."""
    label = str(handlers.label(delivery.handler))
    if not delivery.target:
        return label
    deleted = _("a webhook that was deleted")
    return f"{label}: {delivery.target_name or deleted}"


def next_attempt(delivery: Delivery) -> datetime | None:
    """When a delivery that has failed is tried again by itself; None where it is not, or now."""
    at = delivery.overdue_at - LEASE
    return at if delivery.state == Delivery.State.WAITING and at > timezone.now() else None


def last_words(delivery: Delivery) -> str:
    """What came of the last attempt, as far as there are words for it."""
    return delivery.last_error or delivery.last_answer


def send(request: HttpRequest, delivery: Delivery) -> None:
    """Put `delivery` back into the queue, and say what came of it."""
    if send_again(delivery=delivery, user=cast(User, request.user)):
        messages.success(request, _("The delivery is in the queue again."))
    else:
        messages.warning(request, _("The delivery is under way right now. Wait until it has ended."))


class DeliveryFilterSet(WagtailFilterSet):
    """Narrows the list by state, survey, handler and date."""

    survey = django_filters.ChoiceFilter(
        field_name="submission__survey",
        label=gettext_lazy("Survey"),
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    handler = django_filters.ChoiceFilter(
        label=gettext_lazy("What is done"), widget=forms.RadioSelect, empty_label=gettext_lazy("All")
    )
    changed_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Changed"), widget=DateRangePickerWidget)

    class Meta:
        model = Delivery
        fields = ["state", "survey", "handler", "changed_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["survey"].extra["choices"] = titles(self.request.user)
        self.filters["handler"].extra["choices"] = handlers.choices()


class WorkColumn(Column):
    """What is done, and with the answers to which survey."""

    cell_template_name = "forms/inbox/_work_cell.html"


class AttemptColumn(Column):
    """How the last attempt went, how many there were, and when the next one is."""

    cell_template_name = "forms/inbox/_attempt_cell.html"

    def get_cell_context_data(self, instance: Delivery, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"is_error": bool(instance.last_error), "next_at": next_attempt(instance)}


class SendAgainColumn(Column):
    """The button of the row, within the list's form."""

    cell_template_name = "forms/inbox/_send_again_cell.html"


ACTIONS = SendAgainColumn("actions", label=gettext_lazy("Actions"), accessor=name_of)


class DeliveryList(MayReadSubmissions, IndexView):
    """The deliveries of every submission that the reader may see, the newest first."""

    model = Delivery
    permission_policy = None
    """The right to read the answers is what counts; nobody has rights of deliveries."""
    page_title = gettext_lazy("Deliveries")
    header_icon = "redirect"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "forms/inbox/deliveries.html"
    filterset_class = DeliveryFilterSet
    default_ordering = "-pk"
    paginate_by = 50
    is_searchable = False
    is_export = False
    show_export_buttons = False
    header_buttons: tuple[Any, ...] = ()
    header_more_buttons: tuple[Any, ...] = ()

    @cached_property
    def columns(self) -> list[Column]:
        shown = [
            TitleColumn(
                "submission",
                label=gettext_lazy("Submission"),
                accessor="submission.name",
                get_url=lambda delivery: reverse("surveys_inbox:submission", args=[delivery.submission_id]),
            ),
            WorkColumn("handler", label=gettext_lazy("What is done"), accessor=name_of),
            StatusTagColumn(
                "state",
                label=gettext_lazy("State"),
                accessor="get_state_display",
                primary=lambda delivery: delivery.state == Delivery.State.FAILED,
            ),
            AttemptColumn("last_answer", label=gettext_lazy("Last answer"), accessor=last_words),
            DateColumn("changed_at", label=gettext_lazy("Changed")),
        ]
        return [*shown, ACTIONS] if self._may_send() else shown

    def get_base_queryset(self) -> QuerySet[Delivery]:
        found = readable_by(self.request.user).select_related("submission__version__survey")
        # Answers may be megabytes, and of a definition only the title is shown, which is remembered.
        light = found.defer("options", "submission__answers", "submission__scores", "submission__version__definition")
        return with_target_names(light)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        inbox = {"url": reverse("surveys_inbox:index"), "label": _("Inbox")}
        return [*self.breadcrumbs_items, inbox, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        chosen = self.request.GET.getlist("state")
        may_send_failed = self._may_send() and chosen == [Delivery.State.FAILED] and bool(context["object_list"])
        return context | {"tabs": self._tabs(chosen), "form_url": self._here, "may_send_failed": may_send_failed}

    def _tabs(self, chosen: list[str]) -> list[dict[str, object]]:
        """The states, each as an address that keeps the other filters."""
        tabs = []
        for state, label in [("", _("All")), *Delivery.State.choices]:
            query = self.request.GET.copy()
            query.setlist("state", [state] if state else [])
            query.pop("p", None)
            url = f"{reverse('surveys_inbox:deliveries')}?{query.urlencode()}"
            tabs.append({"url": url, "label": label, "is_chosen": chosen == ([state] if state else [])})
        return tabs

    @property
    def _here(self) -> str:
        """The list as it is filtered now; the results alone, which scripts fetch, take no posts."""
        return f"{reverse('surveys_inbox:deliveries')}?{self.request.GET.urlencode()}"

    @cached_property
    def no_results_message(self) -> str:
        if self.is_filtering:
            return _("No delivery matches. Take away a filter.")
        return _("Nothing has been delivered yet. What a survey's handlers do with each submission is listed here.")

    def _may_send(self) -> bool:
        return bool(self.request.user.has_perm("surveys.change_submission"))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self._may_send():
            raise PermissionDenied
        if "send_failed" in request.POST:
            self._send_failed()
        else:
            send(request, self._delivery(request.POST.get("send_again", "")))
        return redirect(self._here)

    def _delivery(self, key: str) -> Delivery:
        # As a text: a number of any length is another key, and no error.
        keyed = self.get_base_queryset().annotate(key=Cast("pk", CharField()))
        found = keyed.filter(key=key).first()
        if found is None:
            raise Http404
        return found

    def _send_failed(self) -> None:
        """Those that failed, as far as the filters leave them."""
        shown = self.filter_queryset(self.get_base_queryset())
        failed = shown.filter(state=Delivery.State.FAILED).order_by("pk")[:MOST_AT_ONCE]
        user = cast(User, self.request.user)
        sent = sum(send_again(delivery=delivery, user=user) for delivery in list(failed.select_related("submission")))
        words = ngettext(
            "%(count)s delivery is in the queue again.", "%(count)s deliveries are in the queue again.", sent
        )
        messages.success(self.request, words % {"count": sent})
