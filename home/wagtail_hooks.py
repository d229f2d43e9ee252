"""Registers the content app with Wagtail."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from cms.navigation import FOOTER_PAGES_HOOK
from cms.rich_text import TranslatedPageLinkHandler
from home.footer import footer_pages
from home.models import SiteDetails
from home.viewsets import ContactPersonViewSet

register_setting(SiteDetails, icon="cog")
register_snippet(ContactPersonViewSet)
hooks.register(FOOTER_PAGES_HOOK, footer_pages)


@hooks.register("insert_global_admin_css")
def admin_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    """After Wagtail's own, whose handler this one replaces."""
    features.register_link_type(TranslatedPageLinkHandler)
