"""Registers the programme in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from partners import audit, summary
from partners.case.views import CaseView
from partners.registers import MappingRegister
from partners.viewsets import ProgrammeGroup

register_snippet(ProgrammeGroup)
modeladmin_register(MappingRegister)
hooks.register("construct_homepage_summary_items", summary.add)
hooks.register("register_log_actions", audit.register)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("partners/case/<int:pk>/", CaseView.as_view(), name="partner_case")]
