"""The page between "Publish" and publishing: what a change does, for whom, and whether to go on."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, Revision

from forms.engine.compare import Weight, compare, weight_of
from forms.engine.definition import Form
from forms.models import SurveyPage
from forms.page_views import SurveyView
from forms.services import examples
from forms.services.comparisons import Comparison, compare_version, languages_behind
from forms.services.examples import ExampleRun
from forms.services.unattended import reasons
from forms.services.versions import NotPublishable, form_of


@dataclass(frozen=True, slots=True)
class Review:
    """What publishing comes to. `comparison` is None for the first version, `runs` are all example answers.

    `behind` and `source` are languages by name: those that go on asking something else, and the one in which the
    number of texts `untranslated` still are.
    """

    comparison: Comparison | None
    runs: list[ExampleRun]
    behind: list[str]
    source: str
    untranslated: int

    @property
    def surprises(self) -> list[ExampleRun]:
        """The example answers that come to something else than was expected of them."""
        return [run for run in self.runs if run.changes]


def wants_a_look(page: SurveyPage) -> bool:
    """Whether publishing `page` does more than put the same questions in other words, or goes against an example.

    Raises NotPublishable.
    """
    form = form_of(page)
    version = page.live_version
    weight = weight_of(compare(version.form, form)) if version else None
    asks_otherwise = weight in (Weight.BREAKING, Weight.NOTABLE)
    return asks_otherwise or any(run.changes for run in examples.run(form, page.translation_key))


def review(page: SurveyPage) -> Review:
    """Look at what publishing `page` as it is comes to. Raises NotPublishable."""
    form = form_of(page)
    version = page.live_version
    return Review(
        comparison=version and compare_version(version, form, accepted_for=page.accept_older_days),
        runs=examples.run(form, page.translation_key),
        behind=[_language(code) for code in languages_behind(page, form)],
        **_untranslated(form),
    )


def _untranslated(form: Form) -> dict[str, Any]:
    found = form.untranslated
    return {"source": _language(found.locale) if found else "", "untranslated": len(found.at) if found else 0}


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def before_publish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's hook `before_publish_page`: the draft is saved, nothing is published yet.

    A page that is being created is live already when Wagtail asks, and has nothing to be compared with.
    """
    if not isinstance(page, SurveyPage) or (page.live and page.live_version_id is None):
        return None
    if not wants_a_look(page):
        return None
    url = reverse("survey_publish", args=[page.pk, page.latest_revision_id])
    next_url = get_valid_next_url_from_request(request)
    return redirect(f"{url}?{urlencode({'next': next_url})}" if next_url else url)


class ReviewView(SurveyView, TemplateView):
    """Shows what publishing a revision comes to, and publishes it if it is still what was looked at."""

    template_name = "forms/publishing/review.html"
    page_title = gettext_lazy("Before you publish")
    header_icon = "upload"

    def may(self, page: SurveyPage) -> bool:
        permissions = page.permissions_for_user(self.request.user)
        return bool(permissions.can_publish() and not permissions.page_locked())

    @cached_property
    def revision(self) -> Revision:
        return get_object_or_404(self.survey_page.revisions, pk=self.kwargs["revision_id"])

    @cached_property
    def draft(self) -> SurveyPage:
        return self.revision.as_object()

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.revision.is_latest_revision():
            return self.back(_("The page has been changed since. Look at it again before you publish."))
        try:
            found = review(self.draft)
        except NotPublishable as error:
            return self.back(*error.lines)
        return self.render_to_response(self.get_context_data(review=found))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.revision.is_latest_revision():
            return self.back(_("The page has been changed since. Look at it again before you publish."))
        if request.POST.get("against") != str(self.survey_page.live_version_id):
            messages.warning(request, _("Another version has been published since. This is what changes now."))
            return redirect(request.get_full_path())
        try:
            PublishPageRevisionAction(self.revision, user=request.user).execute()
        except (ValidationError, NotPublishable) as error:
            return self.back(*reasons(error))
        return self.published()

    def back(self, *lines: str) -> HttpResponse:
        for line in lines:
            messages.error(self.request, line)
        return redirect("wagtailadmin_pages:edit", self.survey_page.pk)

    def published(self) -> HttpResponse:
        """What Wagtail's editor does after publishing."""
        page = SurveyPage.objects.get(pk=self.survey_page.pk)
        for after in hooks.get_hooks("after_publish_page"):
            response = after(self.request, page)
            if hasattr(response, "status_code"):
                return response
        words = _("“%(title)s” has been scheduled.") if self.goes_live_at else _("“%(title)s” has been published.")
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
        view = [messages.button(page.url, _("View live"), new_window=False)] if page.live and page.url else []
        messages.success(self.request, words % {"title": page.get_admin_display_title()}, buttons=[*view, edit])
        return redirect(
            get_valid_next_url_from_request(self.request)
            or reverse("wagtailadmin_explore", args=[page.get_parent().pk])
        )

    @cached_property
    def goes_live_at(self) -> Any:
        """When the revision goes live, if that is later than now."""
        moment = self.draft.go_live_at
        return moment if moment and moment > timezone.now() else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            goes_live_at=self.goes_live_at,
            against=self.survey_page.live_version_id,
            next_url=get_valid_next_url_from_request(self.request),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.survey_page.pk]),
            **kwargs,
        )
