"""Downloading a survey."""

import json
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from forms.models import SurveyPage
from forms.services.portable import export_survey
from forms.services.versions import NotPublishable


@require_safe
def export_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """The survey as it stands in the editor, as a file."""
    page = get_object_or_404(SurveyPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        definition = export_survey(page.get_latest_revision_as_object())
    except NotPublishable as error:
        for line in error.lines:
            messages.error(request, line)
        return redirect("wagtailadmin_pages:edit", page.pk)
    response = HttpResponse(json.dumps(definition, ensure_ascii=False, indent=2), content_type="application/json")
    name = quote(f"{page.key}.{definition['locale']}.json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class ExportItem(PageMenuItem):
    """In a survey's menu: download it."""

    label = _("Export as JSON")
    icon_name = "download"
    url_name = "survey_export"

    def is_shown(self, user: object) -> bool:
        return isinstance(self.page, SurveyPage) and self.page.permissions_for_user(user).can_edit()
