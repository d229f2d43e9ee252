"""A new secret for a webhook, while the former one signs along until the receiver has changed."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.webhooks.models import Webhook, new_secret

ROTATED = "cms.webhook.rotate"


def rotate(webhook: Webhook, *, user: AbstractBaseUser | None) -> None:
    """Give `webhook` a new secret. One that was replaced earlier ends at once: no more than two are ever valid."""
    with transaction.atomic():
        webhook.former_secret, webhook.secret = webhook.secret, new_secret()
        webhook.former_until = timezone.now() + timedelta(hours=settings.WEBHOOKS_FORMER_SECRET_HOURS)
        webhook.save(update_fields=["secret", "former_secret", "former_until"])
        log(instance=webhook, action=ROTATED, user=user)
