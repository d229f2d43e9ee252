"""What waits in the inbox, on the admin's front page."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import SummaryItem

from forms.models import Submission


class NewSubmissions(SummaryItem):
    """How many submissions nobody has taken up."""

    order = 10
    template_name = "forms/inbox/summary.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("surveys.view_submission"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        new = Submission.objects.readable_by(self.request.user).filter(state=Submission.State.NEW)
        return {"count": new.count()}


def add(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(NewSubmissions(request))
