"""Registers what the form builder adds to Wagtail; the code is where the imports say."""

from collections.abc import Iterator

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from forms import handlers, starting, transfer, views
from forms.editing import checking, trying
from forms.inbox import audit, files, summary
from forms.inbox.viewsets import SurveyPolicy, inbox, readers
from forms.invitations import audit as invitations_audit
from forms.invitations import views as invitations
from forms.models import Survey
from forms.publishing import audit as publishing_audit
from forms.publishing import bulk, comparing, deleting, menu, notices, panel, review
from forms.services.unattended import publish_unattended

register_permission_policy(Survey, SurveyPolicy(Survey))

hooks.register("register_log_actions", audit.register)
hooks.register("register_log_actions", publishing_audit.register)
hooks.register("register_log_actions", invitations_audit.register)
hooks.register("construct_homepage_summary_items", summary.add)
hooks.register("register_admin_viewset", lambda: [inbox, readers])
hooks.register("serve_survey_page", views.serve_survey)
hooks.register("preview_survey_page", views.preview_survey)
hooks.register("survey_handler_choices", handlers.choices)
hooks.register("publish_survey_unattended", publish_unattended)
hooks.register("before_publish_page", review.before_publish)
hooks.register("before_bulk_action", bulk.before_action)
hooks.register("before_delete_page", deleting.before_delete)
hooks.register("before_edit_page", notices.before_edit)
hooks.register("construct_homepage_panels", panel.add)


@hooks.register("register_admin_urls")
def survey_urls() -> list[URLPattern]:
    return [
        path("surveys/inbox/<uuid:submission>/files/<uuid:upload>/", files.download, name="survey_file"),
        path("surveys/<int:page_id>/invitations/", invitations.InvitationsView.as_view(), name="survey_invitations"),
        path("surveys/<int:page_id>/export/", transfer.export_view, name="survey_export"),
        path("surveys/import/<int:parent_id>/", transfer.ImportView.as_view(), name="survey_import"),
        path("surveys/<int:page_id>/check/", checking.CheckView.as_view(), name="survey_check"),
        path("surveys/check/<int:parent_page_id>/", checking.CheckNewView.as_view(), name="survey_check_new"),
        path("surveys/<int:page_id>/try/", trying.TryView.as_view(), name="survey_try"),
        path("surveys/start/<int:parent_id>/", starting.StartView.as_view(), name="survey_start"),
        *publishing_urls("surveys/<int:page_id>/"),
    ]


def publishing_urls(at: str) -> Iterator[URLPattern]:
    yield path(f"{at}publish/<int:revision_id>/", review.ReviewView.as_view(), name="survey_publish")
    yield path(f"{at}compare/", comparing.CompareView.as_view(), name="survey_compare")
    yield path(f"{at}versions/", comparing.VersionsView.as_view(), name="survey_versions")
    yield path(f"{at}versions/<int:number>/", comparing.VersionView.as_view(), name="survey_version")
    yield path(f"{at}versions/<int:number>.json", comparing.DownloadView.as_view(), name="survey_version_download")


@hooks.register("register_page_header_buttons")
def survey_buttons(page: Page, **kwargs: object) -> Iterator[PageMenuItem]:
    yield menu.CompareItem(page=page, priority=70)
    yield menu.VersionsItem(page=page, priority=71)
    yield trying.TryItem(page=page, priority=78)
    yield invitations.InvitationsItem(page=page, priority=77)
    yield transfer.ExportItem(page=page, priority=80)
    yield transfer.ImportItem(page=page, priority=81)
    yield starting.StartItem(page=page, priority=79)
