"""Addresses of events' sign-ups and of news in the admin."""

from django.urls import URLPattern, path

from partners.network.news import DialogueView, PublishNewsView
from partners.network.sign_ups import SignUpsFile, SignUpsView

urlpatterns: list[URLPattern] = [
    path("partners/events/<int:pk>/sign-ups/", SignUpsView.as_view(), name="event_sign_ups"),
    path("partners/events/<int:pk>/sign-ups.<str:kind>", SignUpsFile.as_view(), name="event_sign_ups_file"),
    path("partners/news/<int:pk>/publish/", PublishNewsView.as_view(), name="news_publish"),
    path("partners/news/<int:pk>/dialogue/", DialogueView.as_view(), name="news_dialogue"),
]
