"""What anybody may ask: for a link, whether a symbol is valid, and what is done with data."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from partners.models import DataProtectionDescription, Letter, SentLetter
from partners.states import PartnerState
from tests.factories.partners import PartnerFactory
from tests.partners.self_service.conftest import WORDS

pytestmark = pytest.mark.django_db
LETTERS = SentLetter.objects.filter(name=Letter.ACCESS_LINK)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def ask(client, email, **more):
    return client.post(reverse("request_link"), {"email": email, **more}, follow=True)


def test_the_answer_is_the_same_for_any_address(client):
    PartnerFactory(contact_email="person@demo.example")
    known = ask(client, "Person@demo.example")
    unknown = ask(client, "ingen@demo.example")
    assert known.text == unknown.text
    assert known.redirect_chain == unknown.redirect_chain
    assert [letter.recipient for letter in LETTERS.all()] == ["person@demo.example"]


def test_every_organisation_of_the_address_gets_its_letter_in_its_language(client):
    PartnerFactory(contact_email="person@demo.example", contact_language="sv")
    PartnerFactory(contact_email="person@demo.example", contact_language="fi", state=PartnerState.CLOSED)
    ask(client, "person@demo.example")
    assert sorted(letter.language for letter in LETTERS.all()) == ["fi", "sv"]


def test_an_address_gets_one_letter_in_ten_minutes(client):
    PartnerFactory(contact_email="person@demo.example")
    for _time in range(3):
        ask(client, "person@demo.example")
    assert LETTERS.count() == 1
    LETTERS.update(created_at=timezone.now() - timedelta(minutes=11))
    ask(client, "person@demo.example")
    assert LETTERS.count() == 2


def test_a_machine_gets_the_same_answer_and_no_letter(client):
    PartnerFactory(contact_email="person@demo.example")
    response = ask(client, "person@demo.example", company_site="https://spam.example")
    assert "sent=1" in response.redirect_chain[-1][0]
    assert not LETTERS.exists()


def test_what_is_no_address_is_said(client):
    response = ask(client, "inte en adress")
    assert response.status_code == 422
    assert "name@example.com" in response.text
    assert 'href="#id_email"' in response.text


def test_asking_sets_no_cookie(client):
    assert not client.get(reverse("request_link")).cookies
    assert not ask(client, "person@demo.example").cookies


def validity(client, code):
    return client.get(reverse("validity", args=[code]))


def test_a_valid_partnership_is_said_with_its_name_and_day(client, signed, pages):
    response = validity(client, signed.validity_code)
    assert response.status_code == 200
    assert "Demobageriet Ab" in response.text
    assert "5 June 2025" in response.text
    assert "/en/partners-en/demobageriet/" in response.text


def test_of_one_that_has_ended_only_that_is_told(client, signed):
    signed.__class__.objects.update(state=PartnerState.WITHDRAWN)
    response = validity(client, signed.validity_code)
    assert response.status_code == 200
    assert "no longer valid" in response.text
    assert "Demobageriet" not in response.text


def test_one_that_has_come_back_is_not_valid_before_it_signs_again(client, signed):
    signed.__class__.objects.update(state=PartnerState.CONTACT)
    assert "no longer valid" in validity(client, signed.validity_code).text


def test_an_unknown_code_is_not_found(client, db):
    assert validity(client, uuid.uuid4()).status_code == 404


def test_the_description_is_read_in_each_language_with_its_version(client, description):
    for code, words in WORDS.items():
        response = client.get(f"/{code}/partnership/data-protection/")
        assert words in response.text
        assert "1.0" in response.text


def test_earlier_versions_can_be_read_and_the_languages_keep_them(client, description):
    DataProtectionDescription.objects.create(
        version="0.9", valid_from=date(2024, 1, 1), text_sv="Förut", text_fi="Ennen", text_en="Before"
    )
    address = reverse("data_protection_description")
    assert "?version=0.9" in client.get(address).text
    earlier = client.get(f"{address}?version=0.9")
    assert "Before" in earlier.text
    assert "/fi/partnership/data-protection/?version=0.9" in earlier.text
    assert client.get(f"{address}?version=7").status_code == 404


def test_without_a_description_there_is_no_page(client, db):
    assert client.get(reverse("data_protection_description")).status_code == 404
