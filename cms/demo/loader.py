"""Fills an empty site: languages, pages with their translations, partners, the survey and the first users."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site, get_page_models

from cms.demo import content, pictures, staff, survey
from cms.models import ContactPerson, User
from cms.page_translations import publish_translation
from cms.translated import LANGUAGES
from forms.models import Survey, SurveyPage
from home.models import HomePage, SiteDetails
from partners.demo import loader as partner_records
from partners.demo import mappings, papers, programme

SOURCE, *TARGETS = LANGUAGES
FEEDBACK = "contact-us"
PARTNERS = Path(partner_records.__file__).with_name("partners.json")


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
    partner_records.load_goal_library()
    papers.load()
    partner_records.load_partners(PARTNERS)
    programme.load()
    site_wide = {"privacy_page": pages["data-protection"], "contact": contact}
    _publish(data["pages"], pages, site_wide, content.Reader(references), locales)
    SiteDetails.objects.create(
        site=site,
        data_protection_page=pages["data-protection"],
        accessibility_page=pages["accessibility"],
        contact_person=contact,
    )
    admin = staff.create_admin()
    mappings.load(accepted_by=User.objects.get(username=staff.ADMIN))
    group = staff.create_group(HomePage.objects.all())
    for opened in Survey.objects.all():
        opened.readers.add(group)
    programme.take_feedback_by(Survey.objects.get(key=pages[FEEDBACK].key))
    return Loaded(Page.objects.filter(depth__gt=1).count(), admin)


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
    pages: dict[str, Page] = {}
    reader = content.Reader(references)
    for entry in entries:
        parent = pages[entry["parent"]] if entry["parent"] else Page.get_first_root_node()
        fields = _fields(reader, entry, SOURCE)
        # A front page's button needs its text and its page together.
        fields.pop("action_label", None)
        page = models[entry["type"]](locale=locale, live=False, show_in_menus=entry["menu"], **fields)
        pages[entry["id"]] = parent.add_child(instance=page)
        references[entry["id"]] = page.pk
    return pages


def _fields(reader: content.Reader, entry: content.Entry, language: str) -> dict[str, Any]:
    """The page's texts in one language; a survey's questions with them."""
    questions = survey.fields(entry["survey"], language) if "survey" in entry else {}
    return questions | reader.texts(entry, language)


def _publish(
    entries: list[content.Entry],
    pages: dict[str, Page],
    site_wide: dict[str, Any],
    reader: content.Reader,
    locales: dict[str, Locale],
) -> None:
    """Completes and publishes each page, then its translations. Parents come before their children.

    A survey comes last: its version keeps the address that the data protection page has in the same language.
    """
    for entry in sorted(entries, key=lambda entry: entry["type"] == SurveyPage.__name__):
        page = type(pages[entry["id"]]).objects.get(pk=pages[entry["id"]].pk)
        for name, value in (_fields(reader, entry, SOURCE) | reader.related(entry, SOURCE)).items():
            setattr(page, name, value)
        if isinstance(page, SurveyPage):
            page.privacy_page, page.contact = site_wide["privacy_page"], site_wide["contact"]
            page.handlers = survey.handlers(entry["survey"], page.contact.email)
        page.save_revision().publish()
        page.refresh_from_db()
        for code in TARGETS:
            built = type(page)(locale=locales[code], **_fields(reader, entry, code), **reader.related(entry, code))
            publish_translation(page, locales[code], built)
