"""Who gets in by a link, and how its pages are kept to themselves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.logs import CAPABILITY
from partners import access
from partners.models import AccessLink
from partners.self_service.urls import urlpatterns
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
PLACES = {"pk": 1, "language": "sv", "kind": "svg"}
BY_LINK = [pattern for pattern in urlpatterns if "<str:token>" in str(pattern.pattern)]


def addresses(token):
    for pattern in BY_LINK:
        names = pattern.pattern.converters
        yield reverse(pattern.name, kwargs={name: PLACES.get(name, token) for name in names})


def test_a_link_opens_the_organisations_own_page_in_every_language(own):
    for code in ("sv", "fi", "en"):
        response = own.client.get(own.url().replace("/sv/", f"/{code}/"))
        assert response.status_code == 200
        assert response.headers["Content-Language"] == code
        assert "Demobageriet Ab" in response.text
        for other in ("sv", "fi", "en"):
            assert f'href="/{other}/partnership/own/{own.token}/"' in response.text


def test_pages_behind_a_link_are_kept_nowhere_and_set_no_cookie(own):
    response = own.get()
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_link_every_page_says_how_to_get_one(client, db, method):
    for address in addresses("unknown-token"):
        response = getattr(client, method)(address)
        if response.status_code == 405:
            continue
        assert response.status_code == 404, address
        assert reverse("request_link") in response.text
        assert response["Cache-Control"] == "no-store"


def test_a_link_that_has_ended_is_gone(own):
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert own.get().status_code == 410
    assert reverse("request_link") in own.get().text


def test_a_link_that_was_closed_is_gone(own):
    access.revoke(own.partner)
    response = own.post("own_return")
    assert response.status_code == 410
    assert "Demobageriet" not in response.text


def test_a_link_leads_to_no_other_organisations_records(own, invited):
    commitment = own.partner.commitments.get()
    assert invited.get("own_commitment", commitment.pk, "sv").status_code == 404
    assert invited.get("own_annex", 1, "sv").status_code == 404
    assert invited.get("own_code", "svg").status_code == 404


def test_a_page_takes_only_what_it_is_for(own):
    assert own.client.post(own.url()).status_code == 405
    assert own.get("own_return").status_code == 405


def test_the_log_does_not_keep_a_link(own):
    for name in ("own_page", "own_details", "follow_up"):
        line = f"Not Found: {own.url(name)}"
        assert own.token not in CAPABILITY.sub(r"\1…", line)


def test_the_page_shows_only_its_own_organisation(own):
    PartnerFactory(active=True, name="En annan Ab")
    assert "En annan Ab" not in own.get().text
