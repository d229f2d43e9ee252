"""Which cases wait for the city, on the admin's front page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.site_summary import SummaryItem

from partners.models import Partner
from partners.states import BEFORE_SIGNING


class OpenCases(SummaryItem):
    """How many organisations are on their way in."""

    order = 20
    template_name = "partners/admin/summary.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("partners.change_partner"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        states = urlencode([("state", state.value) for state in BEFORE_SIGNING])
        return {
            "count": Partner.objects.filter(state__in=BEFORE_SIGNING).count(),
            "url": f"{reverse('wagtailsnippets_partners_partner:list')}?{states}",
        }


def add(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(OpenCases(request))
