"""Settings shared by every way of running the project."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
STATE_DIR = Path(os.environ.get("STATE_DIR", BASE_DIR / "var"))


def env_list(name: str, default: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def secret_key() -> str:
    """The key from the environment, else one made by `make run` and kept beside the database."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = STATE_DIR / "secret_key"
    return path.read_text().strip() if path.exists() else ""


SECRET_KEY = secret_key()
DEBUG = os.environ.get("DEBUG", "") == "1"
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
BASE_URL = os.environ.get("BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "partners",
    "home",
    "forms",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail_modeladmin",
    "wagtail_headless_preview",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "ninja",
    "csp",
    "corsheaders",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.failures.ProblemsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "cms.page_cache.PageCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.BodySizeMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "cms.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{STATE_DIR / 'db.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock when the transaction begins, so that
    # a busy database is waited for instead of failing halfway; FULL keeps an acknowledged answer through a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("fi", _("Finnish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cms.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", STATE_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = STATE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.storage.StaticFilesStorage"},
    # Files of respondents: outside the media folder, so that no address leads to them.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": STATE_DIR / "private",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# How many seconds a public page is kept in memory while nothing on it changes (`cms.page_cache`); 0: not at all.
PAGE_CACHE_SECONDS = int(os.environ.get("PAGE_CACHE_SECONDS", "60"))

# The largest body that a form post or an API call may have; past it the answer is 413.
MEBIBYTE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MEBIBYTE
# The same with files, which are kept on disk while they come in, by how the address begins; elsewhere it is the size
# above. A file may have 50 MiB (`forms.engine.questions.upload`); a step takes no more than its questions do, either.
FILES_MAX_BODY_SIZE = [
    (r"/api/v1/surveys/[^/]+/uploads/$", 52 * MEBIBYTE),
    (r"/[a-z]{2}/survey/", 104 * MEBIBYTE),
    (r"/f/", 104 * MEBIBYTE),
    (r"/[a-z]{2}/partnership/own/", 6 * MEBIBYTE),
    (r"/admin/", 200 * MEBIBYTE),
]
# Files that wait for their answers to be sent, for each survey; past it no more are taken in.
UPLOADS_UNSENT_MAX_COUNT = int(os.environ.get("UPLOADS_UNSENT_MAX_COUNT", "2000"))
UPLOADS_UNSENT_MAX_SIZE = int(os.environ.get("UPLOADS_UNSENT_MAX_MB", "5000")) * MEBIBYTE
# What the editor of a long survey posts; a respondent's step has `forms.views.context.MOST_FIELDS`.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# How often each may be asked for (`cms.throttling`), for one web address unless the name says otherwise: enough for a
# school or an office that comes from one. RATE_LIMITS in the environment replaces single rates: `links=5/hour,…`.
RATE_LIMITS = {
    "starts": "120/hour",
    "starts_without_proof": "10/hour",
    "survey_starts": "6000/hour",
    "submissions": "60/hour",
    "survey_submissions": "3000/hour",
    "drafts": "120/hour",
    "draft_changes": "1800/hour",
    "links": "10/hour",
    "uploads": "300/hour",
    "result_pdf": "60/hour",
    "validate": "1200/hour",
    "challenges": "600/hour",
    "solutions": "1/day",
    "staff_refused": "30/minute",
} | dict(item.split("=", 1) for item in env_list("RATE_LIMITS", ""))
RATE_LIMITS_STORAGE = os.environ.get("RATE_LIMITS_STORAGE", "process://")
# Seconds that a survey's first page must have been open before its answers are believed to be a person's; 0: not asked.
FIRST_PAGE_MIN_SECONDS = int(os.environ.get("FIRST_PAGE_MIN_SECONDS", "2"))

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_FILE_PATH = os.environ.get("EMAIL_FILE_PATH", str(STATE_DIR / "mail"))
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
# An attempt to send must end before its worker is given up (`cms.outbox.LEASE`).
EMAIL_TIMEOUT = 60
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "klimatpartner@borga.example")

# What webhooks may reach though it is within the network (`cms.webhooks.addresses`): hosts, `host:port`, or networks as
# `10.1.2.0/24`; with http as well. All else must be https on the internet.
WEBHOOKS_ALLOWED = env_list("WEBHOOKS_ALLOWED", "")
# How long a webhook's former secret signs along after a change.
WEBHOOKS_FORMER_SECRET_HOURS = int(os.environ.get("WEBHOOKS_FORMER_SECRET_HOURS", "24"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"mask_capabilities": {"()": "cms.logs.MaskCapabilities"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": "WARNING",
            "filters": ["mask_capabilities"],
        },
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}

# The content API gives rich text as pages show it, with links that lead somewhere.
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_BASE_URL = BASE_URL
# Front ends in which drafts are previewed, besides the site's own pages: `host=address` of each, or `default=address`.
WAGTAIL_HEADLESS_PREVIEW = {
    "CLIENT_URLS": dict(item.split("=", 1) for item in env_list("PREVIEW_URLS", "")),
    "REDIRECT_ON_PREVIEW": True,
}
WAGTAIL_SITE_NAME = "Borgå – Porvoo"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAIL_FINISH_WORKFLOW_ACTION = "forms.workflows.finish"

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_HTTPS = os.environ.get("HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_HTTPS else 0
BEHIND_PROXY = os.environ.get("BEHIND_PROXY", "") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Scripts on other websites: which of them is decided for each request, see `forms.api.origins` and `cms.origins`. The
# API knows no cookies, so that no site ever acts in somebody's name.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PATCH", "DELETE"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "content-type", "idempotency-key", "if-match", "if-none-match"]
CORS_EXPOSE_HEADERS = ["content-language", "etag", "location", "retry-after"]
CORS_PREFLIGHT_MAX_AGE = 60 * 60

# Wagtail's admin brings its own scripts and styles inline; every other page is held to the strict policy.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}
