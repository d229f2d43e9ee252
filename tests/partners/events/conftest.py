"""The pages of events and news in every language, and signing up with what does not matter filled in."""

from collections.abc import Callable
from typing import Any

import pytest
import wagtail_factories
from wagtail.models import Locale

from partners.models import Event, EventIndexPage, EventSignUp, NewsIndexPage
from partners.services import sign_up
from tests.factories.home import SmallSite, make_small_site


class EventIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = EventIndexPage


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsIndexPage


@pytest.fixture
def network_pages(db: None) -> SmallSite:
    """/sv/events-sv/ and /sv/news-sv/, and the same in the other languages."""
    site = make_small_site()
    keys: dict[type, Any] = {}
    for code, home in site.homes.items():
        locale = Locale.objects.get(language_code=code)
        for factory, name in ((EventIndexPageFactory, "events"), (NewsIndexPageFactory, "news")):
            same = {"translation_key": keys[factory]} if factory in keys else {}
            page = factory(parent=home, title=f"{name} {code}", slug=f"{name}-{code}", locale=locale, **same)
            keys[factory] = page.translation_key
    return site


@pytest.fixture
def come(db: None) -> Callable[..., EventSignUp]:
    """`come(event, "anna")` signs anna@demo.example up."""

    def signed_up(event: Event, who: str, **changed: Any) -> EventSignUp:
        details = {"name": who.title(), "email": f"{who}@demo.example", "language": "sv", **changed}
        return sign_up(event=event, **details)

    return signed_up
