"""Signing up for events from the own page. How places are given out is tested with its service."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import Event, EventSignUp, SignUpState

pytestmark = pytest.mark.django_db
WHO = {"name": "Demo Person", "email": "person@demo.example"}


@pytest.fixture
def event(db):
    starts_at = timezone.now() + timedelta(days=7)
    return Event.objects.create(
        slug="traff", title_sv="Nätverksträff", title_fi="Tapaaminen", title_en="Meeting", is_public=True,
        place_sv="Salen", place_fi="Sali", place_en="Hall", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
    )  # fmt: skip


def test_coming_events_are_shown_and_signed_up_for(own, event):
    assert "Nätverksträff" in own.get().text
    page = own.get("own_sign_up", event.pk)
    assert 'value="person@demo.example"' in page.text
    assert own.post("own_sign_up", event.pk, **WHO).status_code == 303
    sign_up = EventSignUp.objects.get()
    assert (sign_up.partner, sign_up.organisation, sign_up.language) == (own.partner, own.partner.name, "sv")
    assert own.url("own_cancel", sign_up.pk) in own.get().text


def test_signing_up_twice_with_one_address_is_said(own, event):
    own.post("own_sign_up", event.pk, **WHO)
    response = own.post("own_sign_up", event.pk, **WHO)
    assert response.status_code == 422
    assert EventSignUp.objects.count() == 1


def test_a_sign_up_can_be_cancelled(own, event):
    own.post("own_sign_up", event.pk, **WHO)
    sign_up = EventSignUp.objects.get()
    assert own.post("own_cancel", sign_up.pk).status_code == 303
    sign_up.refresh_from_db()
    assert sign_up.state == SignUpState.CANCELLED
    assert own.post("own_cancel", sign_up.pk).status_code == 404


def test_nobody_cancels_for_another_organisation(own, invited, event):
    own.post("own_sign_up", event.pk, **WHO)
    sign_up = EventSignUp.objects.get()
    assert invited.post("own_cancel", sign_up.pk).status_code == 404
    sign_up.refresh_from_db()
    assert sign_up.state == SignUpState.COMING


@pytest.mark.parametrize("change", [{"is_public": False}, {"ends_at": timezone.now() - timedelta(days=1)}])
def test_events_that_are_not_for_all_or_are_over_cannot_be_signed_up_for(own, event, change):
    starts_at = timezone.now() - timedelta(days=2)
    Event.objects.update(**({"starts_at": starts_at} | change if "ends_at" in change else change))
    assert own.get("own_sign_up", event.pk).status_code == 404


def test_after_the_last_day_nobody_is_signed_up(own, event):
    Event.objects.update(sign_up_until=timezone.now() - timedelta(days=1))
    assert own.post("own_sign_up", event.pk, **WHO).status_code == 303
    assert not EventSignUp.objects.exists()


def test_a_refusal_is_said_beside_the_address(own, event, monkeypatch):
    def refuse(**data):
        raise ValidationError("Fullt")

    monkeypatch.setattr("partners.services.events.sign_up", refuse)
    response = own.post("own_sign_up", event.pk, **WHO)
    assert response.status_code == 422
    assert "Fullt" in response.text


def test_where_all_places_are_taken_the_page_says_so_and_puts_who_comes_on_the_waiting_list(own, event):
    Event.objects.update(capacity=0)
    assert own.get("own_sign_up", event.pk).context["is_full"]
    assert "done=waiting" in own.post("own_sign_up", event.pk, **WHO)["Location"]
    assert EventSignUp.objects.get().state == SignUpState.WAITING
