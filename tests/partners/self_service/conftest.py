"""An organisation with a link to its own page, at each place of its way."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from partners import access
from partners.models import (
    Commitment,
    CommitmentState,
    DataProtectionDescription,
    FollowUp,
    InvitationState,
    Partner,
    SigningInvitation,
    SigningOccasion,
    SymbolFile,
    SymbolRelease,
)
from partners.states import PartnerState
from tests.factories.partners import PartnerFactory

WORDS = {"sv": "på svenska", "fi": "suomeksi", "en": "in English"}


@dataclass(frozen=True)
class Own:
    """A partner with its token, and the language in which it reads."""

    client: Client
    partner: Partner
    token: str
    language: str

    def url(self, name: str = "own_page", *args: object) -> str:
        with translation.override(self.language):
            return reverse(name, args=[self.token, *args])

    def get(self, name: str = "own_page", /, *args: object, **query: str):
        return self.client.get(self.url(name, *args), query)

    def post(self, name: str, /, *args: object, **data: object):
        return self.client.post(self.url(name, *args), data)

    def again(self) -> Partner:
        self.partner.refresh_from_db()
        return self.partner


@pytest.fixture
def visit_of(client: Client) -> Callable[[Partner], Own]:
    """Gives a partner a fresh link."""

    def make(partner: Partner) -> Own:
        address = access.new_link(partner, partner.contact_email, "sv")
        return Own(client, partner, address.rstrip("/").rsplit("/", 1)[1], translation.get_language())

    return make


@pytest.fixture
def description(db: None) -> DataProtectionDescription:
    texts = {f"text_{code}": f"Dataskydd {words}" for code, words in WORDS.items()}
    return DataProtectionDescription.objects.create(version="1.0", valid_from=date(2025, 1, 1), **texts)


@pytest.fixture
def signed(description: DataProtectionDescription) -> Partner:
    """A partner whose commitment is in force and whose page is public."""
    partner = PartnerFactory(active=True, name="Demobageriet Ab", slug="demobageriet")
    partner.follow_up_on = timezone.localdate() + timedelta(days=90)
    partner.take_validity_code()
    partner.save()
    make_commitment(partner, description, CommitmentState.IN_FORCE)
    partner.save_revision().publish()
    partner.refresh_from_db()
    return partner


def make_commitment(partner: Partner, description: DataProtectionDescription, state: str) -> Commitment:
    return Commitment.objects.create(
        partner=partner,
        number=f"2025-{partner.pk % 10_000:04d}",
        state=state,
        description=description,
        organisation_signatory="Demo Signerare",
        organisation_signed_on=date(2025, 6, 5),
        city_signatory="Demo Direktör",
        city_signed_on=date(2025, 6, 5),
    )


@pytest.fixture
def own(signed: Partner, visit_of: Callable[[Partner], Own]) -> Own:
    return visit_of(signed)


@pytest.fixture
def due(own: Own) -> Own:
    """The same with a follow-up that waits for an answer."""
    Partner.objects.filter(pk=own.partner.pk).update(state=PartnerState.FOLLOW_UP_DUE)
    FollowUp.objects.create(partner=own.partner, due_on=timezone.localdate())
    own.again()
    return own


@pytest.fixture
def invited(description: DataProtectionDescription, visit_of: Callable[[Partner], Own]) -> Own:
    """A partner that has been invited to sign."""
    partner = PartnerFactory(state=PartnerState.SCHEDULED)
    starts_at = timezone.now() + timedelta(days=10)
    occasion = SigningOccasion.objects.create(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        city_signatory="Demo Direktör",
        **{f"place_{code}": f"Demosalen {words}" for code, words in WORDS.items()},
    )
    SigningInvitation.objects.create(
        occasion=occasion, partner=partner, signatory_name="Demo Signerare", state=InvitationState.INVITED
    )
    return visit_of(partner)


@pytest.fixture
def release(db: None) -> SymbolRelease:
    """A version of the symbol with one file."""
    made = SymbolRelease.objects.create(
        version="1", valid_from=date(2025, 1, 1), **{f"guideline_{code}": words for code, words in WORDS.items()}
    )
    file = SymbolFile(release=made, label="Färg")
    file.file.save("symbol.svg", ContentFile(b"<svg/>"))
    return made


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#0b5c63").save(drawn, kind)
    return drawn.getvalue()
