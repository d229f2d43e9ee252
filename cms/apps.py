"""Registers the ground of the site."""

from django.apps import AppConfig
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _


def publish_at_its_time() -> None:
    """Publish what was set to a time that has come: pages, and partners after their signing."""
    call_command("publish_scheduled", verbosity=0)


NEVER_SHOWN = (
    *("sessions", "django_tasks_database", "wagtail_headless_preview", "wagtail_localize", "wagtailadmin"),
    *("wagtailsearch", "wagtailusers", "cms.User", "cms.Webhook", "cms.ContentNotice"),
    *("wagtailcore.APIToken", "wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.ModelLogEntry"),
    *("wagtailcore.PageLogEntry", "wagtailcore.PageSubscription", "wagtailcore.ReferenceIndex"),
    *("wagtailcore.Revision", "wagtailcore.TaskState", "wagtailcore.UploadedFile", "wagtailcore.WorkflowState"),
)
"""What visitors see nothing of (`cms.content_version`): sessions, tasks, drafts, logs, the index of the search."""


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        from corsheaders.signals import check_request_enabled

        from cms import clock, content_version, origins, outbox
        from cms.webhooks import notices, pages
        from cms.webhooks.models import ContentNotice

        check_request_enabled.connect(origins.is_public, dispatch_uid="public_origins")
        clock.register("scheduled publishing", publish_at_its_time)
        clock.register("deliveries", outbox.sweep)
        outbox.register(ContentNotice, notices.deliver_notice)
        clock.register("old notices", notices.delete_old)
        pages.connect()
        content_version.connect()
        content_version.never_shown(*NEVER_SHOWN)
