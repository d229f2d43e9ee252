"""Where the admin opens cases and their documents."""

from django.urls import URLPattern, path

from partners.case import documents
from partners.case.new_case import NewCaseView
from partners.case.views import CaseView

urlpatterns: list[URLPattern] = [
    path("partners/case/new/", NewCaseView.as_view(), name="partner_new_case"),
    path("partners/case/<int:pk>/", CaseView.as_view(), name="partner_case"),
    path(
        "partners/case/<int:pk>/commitment/<int:commitment>/<str:language>.pdf",
        documents.commitment_pdf,
        name="partner_commitment_pdf",
    ),
    path("partners/case/<int:pk>/annex/<int:annex>/<str:language>.pdf", documents.annex_pdf, name="partner_annex_pdf"),
    path("partners/case/<int:pk>/commitment/<int:commitment>/scan/", documents.signed_scan, name="partner_signed_scan"),
]
