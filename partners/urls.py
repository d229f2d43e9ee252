"""The programme's own addresses for organisations and visitors, below the language."""

from django.urls import URLPattern

from partners.self_service.urls import urlpatterns as self_service

urlpatterns: list[URLPattern] = [*self_service]
