"""Cases in every state, brought there by the services, and a browser's way of pressing a case's buttons."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from cms import outbox
from cms.models import User
from partners import services
from partners.lifecycle import Actor
from partners.models import (
    ContactChannel,
    ContactOutcome,
    Continuation,
    DataProtectionDescription,
    Partner,
    ProgrammeSettings,
    SigningMethod,
    SigningOccasion,
    SupportNeed,
)
from partners.services import FollowUpAnswer, Pick, Report, Signed
from partners.states import GoalState, PartnerState
from tests.factories.partners import PartnerFactory, ThemeFactory

S = PartnerState


def said(words: str) -> str:
    """`words` in the language that staff have without choosing one."""
    with override("sv"):
        return gettext(words)


def address(partner: Partner) -> str:
    return f"/admin/partners/case/{partner.pk}/"


def shown(client: Client, partner: Partner) -> str:
    """The case's page, as its reader reads it."""
    return unescape(client.get(address(partner)).content.decode())


def press(client: Client, partner: Partner, button: str, value: str = "1", **fields: Any) -> HttpResponse:
    """Press a button of the case as it stands; `fields` are named without the button's prefix."""
    partner.refresh_from_db()
    data = {f"{button}-{name}": given for name, given in fields.items()}
    return post(client, partner, {button: value, **data})


def post(client: Client, partner: Partner, data: Mapping[str, Any], version: int | None = None) -> HttpResponse:
    return client.post(address(partner), {"case_version": partner.case_version if version is None else version, **data})


def offered(client: Client, partner: Partner) -> set[str]:
    """The buttons on the case's page."""
    return set(client.get(address(partner)).context["do"])


def refused(response: HttpResponse) -> bool:
    """Wagtail sends those who lack a permission home with a message."""
    return response.status_code == 302 and response.headers["Location"] == "/admin/"


def messages(response: HttpResponse) -> list[str]:
    return [unescape(str(message)).strip() for message in response.context["messages"]]


@pytest.fixture(autouse=True)
def no_post(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are put down as rows and wait there."""
    monkeypatch.setattr(outbox, "enqueue", lambda row, after=None: None)


@pytest.fixture
def occasion(db: None) -> SigningOccasion:
    starts = timezone.now() + timedelta(days=20)
    return SigningOccasion.objects.create(
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place_sv="Rådhuset",
        place_fi="Raatihuone",
        place_en="Town hall",
        city_signatory="Demo Direktör",
    )


@pytest.fixture
def description(db: None) -> DataProtectionDescription:
    return DataProtectionDescription.objects.create(
        version="1", valid_from=date(2025, 1, 1), text_sv="Text", text_fi="Teksti", text_en="Text"
    )


class Way:
    """Takes a case from its first contact to a state, one service after another."""

    def __init__(self, user: User, occasion: SigningOccasion) -> None:
        self.user, self.occasion = user, occasion
        self.steps = {
            S.MAPPING_RECEIVED: self.map,
            S.GOALS: self.agree,
            S.READY: self.draw_up,
            S.SCHEDULED: self.schedule,
            S.ACTIVE: self.activate,
            S.FOLLOW_UP_DUE: self.fall_due,
            S.NO_REPLY: self.stop_waiting,
        }

    def to(self, state: PartnerState, **given: Any) -> Partner:
        partner: Partner = PartnerFactory(**given)
        for reached, step in self.steps.items():
            if partner.state == state:
                break
            before = {S.CLOSED: S.MAPPING_RECEIVED, S.REVISING: S.FOLLOW_UP_DUE, S.WITHDRAWN: S.FOLLOW_UP_DUE}
            if reached == before.get(state):
                break
            step(partner)
            partner.refresh_from_db()
        endings = {S.CLOSED: self.close, S.REVISING: self.revise, S.WITHDRAWN: self.withdraw, S.TERMINATED: self.end}
        if state in endings:
            endings[state](partner)
            partner.refresh_from_db()
        assert partner.state == state
        return partner

    def map(self, partner: Partner) -> None:
        services.receive_mapping(partner=partner, user=self.user)

    def agree(self, partner: Partner) -> None:
        pick = Pick(
            theme=ThemeFactory(),
            pledge={"sv": "Vi minskar elen.", "fi": "Vähennämme sähköä.", "en": "We cut electricity."},
            effect={"sv": "Elen är dyr."},
        )
        services.agree_goals(partner=partner, picks=[pick], user=self.user)

    def draw_up(self, partner: Partner) -> None:
        services.draw_up_commitment(partner=partner, user=self.user)

    def schedule(self, partner: Partner) -> None:
        services.schedule_signing(partner=partner, occasion=self.occasion, signatory_name="Demo Person", user=self.user)

    def sign(self, partner: Partner) -> None:
        signed = Signed(name="Demo Person", on=timezone.localdate(), how=SigningMethod.AT_OCCASION)
        services.record_signatures(partner=partner, organisation=signed, city=signed, user=self.user)
        partner.refresh_from_db()

    def activate(self, partner: Partner) -> None:
        self.sign(partner)
        services.activate_partner(partner=partner, user=self.user)

    def fall_due(self, partner: Partner) -> None:
        Partner.objects.filter(pk=partner.pk).update(follow_up_on=timezone.localdate())
        services.fall_due(partner=partner)

    def stop_waiting(self, partner: Partner) -> None:
        waited = timedelta(days=ProgrammeSettings.load().no_reply_days)
        partner.follow_ups.update(due_on=timezone.localdate() - waited, second_reminder_at=timezone.now() - waited)
        services.stop_waiting(partner=partner)

    def answer(self, partner: Partner, **changed: Any) -> None:
        reports = [Report(goal, GoalState.ON_TRACK) for goal in partner.goals.all()]
        answer = FollowUpAnswer(
            **{"reports": reports, "continuation": Continuation.KEEP, "support": SupportNeed.NONE, **changed}
        )
        services.answer_follow_up(partner=partner, answer=answer, channel="phone", user=self.user)
        partner.refresh_from_db()

    def revise(self, partner: Partner) -> None:
        services.revise_goals(partner=partner, actor=Actor.STAFF, user=self.user)

    def withdraw(self, partner: Partner) -> None:
        services.withdraw(partner=partner, actor=Actor.STAFF, user=self.user)

    def close(self, partner: Partner) -> None:
        services.close_case(partner=partner, actor=Actor.STAFF, user=self.user)

    def notice(self, partner: Partner) -> None:
        """Everything that an ending for lack of answers needs."""
        for _number in range(ProgrammeSettings.load().attempts_before_ending):
            services.log_contact(
                partner=partner, channel=ContactChannel.PHONE, outcome=ContactOutcome.NO_ANSWER, user=self.user
            )
            partner.refresh_from_db()
        given = services.give_notice(partner=partner, user=self.user)
        given.given_on = given.ends_on = timezone.localdate()
        given.save()
        partner.refresh_from_db()

    def end(self, partner: Partner) -> None:
        self.notice(partner)
        services.end_commitment(partner=partner, user=self.user)


@pytest.fixture
def way(admin: User, occasion: SigningOccasion, description: DataProtectionDescription) -> Way:
    return Way(admin, occasion)


@pytest.fixture
def as_admin(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


@pytest.fixture
def made(staff: Callable[..., User], client: Client) -> Callable[..., Client]:
    """A browser of a member of staff who has only the permissions named."""

    def sign_in(*codenames: str) -> Client:
        client.force_login(staff(*codenames))
        return client

    return sign_in
