"""Registers the form builder under the label `surveys`, since `forms` is Django's own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

NEVER_SHOWN = (
    *("surveys.Submission", "surveys.Correction", "surveys.Revision", "surveys.Delivery", "surveys.Draft"),
    *("surveys.DraftLink", "surveys.Example", "surveys.Invitation", "surveys.SurveyEmail", "surveys.Upload"),
)
"""Answers, and what becomes of them: visitors see nothing of it (`cms.content_version`)."""


class FormsConfig(AppConfig):
    name = "forms"
    label = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from corsheaders.signals import check_request_enabled
        from django.db.models.signals import post_delete
        from wagtail.signals import page_published

        from cms import clock, content_version, outbox, page_cache
        from forms import handlers, starters
        from forms.api import origins
        from forms.models import Delivery, SurveyEmail, SurveyPage, Upload
        from forms.services import closing_times, deliveries, emails, retention, uploads
        from forms.services.versions import when_published

        handlers.register_built_in()
        starters.register_built_in()
        outbox.register(Delivery, deliveries.deliver)
        outbox.register(SurveyEmail, emails.deliver_email)
        check_request_enabled.connect(origins.allows, dispatch_uid="survey_origins")
        page_published.connect(when_published, sender=SurveyPage, dispatch_uid="survey_version")
        post_delete.connect(uploads.when_deleted, sender=Upload, dispatch_uid="upload_file")
        content_version.never_shown(*NEVER_SHOWN)
        page_cache.changes_at(closing_times.next_closing)
        clock.register("uploads", uploads.sweep)
        clock.register("draft_reminders", retention.remind)
        clock.register("drafts", retention.delete_expired)
