"""Fills an empty site: languages, pages with their translations, partners, the survey and the first users."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site, get_page_models

from cms.demo import content, partners, pictures, staff, survey
from cms.demo.translations import publish_translation
from cms.models import ContactPerson
from cms.translated import LANGUAGES
from home.models import HomePage, SiteDetails

SOURCE, *TARGETS = LANGUAGES


@dataclass(frozen=True)
class Loaded:
    """What was made; `admin` has the first administrator's name and password when one was made."""

    pages: int
    admin: tuple[str, str] | None


@transaction.atomic
def load() -> Loaded | None:
    """Fills the site, or does nothing when it has content already."""
    if HomePage.objects.exists():
        return None
    data = content.read()
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    contact = _contact(data["contact"])
    references = {"contact": contact.pk, **pictures.load()}
    pages = _drafts(data["pages"], locales[SOURCE], references)
    site = _site(pages["home"], data["site_name"][SOURCE])
    partners.load()
    reader = content.Reader(references)
    _publish(data["pages"], pages, reader, locales)
    SiteDetails.objects.create(
        site=site,
        data_protection_page=pages["data-protection"],
        accessibility_page=pages["accessibility"],
        contact_person=contact,
    )
    staff.create_group(HomePage.objects.all())
    return Loaded(Page.objects.filter(depth__gt=1).count(), staff.create_admin())


def _contact(entry: dict[str, Any]) -> ContactPerson:
    roles = {f"role_{code}": entry["role"][code] for code in LANGUAGES}
    return ContactPerson.objects.create(name=entry["name"], email=entry["email"], phone=entry["phone"], **roles)


def _site(home: Page, name: str) -> Site:
    """Makes `home` the front page of the only site, in the place of Wagtail's welcome page."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    values = {"hostname": address.hostname, "port": port, "site_name": name, "root_page": home}
    site, _created = Site.objects.update_or_create(is_default_site=True, defaults=values)
    for page in Page.objects.child_of(home.get_parent()).not_page(home):
        page.delete()
    return site


def _drafts(entries: list[content.Entry], locale: Locale, references: dict[str, int]) -> dict[str, Page]:
    """Makes every page without what refers to other pages, and adds each page's key to `references`."""
    models = {model.__name__: model for model in get_page_models()}
    parents = {None: Page.get_first_root_node()}
    reader = content.Reader(references)
    for entry in entries:
        texts = reader.texts(entry, SOURCE)
        page = models[entry["type"]](
            locale=locale, live=False, show_in_menus=entry["menu"], **texts, **_survey_fields(entry, SOURCE)
        )
        # A front page's button needs its text and its page together.
        page = parents[entry["parent"]].add_child(instance=_without_button(page))
        parents[entry["id"]] = page
        references[entry["id"]] = page.pk
    return {name: page for name, page in parents.items() if name is not None}


def _without_button(page: Page) -> Page:
    if isinstance(page, HomePage):
        page.action_label = ""
    return page


def _survey_fields(entry: content.Entry, language: str) -> dict[str, Any]:
    return survey.fields(language) if entry["type"] == "SurveyPage" else {}


def _publish(
    entries: list[content.Entry], pages: dict[str, Page], reader: content.Reader, locales: dict[str, Locale]
) -> None:
    """Completes and publishes each page, then its translations; parents come before their children."""
    for entry in entries:
        page = type(pages[entry["id"]]).objects.get(pk=pages[entry["id"]].pk)
        for name, value in {**reader.texts(entry, SOURCE), **reader.related(entry, SOURCE)}.items():
            setattr(page, name, value)
        page.save_revision().publish()
        page.refresh_from_db()
        for code in TARGETS:
            built = type(page)(
                locale=locales[code],
                **reader.texts(entry, code),
                **reader.related(entry, code),
                **_survey_fields(entry, code),
            )
            publish_translation(page, locales[code], built)
