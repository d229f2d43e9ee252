"""Our site as it runs, with the floors beside it, and with limits that no load reaches."""

from cms.settings.base import *  # noqa: F403  (settings modules are made to be re-exported)

SECRET_KEY = "only-for-the-bench"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.floors"]  # noqa: F405  (from the settings above)
ROOT_URLCONF = "tests.bench.floors.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, "100000000/hour")  # noqa: F405  (from the settings above)
