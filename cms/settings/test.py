"""Settings of the test run: everything in memory or in a temporary folder, nothing hashed slowly."""

import os
import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403  (settings modules are made to be re-exported)

SECRET_KEY = "only-for-tests"
INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.contrib.forms", "tests.bench.peer"]  # noqa: F405  (from the settings above)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WAGTAILADMIN_BASE_URL = "http://localhost"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATE_DIR = Path(tempfile.mkdtemp(prefix="partner-programme-tests-"))
if "DATABASE_URL" not in os.environ:
    DATABASES["default"]["NAME"] = STATE_DIR / "db.sqlite3"  # noqa: F405  (from the settings above)
MEDIA_ROOT = STATE_DIR / "media"
STATIC_ROOT = STATE_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STATE_DIR / "private", "base_url": None},
    },
}
TASKS = {"default": {"BACKEND": "tests.tasks.WithoutIndexes"}}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
# No test reaches a limit, or has to wait, unless that is what it tests.
RATE_LIMITS = dict.fromkeys(RATE_LIMITS, "100000/hour") | {"solutions": "1/day"}  # noqa: F405  (from the settings above)
FIRST_PAGE_MIN_SECONDS = 0
# What a test counts and changes is not to depend on what another has asked for before it.
PAGE_CACHE_SECONDS = 0
