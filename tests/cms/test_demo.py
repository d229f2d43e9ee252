"""The demo content: complete in every language, safe to load twice, and clean of anything the strict policy refuses."""

import gc
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation

from cms.demo import content, pictures
from cms.models import ContactPerson, User
from forms.models import Survey, SurveyPage, SurveyVersion
from home.models import HomePage, SiteDetails
from partners.models import Partner

CODES = ["sv", "fi", "en"]
MOST_QUERIES = 25


def run_demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def visit(page: Page) -> Any:
    return Client(headers={"host": "localhost"}).get(page.url)


@dataclass(frozen=True)
class Visited:
    """What came when a page was visited."""

    page: Page
    status: int
    cookies: dict[str, Any]
    soup: BeautifulSoup

    @classmethod
    def to(cls, page: Page) -> "Visited":
        response = visit(page)
        return cls(page, response.status_code, dict(response.cookies), BeautifulSoup(response.content, "html5lib"))


class DemoSiteTest(TestCase):
    """One loading serves all tests of the class; each test's own changes are rolled back."""

    @classmethod
    def setUpTestData(cls) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DEMO_ADMIN_PASSWORD", "a demo password")
            cls.printed = run_demo()
        cls.entries = {entry["id"]: entry for entry in content.read()["pages"]}

    @classmethod
    def setUpClass(cls) -> None:
        """Each page is visited once, outside of the test data, of which every test is given a copy."""
        super().setUpClass()
        with warnings.catch_warnings():
            # Wagtail leaves the temporary files of new renditions to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            cls.visited = [Visited.to(page) for page in cls.pages()]
            gc.collect()

    @staticmethod
    def pages() -> Iterator[Page]:
        yield from Page.objects.filter(depth__gt=1).order_by("path").select_related("locale").specific()

    def test_every_language_has_every_page(self) -> None:
        expected = len(self.entries)
        assert {locale.language_code for locale in Locale.objects.all()} == set(CODES)
        for code in CODES:
            assert Page.objects.live().filter(locale__language_code=code, depth__gt=1).count() == expected

    def test_every_page_has_its_own_words(self) -> None:
        found = {
            code: set(Page.objects.filter(locale__language_code=code, depth__gt=1).values_list("title", "slug"))
            for code in CODES
        }
        for code in CODES:
            assert found[code] == {(entry["title"][code], entry["slug"][code]) for entry in self.entries.values()}

    def test_every_text_is_translated_in_the_editor(self) -> None:
        assert Translation.objects.count() == len(self.entries) * 2
        for translation in Translation.objects.all():
            total, translated = translation.get_progress()
            assert (total > 0, translated) == (True, total), translation.source.object_repr
        assert not StringTranslation.objects.filter(has_error=True).exists()

    def test_every_block_is_one_that_the_editor_accepts(self) -> None:
        for page in self.pages():
            body = getattr(page, "body", None)
            if body:
                body.stream_block.clean(body)

    def test_translations_keep_the_block_ids(self) -> None:
        for home in HomePage.objects.exclude(locale__language_code="sv"):
            source = home.get_translation(Locale.objects.get(language_code="sv"))
            assert [block.id for block in home.body] == [block.id for block in source.body]

    def test_every_page_opens_in_its_own_language(self) -> None:
        for visited in self.visited:
            page = visited.page
            assert visited.status == 200, page.url
            assert visited.soup.html["lang"] == page.locale.language_code
            assert len(visited.soup.select("h1")) == 1, page.url
            others = {link["hreflang"]: link["href"] for link in visited.soup.select("nav.languages a")}
            assert others == {other.locale.language_code: other.url for other in page.get_translations(inclusive=True)}

    def test_links_of_the_content_stay_in_the_language(self) -> None:
        for visited in self.visited:
            code = visited.page.locale.language_code
            inside = [link["href"] for link in visited.soup.select("main a[href^='/']")]
            of_the_api = ("/api/v1/docs", "/api/v1/figures/?")
            astray = [href for href in inside if not href.startswith((f"/{code}/", *of_the_api))]
            assert [href for href in astray if f"locale={code}" not in href] == [], visited.page.url

    def test_links_of_the_content_lead_somewhere(self) -> None:
        client = Client(headers={"host": "localhost"})
        addresses = {
            link["href"].split("#")[0].split("?")[0]
            for visited in self.visited
            for link in visited.soup.select("a[href^='/']")
        }
        addresses -= {visited.page.url for visited in self.visited if visited.status == 200}
        assert addresses
        assert [address for address in addresses if client.get(address).status_code != 200] == []

    def test_nothing_inline_that_the_strict_policy_refuses(self) -> None:
        for visited in self.visited:
            soup = visited.soup
            scripts = [tag for tag in soup.find_all("script") if tag.get("type") != "application/json"]
            inline = [tag for tag in scripts if not tag.get("src")]
            refused = [tag for tag in soup.find_all(True) if "style" in tag.attrs or tag.name == "style"]
            handlers = [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
            assert (inline, refused, handlers) == ([], [], []), visited.page.url

    def test_no_page_sets_a_cookie(self) -> None:
        for visited in self.visited:
            assert not visited.cookies, visited.page.url

    def test_pages_cost_few_queries(self) -> None:
        for page in self.pages():
            with CaptureQueriesContext(connection) as queries:
                visit(page)
            assert len(queries) <= MOST_QUERIES, f"{page.url}: {len(queries)}"

    def test_every_partner_has_a_page_in_the_sitemap(self) -> None:
        client = Client(headers={"host": "localhost"})
        text = client.get("/sitemap.xml").text
        partners = Partner.objects.public()
        assert partners.exists()
        for partner in partners:
            assert text.count(f"/{partner.slug}/</loc>") == len(CODES)

    def test_survey_is_one_version_in_every_language(self) -> None:
        versions = SurveyVersion.objects.filter(survey__key="initial-mapping")
        assert sorted((version.number, version.locale) for version in versions) == [(1, "en"), (1, "fi"), (1, "sv")]
        for page in SurveyPage.objects.filter(key="initial-mapping"):
            handlers = [handler for handler, _options in page.chosen_handlers()]
            assert handlers == ["staff_email", "confirmation", "partner_case"]
            assert page.live_version.form.privacy.count(f"/{page.locale.language_code}/") == 1

    def test_footer_and_site_are_set(self) -> None:
        site = Site.objects.get()
        assert (site.root_page.locale.language_code, site.hostname) == ("sv", "localhost")
        details = SiteDetails.for_site(site)
        assert details.contact_person == ContactPerson.objects.get()
        assert len(details.footer_page_keys) == 2

    def test_pictures_are_in_the_library(self) -> None:
        images = get_image_model().objects.all()
        assert sorted((image.title, image.width, image.height) for image in images) == sorted(
            (title, pictures.WIDTH, pictures.HEIGHT) for title in pictures.TITLES.values()
        )

    def test_admin_signs_in_with_the_given_password(self) -> None:
        assert Client().login(username="admin", password="a demo password")
        assert "a demo password" in self.printed

    def test_second_run_changes_nothing(self) -> None:
        before = (Page.objects.count(), Partner.objects.count(), User.objects.count())
        assert "Nothing was changed" in run_demo()
        after = (Page.objects.count(), Partner.objects.count(), User.objects.count())
        assert after == before

    def communications_staff(self) -> User:
        user = User.objects.create_user("kommunikation")
        user.groups.add(Group.objects.get(name="Communications"))
        return user

    def test_communications_staff_edit_and_publish_in_every_language(self) -> None:
        staff = self.communications_staff()
        for home in HomePage.objects.all():
            permissions = home.permissions_for_user(staff)
            assert (permissions.can_edit(), permissions.can_publish()) == (True, True)

    def test_communications_staff_translate_and_keep_the_records(self) -> None:
        staff = self.communications_staff()
        wanted = ("wagtail_localize.submit_translation", "cms.add_contactperson", "partners.change_partner")
        assert [permission for permission in wanted if not staff.has_perm(permission)] == []

    def test_communications_staff_read_the_answers(self) -> None:
        readers = Survey.objects.get(key="initial-mapping").readers.all()
        assert [group.name for group in readers] == ["Communications"]
        assert self.communications_staff().has_perm("surveys.view_submission")

    def test_communications_staff_delete_no_records_and_no_users(self) -> None:
        staff = self.communications_staff()
        refused = ("partners.delete_partner", "surveys.delete_submission", "cms.change_user")
        assert [permission for permission in refused if staff.has_perm(permission)] == []
