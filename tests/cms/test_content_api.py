"""The site's content for other front ends: every page type and block, images, drafts, addresses."""

import gc
import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site
from wagtail_headless_preview.settings import headless_preview_settings

from cms.models import BasePage, SiteImage, User
from partners.models import AwardIndexPage
from tests.factories.home import ContactPersonFactory, ContentPageFactory
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

FRONT_END = "https://next.example/preview"
PAGES = [model for model in apps.get_models() if issubclass(model, BasePage)]


@pytest.fixture
def image():
    file = get_test_image_file(size=(1500, 10))
    found = SiteImage.objects.create(title="Ån", description="Ån med bodar", file=file)
    with warnings.catch_warnings():
        # Wagtail leaves it to the collector to close the files that a rendition was made in.
        warnings.simplefilter("ignore", ResourceWarning)
        assert found.sources
        gc.collect()
    return found


@pytest.fixture
def built(small_site, image):
    """A page with a block of each kind that points at something."""
    target = small_site.pages["sv"]
    link = {"title": "Läs mer", "text": "", "page": target.pk, "url": ""}
    document = f'<p>Se <a linktype="page" id="{target.pk}">sidan</a> och <a href="https://y.example">y</a>.</p>'
    body = [
        ("rich_text", document),
        ("image", {"image": image.pk, "alt": "Ån", "caption": ""}),
        ("contact", {"heading": "Fråga oss", "person": ContactPersonFactory().pk}),
        ("read_more", {"heading": "Mer", "links": [link]}),
        ("call_to_action", {"heading": "Nu", "text": "", "label": "Börja", "page": target.pk, "url": ""}),
    ]
    blocks = [{"type": kind, "value": value} for kind, value in body]
    return ContentPageFactory(parent=small_site.homes["sv"], title="Byggd", slug="byggd", body=blocks)


def body_of(client, version, page):
    found = client.get(f"/api/{version}/pages/{page.pk}/", {"fields": "*"} if version == "v2" else {})
    assert found.status_code == 200, found.content
    return {block["type"]: block["value"] for block in found.json()["body"]}


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_blocks_say_enough_of_what_they_point_at(client, built, version):
    body = body_of(client, version, built)
    assert '<a href="/sv/' in body["rich_text"]
    assert "linktype" not in body["rich_text"]
    assert body["contact"]["person"]["roles"]["fi"] == "Asiantuntija"
    page = body["read_more"]["links"][0]["page"]
    assert (page["type"], page["locale"]) == ("home.ContentPage", "sv")
    assert page["html_url"].startswith("http://")
    assert body["call_to_action"]["page"]["id"] == page["id"]
    sources = body["image"]["image"]["sources"]
    assert {source["type"] for source in sources} == {"image/webp", "image/jpeg"}
    assert [source["width"] for source in sources][:3] == [480, 960, 1440]
    shown = client.get(urlsplit(sources[0]["url"]).path)
    assert shown.getvalue().startswith(b"RIFF")


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_links_lead_to_pages_in_the_language_that_is_asked_for(client, built, small_site, version):
    home = small_site.homes["fi"]
    home.action_label, home.action_page = "Aloita", small_site.pages["sv"]
    home.save()
    page = ContentPageFactory(parent=home, title="Rakennettu", slug="rakennettu", locale=home.locale, body=built.body)
    there = small_site.pages["fi"].url
    in_finnish = client.get(f"/api/{version}/pages/{home.pk}/", headers={"accept-language": "fi"})
    assert in_finnish.json()["action_url"] == there
    assert "Accept-Language" in in_finnish["Vary"]
    asked = {"locale": "fi"} | ({"fields": "*"} if version == "v2" else {})
    body = client.get(f"/api/{version}/pages/{page.pk}/", asked).json()["body"]
    values = {block["type"]: block["value"] for block in body}
    assert f'href="{there}"' in values["rich_text"]
    assert values["call_to_action"]["page"]["title"] == "Sida fi"
    assert values["call_to_action"]["page"]["html_url"].endswith(there)
    assert client.get(f"/api/{version}/pages/{home.pk}/", asked).json()["action_url"] == there


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_link_to_an_unpublished_page_gives_nothing_of_it(client, built, small_site, version):
    small_site.pages["sv"].unpublish()
    assert body_of(client, version, built)["read_more"]["links"][0]["page"] is None


def test_every_page_type_has_fields_of_its_own(client):
    schemas = client.get("/api/v3/openapi.json").json()["components"]["schemas"]
    for model in PAGES:
        own = {field.name for field in model.api_fields}
        read = [one for name, one in schemas.items() if name.startswith(model.__name__) and "meta" in one["properties"]]
        assert own, model
        assert any(own <= one["properties"].keys() for one in read), (model, own)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_survey_page_leads_to_its_definition(client, version):
    page = publish()
    found = client.get(f"/api/{version}/pages/{page.pk}/").json()
    assert (found["key"], found["is_open"]) == ("demo-survey", True)
    assert client.get(found["definition_path"]).json()["format"] == "survey/1"


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_pages_of_one_site_are_told_apart_from_those_of_another(client, small_site, version):
    other = Page.get_first_root_node().add_child(instance=AwardIndexPage(title="Annan", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    for name, title in (("other.example", "Annan"), ("testserver", "Framsida")):
        Site.objects.filter(is_default_site=True).update(hostname="testserver")
        titles = [item["title"] for item in client.get(f"/api/{version}/pages/", {"site": name}).json()["items"]]
        assert (title in titles, len(titles) == 1) == (True, name == "other.example")


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_scripts_anywhere_may_read_content_and_not_write_it(client, small_site, version):
    origin = {"origin": "https://next.example"}
    found = client.get(f"/api/{version}/pages/", headers=origin)
    assert found["Access-Control-Allow-Origin"] in ("*", origin["origin"])
    asked = {**origin, "access-control-request-method": "POST"}
    assert "Access-Control-Allow-Origin" not in client.options(f"/api/{version}/pages/", headers=asked)


class TestPreview:
    """Drafts in another front end."""

    @pytest.fixture(autouse=True)
    def front_end(self, settings):
        settings.WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": FRONT_END}, "REDIRECT_ON_PREVIEW": True}
        headless_preview_settings.reload()
        yield
        headless_preview_settings.reload()

    @pytest.fixture
    def address(self, client, built):
        """Where the editor's preview leads when the page has been changed and not published."""
        client.force_login(User.objects.create_superuser("demo"))
        built.title = "Byggd på nytt"
        built.save_revision()
        response = client.get(f"/admin/pages/{built.pk}/view_draft/", {"mode": "other_front_end"})
        client.logout()
        assert response.status_code == 302
        return response["Location"]

    def test_the_front_end_reads_the_draft_by_the_previews_token(self, client, address):
        assert address.startswith(FRONT_END)
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        found = client.get("/api/v2/page-previews/", query)
        assert (found.status_code, found.json()["title"]) == (200, "Byggd på nytt")
        assert found["Cache-Control"] == "private, no-store"
        assert found.json()["body"][0]["type"] == "rich_text"

    def test_no_other_token_opens_a_draft(self, client, address, built):
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        for change in (
            {"token": query["token"][:-1]},
            {"token": f"id={built.pk}"},
            {"content_type": "home.homepage"},
            {"content_type": "x"},
            {"token": ""},
        ):
            assert client.get("/api/v2/page-previews/", query | change).status_code == 404
        assert client.get(f"/api/v2/page-previews/{built.pk}/").status_code == 404

    def test_without_such_a_front_end_there_is_no_such_preview(self, settings, built):
        assert [mode for mode, _label in built.preview_modes] == ["", "other_front_end"]
        settings.WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {}}
        headless_preview_settings.reload()
        assert [mode for mode, _label in built.preview_modes] == [""]


def test_the_sitemap_has_every_public_address_with_its_translations(client, small_site):
    found = client.get("/api/v1/sitemap/", {"locale": "fi", "limit": 1}).json()
    assert (found["count"], len(found["items"])) == (2, 1)
    (item,) = found["items"]
    assert item["locale"] == "fi"
    assert item["alternates"].keys() == {"sv", "fi", "en"}
    assert item["alternates"]["fi"] == item["url"]


def test_redirects_are_listed_for_the_site_and_for_all(client, small_site):
    site = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="other.example", root_page=small_site.homes["fi"])
    Redirect.objects.create(old_path="/gammal", redirect_page=small_site.pages["sv"], site=site)
    Redirect.objects.create(old_path="/ut", redirect_link="https://y.example/", is_permanent=False)
    Redirect.objects.create(old_path="/annan", redirect_link="https://z.example/", site=other)
    found = client.get("/api/v1/redirects/").json()
    assert [item["old_path"] for item in found["items"]] == ["/gammal", "/ut"]
    assert [item["permanent"] for item in found["items"]] == [True, False]
    of_other = client.get("/api/v1/redirects/", {"site": "other.example"}).json()
    assert [item["old_path"] for item in of_other["items"]] == ["/annan", "/ut"]
    location = client.get("/api/v2/redirects/find/", {"html_path": "/gammal"}, follow=True).json()["location"]
    assert client.get(location).status_code == 200


@pytest.mark.parametrize("route", ["sitemap", "redirects"])
def test_a_site_that_is_not_there_is_told(client, small_site, route):
    response = client.get(f"/api/v1/{route}/", {"site": "nobody.example", "locale": "sv"})
    assert (response.status_code, response.json()["code"]) == (422, "site_unknown")
    assert "testserver:80" in response.json()["detail"]
