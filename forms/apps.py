"""Registers the form builder under the label `surveys`, since `forms` is Django's own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    label = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from forms import handlers, starters
        from forms.models import SurveyPage
        from forms.services.versions import when_published

        handlers.register_built_in()
        starters.register_built_in()
        page_published.connect(when_published, sender=SurveyPage, dispatch_uid="survey_version")
