"""Addresses of signing occasions in the admin."""

from django.urls import path

from partners.signing.downloads import CalendarView, CommitmentsView, NamesView, PressView
from partners.signing.views import OccasionView

urlpatterns = [
    path("partners/signing/<int:pk>/", OccasionView.as_view(), name="signing_occasion"),
    path(
        "partners/signing/<int:pk>/commitments-<str:language>.pdf",
        CommitmentsView.as_view(),
        name="signing_commitments",
    ),
    path("partners/signing/<int:pk>/names-<str:language>.pdf", NamesView.as_view(), name="signing_names"),
    path("partners/signing/<int:pk>/press-<str:language>.txt", PressView.as_view(), name="signing_press"),
    path("partners/signing/<int:pk>/occasion-<str:language>.ics", CalendarView.as_view(), name="signing_calendar"),
]
