"""Signing occasions, and cases that are ready to sign at them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.models import User
from partners import services
from partners.models import DataProtectionDescription, Partner, SigningInvitation, SigningOccasion
from partners.states import GoalState
from tests.factories.partners import GoalFactory, PartnerFactory


def said(words: str, **named: Any) -> str:
    """`words` in the language that staff have without choosing one."""
    with override("sv"):
        return gettext(words) % named if named else gettext(words)


@pytest.fixture
def description(db: None) -> DataProtectionDescription:
    return DataProtectionDescription.objects.create(
        version="2026-01", valid_from=date(2026, 1, 1), text_sv="Text", text_fi="Teksti", text_en="Text"
    )


@pytest.fixture
def ready(description: DataProtectionDescription, admin: User) -> Callable[..., Partner]:
    """A case with its commitment drawn up: `ready("Demo Ab")`."""

    def make(name: str = "Demobageriet", **changed: Any) -> Partner:
        partner = PartnerFactory(name=name, with_goals_agreed=True, **changed)
        GoalFactory(partner=partner, state=GoalState.AGREED, effect_sv="Elen är dyr.")
        services.draw_up_commitment(partner=partner, user=admin)
        partner.refresh_from_db()
        return partner

    return make


@pytest.fixture
def occasion(db: None) -> SigningOccasion:
    """An open occasion in two weeks."""
    return make_occasion()


def make_occasion(days: float = 14, **changed: Any) -> SigningOccasion:
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)
    values = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place_sv": "Demosalen, Ågatan 1",
        "place_fi": "Demosali, Jokikatu 1",
        "place_en": "Demo Hall, Jokikatu 1",
        "programme_sv": "13.00 Kaffe\n\n13.30 Undertecknandet",
        "city_signatory": "Demo Direktör",
    }
    return SigningOccasion.objects.create(**values | changed)


@pytest.fixture
def invited(ready: Callable[..., Partner], admin: User) -> Callable[..., SigningInvitation]:
    """An organisation that has been invited: `invited(occasion, "Demo Ab")`."""

    def make(occasion: SigningOccasion, name: str = "Demobageriet") -> SigningInvitation:
        return services.schedule_signing(
            partner=ready(name), occasion=occasion, signatory_name="Demo Tecknare", signatory_title="vd", user=admin
        )

    return make


@pytest.fixture
def held_yet(occasion: SigningOccasion) -> Callable[[], None]:
    """Let the occasion's day come: services invite and record at the same record, on either side of it."""

    def move() -> None:
        occasion.starts_at = timezone.now() - timedelta(hours=1)
        occasion.save()

    return move
