"""What is told of a page when it is published, taken back or gets another address."""

from django.dispatch import Signal
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.webhooks import notices
from cms.webhooks.models import ContentNotice


def connect() -> None:
    """Listen to Wagtail; called from the app's `ready()`."""
    signals: dict[str, Signal] = {
        "published": page_published,
        "unpublished": page_unpublished,
        "slug": page_slug_changed,
        "moved": post_page_move,
    }
    for name, signal in signals.items():
        signal.connect(when_changed, dispatch_uid=f"webhooks_page_{name}")


def when_changed(instance: Page, **kwargs: object) -> None:
    """Tell how the page is now. A draft's change is nobody's business, and no page is told of that few may read."""
    taken_back = kwargs.get("signal") is page_unpublished
    if not taken_back and not instance.live:
        return
    if not notices.is_anybody_told() or instance.get_view_restrictions().exists():
        return
    event = ContentNotice.Event.UNPUBLISHED if taken_back else ContentNotice.Event.PUBLISHED
    notices.tell(event, f"{_type(instance)} {instance.pk}", instance.locale.language_code, data_of(instance))


def data_of(page: Page) -> dict[str, object]:
    """What a front end needs to find the page again; `id` and `type` are those of the content API."""
    site_id, root_url, path = page.get_url_parts() or (None, None, None)
    site = Site.objects.filter(pk=site_id).first()
    return {
        "id": page.pk,
        "type": _type(page),
        "title": page.title,
        "locale": page.locale.language_code,
        "url": f"{root_url}{path}" if path else None,
        "translation_key": str(page.translation_key),
        "site": {"hostname": site.hostname, "port": site.port, "root_page": site.root_page_id} if site else None,
    }


def _type(page: Page) -> str:
    return str((page.specific_class or type(page))._meta.label)
