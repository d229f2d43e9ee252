"""The programme's own addresses for organisations and visitors, below the language."""

from django.urls import URLPattern

from partners.event_feeds import urlpatterns as event_feeds
from partners.self_service.urls import urlpatterns as self_service

urlpatterns: list[URLPattern] = [*event_feeds, *self_service]
