"""What waits in the inbox, on the admin's front page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.site_summary import SummaryItem

from forms.inbox.deliveries import readable_by
from forms.models import Delivery, Submission


class NewSubmissions(SummaryItem):
    """How many submissions nobody has taken up."""

    order = 10
    template_name = "forms/inbox/summary.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("surveys.view_submission"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        new = Submission.objects.readable_by(self.request.user).filter(state=Submission.State.NEW)
        return {"count": new.count()}


class FailedDeliveries(SummaryItem):
    """How many deliveries wait for staff, where there are any."""

    order = 11
    template_name = "forms/inbox/summary_failed.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("surveys.view_submission") and self.count)

    @cached_property
    def count(self) -> int:
        return readable_by(self.request.user).filter(state=Delivery.State.FAILED).count()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": self.count}


def add(request: HttpRequest, items: list[SummaryItem]) -> None:
    items += [NewSubmissions(request), FailedDeliveries(request)]
