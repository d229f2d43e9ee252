"""Writing signing occasions in their register, and what staff are told about it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import ngettext, override

from partners.models import ProgrammeSettings, SigningInvitation, SigningOccasion
from partners.signing import years
from tests.factories.partners import PartnerFactory
from tests.partners.signing.conftest import make_occasion

pytestmark = pytest.mark.django_db

LIST = "/admin/partners/occasions/"
CREATE = f"{LIST}create/"
ONE_TOLD = "%(count)d organisation has been invited with the former time or place. Tell it of the change."
MANY_TOLD = "%(count)d organisations have been invited with the former time or place. Tell them of the change."


@pytest.fixture
def by_admin(client, admin):
    client.force_login(admin)
    return client


def posted(client, address, **changed):
    """What a browser posts from the form at `address`, with some fields changed."""
    form = client.get(address).context["form"]
    fields = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    for name in ("starts_at", "ends_at", "publish_at"):
        time = changed.pop(name, fields[name])
        local = timezone.make_naive(time) if time and timezone.is_aware(time) else time
        fields[name] = f"{local:{form.fields[name].widget.format}}" if local else ""
    return client.post(address, fields | changed, follow=True)


PLACES = {"place_sv": "Demosalen", "place_fi": "Demosali", "place_en": "Demo Hall"}


def test_an_occasion_is_written_here_with_the_citys_signatory(by_admin):
    settings = ProgrammeSettings.load()
    settings.signatory_name = "Demo Direktör"
    settings.save()
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=30)
    ends_at = starts_at + timedelta(hours=1)
    response = posted(by_admin, CREATE, starts_at=starts_at, ends_at=ends_at, **PLACES)
    occasion = SigningOccasion.objects.get()
    assert (occasion.city_signatory, occasion.starts_at) == ("Demo Direktör", starts_at)
    assert response.redirect_chain[0][0] == f"/admin/partners/signing/{occasion.pk}/"


def test_a_year_with_too_few_occasions_is_pointed_out_after_saving(by_admin):
    starts_at = timezone.now() + timedelta(days=400)
    response = posted(
        by_admin, CREATE,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), city_signatory="Demo", **PLACES,
    )  # fmt: skip
    shown = [str(message) for message in response.context["messages"]]
    assert any(message.strip().startswith(years.hints()[-1]) for message in shown)


@pytest.mark.parametrize(
    ("changed", "is_told"), [({"place_sv": "En annan sal"}, True), ({"city_signatory": "X"}, False)]
)
def test_staff_are_told_when_those_invited_know_another_place(by_admin, changed, is_told):
    occasion = make_occasion()
    partner = PartnerFactory()
    SigningInvitation.objects.create(occasion=occasion, partner=partner, signatory_name="Demo")
    response = posted(by_admin, f"{LIST}edit/{occasion.pk}/", **changed)
    with override("sv"):
        words = ngettext(ONE_TOLD, MANY_TOLD, 1) % {"count": 1}
    assert (words in response.content.decode()) is is_told


def test_an_occasion_that_was_held_is_not_changed(by_admin):
    occasion = make_occasion(-3, state="held")
    assert by_admin.get(f"{LIST}edit/{occasion.pk}/").status_code == 302


@pytest.mark.parametrize(("count", "is_hinted"), [(1, True), (2, False), (4, False), (5, True)])
def test_the_list_says_when_a_year_has_too_few_or_too_many(by_admin, count, is_hinted):
    for _number in range(count):
        make_occasion(0)
    make_occasion(0, state="cancelled")
    hints = by_admin.get(LIST).context["hints"]
    assert bool(hints) is is_hinted
