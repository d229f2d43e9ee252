"""Registers the form builder under the label `surveys`, since `forms` is Django's own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    label = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from forms import handlers

        handlers.register_built_in()
