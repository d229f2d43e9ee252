"""On the admin's front page: surveys that were to be published while nobody watched, and could not be."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import PageLogEntry

from forms.models import SurveyPage
from forms.services.unattended import REFUSED

MOST_SHOWN = 10


class RefusedPanel(Component):
    """The drafts that wait to be mended, for those who may edit them."""

    name = "surveys_refused"
    template_name = "forms/publishing/panel.html"
    order = 90

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = PageLogEntry.objects.filter(
            action=REFUSED, revision=F("page__latest_revision"), timestamp__gte=F("revision__created_at")
        )
        reasons = {entry.page_id: entry.data["lines"] for entry in waiting.order_by("timestamp")}
        pages = SurveyPage.objects.filter(pk__in=reasons).order_by("-latest_revision_created_at")
        mine = [page for page in pages if page.permissions_for_user(user).can_edit()][:MOST_SHOWN]
        return {"refused": [{"page": page, "lines": reasons[page.pk]} for page in mine]}


def add(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook `construct_homepage_panels`."""
    panels.append(RefusedPanel())
