"""The receiver and the worker, for every test of webhooks."""

from tests.cms.webhooks.receiver import receiver
from tests.cms.webhooks.worker import as_on_the_site

__all__ = ["as_on_the_site", "receiver"]
