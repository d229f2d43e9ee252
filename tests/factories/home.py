"""Makes the city's pages and contact persons, and a small site of them."""

from dataclasses import dataclass

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site

from cms.models import ContactPerson
from home.models import ContentPage, HomePage, ProgrammePage


class HomePageFactory(wagtail_factories.PageFactory):
    lead = "Sätt upp ett eget mål."

    class Meta:
        model = HomePage


class ProgrammePageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Program {number}")

    class Meta:
        model = ProgrammePage


class ContentPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Sida {number}")

    class Meta:
        model = ContentPage


class ContactPersonFactory(DjangoModelFactory):
    name = "Kontakt Person"
    role_sv, role_fi, role_en = "Expert", "Asiantuntija", "Expert (en)"
    email = "kontakt@borga.example"

    class Meta:
        model = ContactPerson


@dataclass(frozen=True)
class SmallSite:
    """`homes` has the front pages and `pages` one content page and its translations, by language."""

    homes: dict[str, HomePage]
    pages: dict[str, ContentPage]


def make_small_site() -> SmallSite:
    """The test client's site: a front page in every language with a content page below it, shown in the menu."""
    root = Page.get_first_root_node()
    homes: dict[str, HomePage] = {}
    pages: dict[str, ContentPage] = {}
    for code, title in {"sv": "Framsida", "fi": "Etusivu", "en": "Front page"}.items():
        locale, _created = Locale.objects.get_or_create(language_code=code)
        same = {"translation_key": homes["sv"].translation_key} if homes else {}
        homes[code] = HomePageFactory(parent=root, title=title, slug=f"home-{code}", locale=locale, **same)
        same = {"translation_key": pages["sv"].translation_key} if pages else {}
        pages[code] = ContentPageFactory(
            parent=homes[code], title=f"Sida {code}", slug=f"sida-{code}", locale=locale, show_in_menus=True, **same
        )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": homes["sv"], "hostname": "testserver", "port": 80}
    )
    return SmallSite(homes, pages)
