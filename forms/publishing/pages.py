"""What the views about one survey page have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.models import SurveyPage


class SurveyView(WagtailAdminTemplateMixin):
    """A view of the survey page whose id is `page_id` in the address, for those who may edit it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def survey_page(self) -> SurveyPage:
        pages = SurveyPage.objects.select_related("live_version__survey", "locale")
        return get_object_or_404(pages, pk=self.kwargs["page_id"], alias_of=None)

    def may(self, page: SurveyPage) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.may(self.survey_page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin before a view

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        page = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.survey_page.pk]),
            "label": self.survey_page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.get_header_title()}]

    def get_page_subtitle(self) -> str:
        return self.survey_page.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.survey_page, **kwargs)
