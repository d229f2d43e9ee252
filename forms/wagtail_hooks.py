"""Registers what the form builder adds to Wagtail; the code is where the imports say."""

from collections.abc import Iterator

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from forms import handlers, starting, transfer, views
from forms.inbox import audit, summary
from forms.inbox.viewsets import SurveyPolicy, inbox, readers
from forms.models import Survey

register_permission_policy(Survey, SurveyPolicy(Survey))

hooks.register("register_log_actions", audit.register)
hooks.register("construct_homepage_summary_items", summary.add)
hooks.register("register_admin_viewset", lambda: [inbox, readers])
hooks.register("serve_survey_page", views.serve_survey)
hooks.register("preview_survey_page", views.preview_survey)
hooks.register("survey_handler_choices", handlers.choices)


@hooks.register("register_admin_urls")
def survey_urls() -> list[URLPattern]:
    return [
        path("surveys/<int:page_id>/export/", transfer.export_view, name="survey_export"),
        path("surveys/import/<int:parent_id>/", transfer.ImportView.as_view(), name="survey_import"),
        path("surveys/start/<int:parent_id>/", starting.StartView.as_view(), name="survey_start"),
    ]


@hooks.register("register_page_header_buttons")
def survey_buttons(page: Page, **kwargs: object) -> Iterator[PageMenuItem]:
    yield transfer.ExportItem(page=page, priority=80)
    yield transfer.ImportItem(page=page, priority=81)
    yield starting.StartItem(page=page, priority=79)
