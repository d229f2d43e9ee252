"""Registers the ground of the site."""

from django.apps import AppConfig
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _


def publish_at_its_time() -> None:
    """Publish what was set to a time that has come: pages, and partners after their signing."""
    call_command("publish_scheduled", verbosity=0)


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        from corsheaders.signals import check_request_enabled

        from cms import clock, origins, outbox

        check_request_enabled.connect(origins.is_public, dispatch_uid="public_origins")
        clock.register("scheduled publishing", publish_at_its_time)
        clock.register("deliveries", outbox.sweep)
