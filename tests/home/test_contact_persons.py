"""Staff keep contact persons in the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import ContactPerson
from tests.factories.home import ContactPersonFactory


@pytest.mark.django_db
def test_contact_persons_are_listed_and_searched(admin_client: Client) -> None:
    ContactPersonFactory(name="Första Person")
    ContactPersonFactory(name="Andra Person")
    response = admin_client.get(reverse("wagtailsnippets_cms_contactperson:list"), {"q": "Andra"})
    assert "Andra Person" in response.text
    assert "Första Person" not in response.text


@pytest.mark.django_db
def test_contact_person_can_be_added(admin_client: Client) -> None:
    data = {
        "name": "Ny Person",
        "role_sv": "Expert",
        "role_fi": "Asiantuntija",
        "role_en": "Expert",
        "email": "ny@borga.example",
        "phone": "",
    }
    admin_client.post(reverse("wagtailsnippets_cms_contactperson:add"), data)
    assert ContactPerson.objects.get().name == "Ny Person"


def test_contact_persons_have_a_place_in_the_menu(admin_client: Client) -> None:
    menu = admin_client.get("/admin/").content.decode()
    assert reverse("wagtailsnippets_cms_contactperson:list") in menu
    assert f'"{reverse("wagtailsnippets:index")}"' not in menu
