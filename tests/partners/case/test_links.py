"""Links to the own page, letters, the symbol, and the award."""

from datetime import date

import pytest
from django.utils import timezone

from cms.outbox import EmailState
from partners import access
from partners.models import (
    AccessLink,
    Award,
    GuidelineAcceptance,
    Letter,
    ProgrammeSettings,
    SymbolDownload,
    SymbolRelease,
)
from partners.states import PartnerState
from tests.factories.partners import AwardFactory, PartnerFactory
from tests.partners.case.conftest import address, offered, press, refused, said, shown

pytestmark = pytest.mark.django_db
S = PartnerState
LANGUAGES = ("sv", "fi", "en")


@pytest.fixture
def link():
    partner = PartnerFactory()
    now = timezone.now()
    return AccessLink.objects.create(
        partner=partner, token_hash="0" * 64, sent_to="vem@demo.example", expires_at=now.replace(year=now.year + 1)
    )


def test_a_new_link_is_sent(as_admin):
    partner = PartnerFactory()
    press(as_admin, partner, "send_link")
    letter = partner.letters.get()
    assert (letter.name, letter.recipient) == (Letter.ACCESS_LINK, partner.contact_email)


def test_links_are_listed_with_their_last_use_and_closed(as_admin, link):
    AccessLink.objects.update(last_used_at=timezone.now())
    page = shown(as_admin, link.partner)
    assert "vem@demo.example" in page
    assert said("Last used") in page
    press(as_admin, link.partner, "revoke_links")
    assert not AccessLink.objects.valid().exists()
    assert access.revoke(link.partner) == 0
    assert "revoke_links" not in offered(as_admin, link.partner)


def test_a_letter_is_sent_again(as_admin, way):
    partner = way.to(S.READY)
    letter = partner.letters.first()
    partner.letters.update(state=EmailState.FAILED)
    assert said("Failed") in shown(as_admin, partner)
    press(as_admin, partner, "send_again", str(letter.pk))
    letter.refresh_from_db()
    assert letter.state == EmailState.WAITING


def test_a_letter_of_another_case_is_not_sent_from_here(as_admin, way):
    letter = way.to(S.READY).letters.first()
    assert press(as_admin, PartnerFactory(), "send_again", str(letter.pk)).status_code == 404


@pytest.mark.parametrize("button", ["send_link", "revoke_links", "send_again"])
def test_staff_without_the_right_to_change_partners_are_refused(made, link, button):
    assert refused(press(made("view_partner"), link.partner, button))
    assert AccessLink.objects.valid().exists()
    assert not link.partner.letters.exists()


def test_who_took_the_symbol_is_listed(as_admin, way):
    partner = way.to(S.ACTIVE)
    release = SymbolRelease.objects.create(
        version="1.2", valid_from=date(2025, 1, 1), guideline_sv="Rita", guideline_fi="Piirrä", guideline_en="Draw"
    )
    GuidelineAcceptance.objects.create(partner=partner, release=release, accepted_by="Demo Ägare")
    SymbolDownload.objects.create(partner=partner, release=release, file_label="För skylten")
    page = shown(as_admin, partner)
    assert all(words in page for words in ("Demo Ägare", "För skylten", "1.2"))


def motivations(text="Ja."):
    return {f"motivation_{code}": text for code in LANGUAGES}


def test_the_award_begins_with_a_pledge_and_is_given(as_admin, way, pages):
    partner = way.to(S.ACTIVE)
    form = as_admin.get(address(partner)).context["do"]["award"].form
    assert form["motivation_sv"].value().startswith(partner.goals.get().pledge_sv)
    year = timezone.localdate().year
    assert press(as_admin, partner, "award", year=year, **motivations()).status_code == 302
    assert Award.objects.public().get().year == year


def test_this_years_award_is_shown_once_given(as_admin, way):
    partner = way.to(S.ACTIVE)
    year = timezone.localdate().year
    AwardFactory(year=year, partner=PartnerFactory(active=True, name="Vinnaren"))
    assert "Vinnaren" in shown(as_admin, partner)
    response = press(as_admin, partner, "award", year=year, **motivations())
    form = response.context["do"]["award"].form
    assert (list(form.errors), form["motivation_fi"].value()) == (["year"], "Ja.")


def test_an_organisation_that_has_left_gets_the_award_only_where_the_settings_say_so(as_admin, way):
    partner = way.to(S.WITHDRAWN)
    assert "award" not in offered(as_admin, partner)
    settings = ProgrammeSettings.load()
    settings.award_for_all = True
    settings.save()
    assert "award" in offered(as_admin, partner)


def test_staff_who_may_not_give_awards_give_none(made, way):
    partner = way.to(S.ACTIVE)
    client = made("change_partner", "publish_partner")
    assert "award" not in offered(client, partner)
    assert refused(press(client, partner, "award", year=2026, **motivations()))
    assert not Award.objects.exists()
