"""What the admin's views about submissions have in common: the right to see them, and the way back to one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.models import Submission


class MayReadSubmissions:
    """Lets in those who may read the answers of any survey."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm("surveys.view_submission"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin before a view


class AboutSubmission(WagtailAdminTemplateMixin):
    """A view about one submission, for those who may read it and have `permission`."""

    request: HttpRequest
    kwargs: dict[str, Any]
    permission = "surveys.view_submission"
    header_icon = "mail"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (request.user.has_perm("surveys.view_submission") and request.user.has_perm(self.permission)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin before a view

    @cached_property
    def submission(self) -> Submission:
        readable = Submission.objects.readable_by(self.request.user).with_version()
        return get_object_or_404(readable, pk=self.kwargs["pk"])

    @property
    def submission_url(self) -> str:
        return reverse("surveys_inbox:submission", args=[self.submission.pk])

    def get_page_subtitle(self) -> str:
        return self.submission.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        inbox = {"url": reverse("surveys_inbox:index"), "label": _("Inbox")}
        submission = {"url": self.submission_url, "label": self.submission.name}
        return [*self.breadcrumbs_items, inbox, submission, {"url": "", "label": self.get_header_title()}]
