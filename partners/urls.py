"""The programme's own addresses for organisations and visitors, below the language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
