"""The admin's door for surveys as files: download one, upload one."""

import json
from urllib.parse import quote

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from forms.models import SurveyPage
from forms.services.portable import MAX_BYTES, ImportRefused, export_survey, import_survey, parse
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


class ImportForm(forms.Form):
    """A file with a survey."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A JSON file that was exported from a survey, in the language of the pages here."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> object:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            return parse(file.read(MAX_BYTES + 1))
        except ImportRefused as refused:
            raise forms.ValidationError([finding.message for finding in refused.findings]) from refused


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Uploads a survey below a page. It becomes a draft: publishing it is a decision of its own."""

    form_class = ImportForm
    template_name = "forms/builder/import.html"
    page_title = gettext_lazy("Import a survey")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.parent = get_object_or_404(Page, pk=kwargs["parent_id"]).specific
        if not may_import(self.parent, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        parent = {
            "url": reverse("wagtailadmin_explore", args=[self.parent.pk]),
            "label": self.parent.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, parent, {"url": "", "label": str(self.page_title)}]

    def form_valid(self, form: ImportForm) -> HttpResponse:
        try:
            page = import_survey(form.cleaned_data["file"], parent=self.parent, user=self.request.user)
        except ImportRefused as refused:
            for finding in refused.findings:
                form.add_error("file", f"{finding.pointer}: {finding.message}" if finding.pointer else finding.message)
            return self.form_invalid(form)
        messages.success(self.request, _("The survey “%(title)s” is here as a draft.") % {"title": page.draft_title})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(action_url=self.request.path, parent=self.parent, **kwargs)


def may_import(parent: Page, user: object) -> bool:
    """Whether `user` may import a survey below `parent`, which may also bring a survey there up to date."""
    return SurveyPage.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()


class ExportItem(PageMenuItem):
    """In a survey's menu: download it."""

    label = gettext_lazy("Export as JSON")
    icon_name = "download"
    url_name = "survey_export"

    def is_shown(self, user: object) -> bool:
        return isinstance(self.page, SurveyPage) and self.page.permissions_for_user(user).can_edit()


class ImportItem(PageMenuItem):
    """In the menu of a page that surveys can be below: upload one."""

    label = gettext_lazy("Import a survey")
    icon_name = "upload"
    url_name = "survey_import"

    def is_shown(self, user: object) -> bool:
        return may_import(self.page, user)
