"""What the admin's views about one page have in common: the page, the right to work on it, and the way back to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from forms.models import SurveyPage


class PageView(WagtailAdminTemplateMixin):
    """A view about `subject`, a page that the address names, for those who `may` work on it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def subject(self) -> Page:
        raise NotImplementedError

    @property
    def subject_url(self) -> str:
        """Where the way back leads."""
        raise NotImplementedError

    def may(self, page: Page) -> bool:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.may(self.subject):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin before a view

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        back = {"url": self.subject_url, "label": self.subject.get_admin_display_title()}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.get_header_title()}]


class SurveyView(PageView):
    """A view of the survey page whose id is `page_id` in the address, for those who may edit it."""

    @cached_property
    def survey_page(self) -> SurveyPage:
        pages = SurveyPage.objects.select_related("live_version__survey", "locale")
        return get_object_or_404(pages, pk=self.kwargs["page_id"], alias_of=None)

    @property
    def subject(self) -> Page:
        return self.survey_page

    @property
    def subject_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.survey_page.pk])

    def may(self, page: Page) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())

    def get_page_subtitle(self) -> str:
        return self.survey_page.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"page": self.survey_page, **kwargs})


class BelowPageView(PageView):
    """A view that makes surveys below the page whose id is `parent_id` in the address."""

    @cached_property
    def parent(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["parent_id"]).specific

    @property
    def subject(self) -> Page:
        return self.parent

    @property
    def subject_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.parent.pk])

    def may(self, page: Page) -> bool:
        return may_add_surveys(page, self.request.user)

    @cached_property
    def languages(self) -> list[str]:
        """The languages besides that of the page in which the user may make the survey as well."""
        places = [page.specific for page in self.parent.get_translations().select_related("locale")]
        return [place.locale.language_code for place in places if self.may(place)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"action_url": self.request.path, "parent": self.parent, **kwargs})


def may_add_surveys(parent: Page, user: object) -> bool:
    """Whether `user` may make surveys below `parent`, or by an import bring those there up to date."""
    return SurveyPage.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()
