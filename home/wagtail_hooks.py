"""Registers the content app with Wagtail."""

from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting
from wagtail.snippets.models import register_snippet

from cms.navigation import FOOTER_PAGES_HOOK
from home.footer import footer_pages
from home.models import SiteDetails
from home.viewsets import ContactPersonViewSet

register_setting(SiteDetails, icon="cog")
register_snippet(ContactPersonViewSet)
hooks.register(FOOTER_PAGES_HOOK, footer_pages)
