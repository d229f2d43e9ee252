"""The symbol: accepted before it is taken, and every taking written down."""

import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from partners import services
from partners.models import GuidelineAcceptance, SymbolDownload, SymbolFile, SymbolRelease, Task, TaskKind
from partners.states import PartnerState

pytestmark = pytest.mark.django_db
ACCEPT = {"accepted_by": "Demo Person", "is_accepted": "on"}


@pytest.fixture
def accepted(own, release):
    own.post("own_symbol", **ACCEPT)
    return own


def test_the_guideline_stands_before_the_files(own, release):
    page = own.get("own_symbol")
    assert "på svenska" in page.text
    file = release.files.get()
    assert own.url("own_symbol_file", file.pk) not in page.text
    response = own.get("own_symbol_file", file.pk)
    assert (response.status_code, response["Location"]) == (302, own.url("own_symbol"))
    with pytest.raises(ValidationError):
        services.take_symbol_file(partner=own.partner, file=file)
    assert not SymbolDownload.objects.exists()


@pytest.mark.parametrize("missing", ACCEPT)
def test_accepting_needs_a_name_and_a_tick(own, release, missing):
    response = own.post("own_symbol", **{name: value for name, value in ACCEPT.items() if name != missing})
    assert response.status_code == 422
    assert not GuidelineAcceptance.objects.exists()


def test_accepting_leads_to_the_files(own, release):
    response = own.client.post(own.url("own_symbol"), ACCEPT, follow=True)
    assert response.redirect_chain == [(own.url("own_symbol") + "?done=symbol", 303)]
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('[role="status"]').text.strip()
    assert page.select_one("main h2")["id"] == "files"


def test_nothing_is_said_to_be_done_before_the_guideline_is_accepted(own, release):
    assert 'role="status"' not in own.get("own_symbol", done="symbol").text


def test_once_accepted_the_files_can_be_taken_and_that_is_written_down(accepted, release):
    services.add_task(partner=accepted.partner, kind=TaskKind.DELIVER_SYMBOL)
    file = release.files.get()
    assert accepted.url("own_symbol_file", file.pk) in accepted.get("own_symbol").text
    response = accepted.get("own_symbol_file", file.pk)
    assert b"".join(response.streaming_content) == b"<svg/>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert SymbolDownload.objects.get().file_label == "Färg"
    assert not Task.objects.open().filter(kind=TaskKind.DELIVER_SYMBOL).exists()


def test_accepting_twice_is_accepting_once(accepted):
    accepted.post("own_symbol", **ACCEPT)
    assert GuidelineAcceptance.objects.count() == 1


def test_a_new_version_has_to_be_accepted_anew(accepted, release):
    newer = SymbolRelease.objects.create(version="2", valid_from=timezone.localdate(), guideline_sv="Nya regler")
    file = SymbolFile(release=newer, label="Ny")
    file.file.save("new.svg", ContentFile(b"<svg/>"))
    assert accepted.get("own_symbol_file", file.pk).status_code == 302
    assert accepted.get("own_symbol_file", release.files.get().pk).status_code == 404


def test_a_version_of_tomorrow_is_not_given_out(own):
    SymbolRelease.objects.create(version="2", valid_from=timezone.localdate() + timedelta(days=1))
    assert own.get("own_symbol").status_code == 303


def test_who_has_left_gets_no_files(accepted, release):
    accepted.partner.__class__.objects.update(state=PartnerState.WITHDRAWN)
    assert accepted.get("own_symbol_file", release.files.get().pk).status_code == 404
    assert accepted.get("own_code", "svg").status_code == 404
    with pytest.raises(ValidationError):
        services.accept_guideline(partner=accepted.again(), release=release, accepted_by="Demo")


def test_the_code_comes_as_a_drawing_and_as_a_picture(own):
    drawing = own.get("own_code", "svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawing.content
    picture = Image.open(io.BytesIO(own.get("own_code", "png").content))
    assert picture.width == picture.height > 300
    assert own.get("own_code", "pdf").status_code == 404


def test_the_code_leads_to_the_page_that_says_it_is_valid(own, client, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "partners.self_service.symbol.segno.make", lambda text, **options: asked.append(text) or _Blank()
    )
    own.get("own_code", "svg")
    [address] = asked
    path = reverse("validity", args=[own.partner.validity_code])
    assert address.endswith(path)
    assert client.get(path).status_code == 200


class _Blank:
    def save(self, target, **options):
        target.write(b"<svg/>")


def test_a_version_in_use_is_looked_at_and_not_changed(client, admin, accepted, release):
    client.force_login(admin)
    base = "/admin/snippets/partners/symbolrelease/"
    for view in ("edit", "delete"):
        response = client.post(f"{base}{view}/{release.pk}/", {"version": "changed"}, follow=True)
        assert response.redirect_chain[-1][0] == f"{base}inspect/{release.pk}/"
        assert response.status_code == 200
    release.refresh_from_db()
    assert release.version == "1"
    assert f"{base}edit/{release.pk}/" not in client.get(base).text


def test_a_version_that_nobody_uses_can_be_changed(client, admin, release, description):
    client.force_login(admin)
    for version in (release, description):
        base = f"/admin/snippets/partners/{version._meta.model_name}/"
        assert f"{base}edit/{version.pk}/" in client.get(base).text
        assert client.get(f"{base}edit/{version.pk}/").status_code == 200
        assert client.get(f"{base}add/").status_code == 200


def test_a_description_that_someone_has_signed_is_not_changed(client, admin, own):
    client.force_login(admin)
    description = own.partner.commitments.get().description
    response = client.get(f"/admin/snippets/partners/dataprotectiondescription/edit/{description.pk}/")
    assert response.status_code == 302


def test_staff_make_a_version_with_its_files(client, admin):
    client.force_login(admin)
    data = {
        "version": "3",
        "valid_from": "2025-01-01",
        **{f"guideline_{code}": "Regler" for code in ("sv", "fi", "en")},
        "files-TOTAL_FORMS": 1,
        "files-INITIAL_FORMS": 0,
        "files-MIN_NUM_FORMS": 1,
        "files-MAX_NUM_FORMS": 1000,
        "files-0-label": "SVG",
        "files-0-ORDER": 1,
        "files-0-file": SimpleUploadedFile("symbol.svg", b"<svg/>"),
    }
    response = client.post("/admin/snippets/partners/symbolrelease/add/", data)
    assert response.status_code == 302
    made = SymbolRelease.objects.get(version="3")
    with made.files.get().file.open() as content:
        assert content.read() == b"<svg/>"
    assert client.get(f"/admin/snippets/partners/symbolrelease/edit/{made.pk}/").status_code == 200


def test_a_file_that_may_no_longer_be_taken_leads_back(accepted, release, monkeypatch):
    """The commitment ended between the page and the click."""

    def refused(**_taken):
        raise ValidationError("The symbol is for partners.", code="state")

    monkeypatch.setattr(services, "take_symbol_file", refused)
    response = accepted.get("own_symbol_file", release.files.get().pk)
    assert response.status_code == 303
    assert response["Location"].endswith("?done=changed")


def test_versions_in_use_are_not_deleted_with_many_others(client, admin, accepted, release):
    client.force_login(admin)
    unused = SymbolRelease.objects.create(version="2", valid_from=timezone.localdate(), guideline_sv="Nya regler")
    address = "/admin/bulk/partners/symbolrelease/delete/"
    response = client.post(f"{address}?id={release.pk}&id={unused.pk}")
    assert response.url == "/admin/snippets/partners/symbolrelease/"
    assert SymbolRelease.objects.count() == 2
    client.post(f"{address}?id={unused.pk}")
    assert list(SymbolRelease.objects.all()) == [release]
