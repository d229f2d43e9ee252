"""Registers the programme in Wagtail's admin."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from partners import audit, summary, today
from partners.case.urls import urlpatterns as case_urls
from partners.event_viewsets import NetworkGroup
from partners.network.urls import urlpatterns as network_urls
from partners.registers import Registers
from partners.settled_records import keep_settled
from partners.signing.urls import urlpatterns as signing_urls
from partners.viewsets import ProgrammeGroup

register_snippet(ProgrammeGroup)
register_snippet(NetworkGroup)
modeladmin_register(Registers)
hooks.register("construct_homepage_summary_items", summary.add)
hooks.register("construct_homepage_panels", today.add)
hooks.register("register_log_actions", audit.register)
hooks.register("before_bulk_action", keep_settled)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [*case_urls, *network_urls, *signing_urls]
