"""Registers what the ground of the site adds to Wagtail's admin."""

from wagtail import hooks

from cms import page_cache
from cms.webhooks import audit
from cms.webhooks.viewsets import webhooks

hooks.register("register_admin_viewset", lambda: webhooks)
hooks.register("register_log_actions", audit.register)
hooks.register("on_serve_page", page_cache.keep_page)
