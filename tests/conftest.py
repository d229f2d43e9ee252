"""What every test may use: a site with its languages, and a real browser."""

import os
import shutil
import sqlite3
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from cms import throttling
from forms.services import answered_pages
from tests import databases
from tests.factories.home import SmallSite, make_small_site

# Playwright's synchronous API keeps an event loop in this thread; Django must not refuse the ORM because of it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

IN_MEMORY = "file:tests?mode=memory&cache=shared"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


if connection.vendor == "sqlite":

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
        """A copy, in memory, of the migrated database, in place of one that each process migrates for itself."""
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = IN_MEMORY
        with django_db_blocker.unblock():
            connection.close()
            connection.ensure_connection()
            migrated = sqlite3.connect(databases.migrated())
            migrated.backup(connection.connection)
            migrated.close()


@pytest.fixture(autouse=True)
def clean_slate() -> Iterator[None]:
    """No test sees another's cache, counted requests, surveys or language."""
    cache.clear()
    throttling.reset()
    answered_pages.reset()
    translation.activate("sv")
    yield
    translation.deactivate()


@pytest.fixture
def small_site(db: None) -> SmallSite:
    """A site with a front page in each language."""
    return make_small_site()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or the one that Playwright brings."""
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor who has never been here."""
    context = chromium.new_context(locale="sv-FI", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The visitor's page."""
    return context.new_page()
