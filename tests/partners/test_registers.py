"""The registers of the casework."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.models import User
from forms.models import Submission
from forms.services.submissions import submit
from partners.models import Mapping
from tests.factories.partners import PartnerFactory, SectorFactory
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db

REGISTER = "/admin/partners/mappings/"


@pytest.fixture
def mappings(admin_client):
    page = publish()
    for number in range(3):
        submission = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.API).submission
        partner = PartnerFactory(name=f"Demo {number}", mapped=True, sector=SectorFactory())
        Mapping.objects.create(partner=partner, submission=submission, received_at=timezone.now())
    return Mapping.objects.all()


def test_the_register_lists_every_mapping_and_leads_to_its_case(admin_client, mappings, django_assert_max_num_queries):
    admin_client.get(REGISTER)
    with django_assert_max_num_queries(25):
        page = admin_client.get(REGISTER).content.decode()
    for mapping in mappings:
        assert mapping.partner.name in page
        assert f"/admin/partners/case/{mapping.partner_id}/" in page


def test_the_register_says_the_language_in_words(admin_client, mappings):
    cells = BeautifulSoup(admin_client.get(REGISTER).content, "html.parser").select("td.field-language")
    assert {cell.get_text(strip=True) for cell in cells} == {"Svenska"}


def test_the_register_is_searched_and_filtered(admin_client, mappings):
    assert "Demo 2" not in admin_client.get(REGISTER, {"q": "Demo 1"}).content.decode()
    assert "Demo 1" not in admin_client.get(REGISTER, {"partner__state__exact": "active"}).content.decode()


def test_nobody_writes_in_the_register(admin_client, mappings):
    assert admin_client.get(f"{REGISTER}create/").status_code in {302, 403, 404}
    assert admin_client.get(f"{REGISTER}edit/{mappings[0].pk}/").status_code in {302, 403, 404}


def test_others_do_not_see_the_register(client, mappings):
    client.force_login(User.objects.create_user("nobody", password="x"))
    assert client.get(REGISTER).status_code == 302
