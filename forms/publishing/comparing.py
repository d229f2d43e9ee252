"""Looking at versions at any time: the draft beside the published one, and each beside the one before."""

import json
from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from forms.models import SurveyVersion
from forms.page_views import SurveyView
from forms.publishing.review import review
from forms.services.comparisons import compare_version
from forms.services.history import entries, version_before, versions_of
from forms.services.versions import NotPublishable

PER_PAGE = 20


class CompareView(SurveyView, TemplateView):
    """What the draft asks otherwise than the published version."""

    template_name = "forms/publishing/compare.html"
    page_title = gettext_lazy("Compared with the published version")
    header_icon = "resubmit"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, problems = None, []
        try:
            found = review(self.survey_page.get_latest_revision_as_object())
        except NotPublishable as error:
            problems = error.lines
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.survey_page.pk])
        return super().get_context_data(review=found, problems=problems, edit_url=edit_url, **kwargs)


class VersionsView(SurveyView, TemplateView):
    """Every version of the survey in the page's language, the newest first."""

    template_name = "forms/publishing/versions.html"
    page_title = gettext_lazy("Versions of the survey")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = versions_of(self.survey_page)
        shown = Paginator(versions, PER_PAGE).get_page(self.request.GET.get("p"))
        # One more than is shown tells what the last one changed.
        found = entries(versions[shown.start_index() - 1 : shown.end_index() + 1])
        return super().get_context_data(
            entries=found[: len(shown)],
            page_obj=shown,
            elided_page_range=shown.paginator.get_elided_page_range(shown.number),
            live=self.survey_page.live_version_id if self.survey_page.live else None,
            **kwargs,
        )


class OneVersion(SurveyView):
    """A view of one version of the page's survey."""

    @cached_property
    def version(self) -> SurveyVersion:
        versions = SurveyVersion.objects.select_related("survey").filter(
            survey=self.survey_page.survey_id, locale=self.survey_page.locale.language_code
        )
        return get_object_or_404(versions, number=self.kwargs["number"])


class VersionView(OneVersion, TemplateView):
    """What a version changed to the one before."""

    template_name = "forms/publishing/version.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return _("Version %(number)s") % {"number": self.version.number}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *before, here = super().get_breadcrumbs_items()
        versions = reverse("survey_versions", args=[self.survey_page.pk])
        return [*before, {"url": versions, "label": str(VersionsView.page_title)}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = version_before(self.version)
        return super().get_context_data(
            version=self.version,
            before=before,
            comparison=before and compare_version(before, self.version.form),
            **kwargs,
        )


class DownloadView(OneVersion, View):
    """A version's definition in the format `survey/1`, as a file."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        version = self.version
        definition = json.dumps(version.definition, ensure_ascii=False, indent=2)
        response = HttpResponse(definition, content_type="application/json")
        name = quote(f"{version.survey.key}.{version.locale}.{version.number}.json")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
