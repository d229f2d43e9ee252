"""Ten years of one partner, by the clock and the services alone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from cms.models import User
from partners import access, services
from partners.models import (
    Award,
    Commitment,
    ContactAttempt,
    EndingNotice,
    FollowUp,
    Partner,
    SentLetter,
    SigningOccasion,
)
from partners.states import GoalState
from tests.factories.partners import DataProtectionDescriptionFactory, SigningOccasionFactory
from tests.partners.services.acts import answer, own_goal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HELSINKI = ZoneInfo("Europe/Helsinki")
MOTIVATION = {"sv": "För elen.", "fi": "Sähköstä.", "en": "For electricity."}


class Years:
    """The city's calendar, its staff and the one organisation."""

    def __init__(self, move_to: Callable[..., None]) -> None:
        self._move_to = move_to
        self.now = datetime(2026, 1, 12, 9, 0, tzinfo=HELSINKI)
        self._move_to(self.now, tick=False)
        self.user = User.objects.create(username="coordinator")
        self.manager = User.objects.create(username="manager")
        for user, rights in (
            (self.user, ("change_partner", "publish_partner", "publish_award")),
            (self.manager, ("end_commitment",)),
        ):
            user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        self.partner = services.open_contact(
            name="Demo Ab",
            contact_name="Demo Person",
            contact_email="person@demo.example",
            contact_language="fi",
            user=self.user,
        )

    def until(self, year: int, month: int, day: int, hour: int = 9, *, every: timedelta = timedelta(days=40)) -> None:
        """Let time pass, the clock ticking now and then and when the day has come, twice."""
        goal = datetime(year, month, day, hour, 30, tzinfo=HELSINKI)
        while self.now < goal:
            self.now = min(self.now + every, goal)
            self._move_to(self.now, tick=False)
            call_command("tick")
        call_command("tick")
        self.partner.refresh_from_db()

    def act(self, service: Callable[..., Any], **given: Any) -> Any:
        result = service(partner=self.partner, **given)
        self.partner.refresh_from_db()
        return result

    def answer_by_link(self, **changed: Any) -> None:
        url = access.new_link(self.partner, self.partner.contact_email, "fi")
        link = access.find(url.rstrip("/").rsplit("/", 1)[1])
        assert link is not None
        services.answer_follow_up(partner=link.partner, answer=answer(self.partner, **changed), channel="link")
        self.partner.refresh_from_db()

    def answer_by_phone(self) -> None:
        self.act(services.answer_follow_up, answer=answer(self.partner), channel="phone", user=self.user)

    def sign(self, day: date) -> Commitment:
        """From the mapping to the signature."""
        self.act(services.receive_mapping, user=self.user)
        self.act(services.discuss_mapping, channel="meeting", user=self.user)
        self.act(services.agree_goals, picks=[own_goal()], user=self.user)
        self.act(services.draw_up_commitment, user=self.user)
        starts_at = datetime(day.year, day.month, day.day, 13, 0, tzinfo=HELSINKI)
        occasion: SigningOccasion = SigningOccasionFactory(starts_at=starts_at)
        invitation = self.act(
            services.schedule_signing, occasion=occasion, signatory_name="Demo Person", user=self.user
        )
        self.until(day.year, day.month, day.day, 14)
        services.hold_occasion(occasion=occasion, present=[invitation], user=self.user)
        self.partner.refresh_from_db()
        return self.partner.commitments.get(state="in_force")

    def letters(self, year: int) -> list[str]:
        rows = SentLetter.objects.filter(partner=self.partner, created_at__year=year).order_by("pk")
        return list(rows.values_list("name", flat=True))

    @property
    def state(self) -> str:
        return str(self.partner.state)


@pytest.fixture
def years(time_machine: Any, settings: Any) -> Years:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    DataProtectionDescriptionFactory()
    return Years(time_machine.move_to)


def day_of(moment: datetime | None) -> date | None:
    return moment and timezone.localdate(moment)


def test_ten_years_of_a_partner(years: Years) -> None:
    _first_years(years)
    _a_year_of_silence(years)
    _the_city_ends_it(years)
    _the_partner_returns_and_leaves(years)


def _first_years(years: Years) -> None:
    assert years.sign(date(2026, 3, 5)).number == "2026-0001"
    assert (years.state, years.partner.follow_up_on) == ("active", date(2027, 3, 5))
    assert list(Partner.objects.public()) == [years.partner]
    assert years.letters(2026) == [
        "welcome", "mapping_received", "suggested_goals", "draft_commitment", "invitation", "signed", "symbol",
    ]  # fmt: skip

    years.until(2027, 3, 4, 23)
    assert years.state == "active"
    years.until(2027, 3, 5, 0, every=timedelta(minutes=10))
    assert years.state == "follow_up_due"
    years.until(2027, 3, 10, every=timedelta(hours=3))
    years.answer_by_link()
    assert (years.state, years.partner.follow_up_on) == ("active", date(2028, 3, 10))
    assert years.letters(2027) == ["follow_up", "thanks"]

    years.until(2028, 3, 10, 0)
    years.until(2028, 3, 25, every=timedelta(hours=5))
    years.answer_by_phone()
    assert FollowUp.objects.first().recorded_by == years.user
    assert years.letters(2028) == ["follow_up", "first_reminder", "thanks"]

    assert years.partner.follow_up_on == date(2029, 3, 25)  # The day on which summer time begins.
    years.until(2029, 3, 24, 23)
    assert years.state == "active"
    years.until(2029, 3, 25, 4, every=timedelta(minutes=30))
    assert years.state == "follow_up_due"
    years.until(2029, 3, 26)
    years.answer_by_link(states=GoalState.REACHED)
    assert years.state == "revising"
    services.give_award(partner=years.partner, year=2029, motivation=MOTIVATION, user=years.user)
    years.partner.refresh_from_db()
    years.until(2029, 4, 10)
    annex = years.act(services.renew_commitment, picks=[own_goal(target_year=2035)], user=years.user)
    assert (str(annex), len(annex.goals), len(annex.replaced)) == ("2026-0001 / 1", 1, 1)
    assert (years.state, years.partner.follow_up_on) == ("active", date(2030, 3, 26))
    assert years.letters(2029) == ["follow_up", "thanks", "next_goals", "annex"]


def _a_year_of_silence(years: Years) -> None:
    years.until(2030, 3, 26, 0)
    years.until(2030, 4, 8, 23, every=timedelta(hours=7))
    assert years.letters(2030) == ["follow_up"]
    years.until(2030, 4, 9, 9, every=timedelta(hours=1))
    assert years.letters(2030) == ["follow_up", "first_reminder"]
    years.until(2030, 5, 14)  # The clock has stood still for five weeks.
    assert (years.state, years.letters(2030)) == ("follow_up_due", ["follow_up", "first_reminder", "second_reminder"])
    years.until(2030, 5, 27, 23, every=timedelta(hours=7))
    assert years.state == "follow_up_due"
    years.until(2030, 5, 28, 0)
    assert years.state == "no_reply"
    waiting = FollowUp.objects.open().get()
    assert (day_of(waiting.first_reminder_at), day_of(waiting.second_reminder_at)) == (
        date(2030, 4, 9),
        date(2030, 5, 14),
    )
    assert list(Partner.objects.public()) == [years.partner]
    years.act(services.log_contact, channel="phone", outcome="no_answer", user=years.user)
    years.until(2030, 6, 5)
    notice = years.act(services.give_notice, user=years.manager)
    assert notice.ends_on == date(2030, 7, 5)
    years.until(2030, 6, 20)
    years.answer_by_link()
    notice.refresh_from_db()
    assert (notice.withdrawn_on, years.state) == (date(2030, 6, 20), "active")
    assert years.letters(2030)[3:] == ["notice", "thanks"]


def _the_city_ends_it(years: Years) -> None:
    years.until(2031, 6, 20, 0)
    years.until(2031, 8, 1, 0, every=timedelta(hours=9))
    assert years.state == "no_reply"
    sent = SentLetter.objects.filter(created_at__year=2031).order_by("pk").values_list("created_at", flat=True)
    assert [day_of(moment) for moment in sent] == [date(2031, 6, 20), date(2031, 7, 4), date(2031, 7, 18)]
    years.until(2031, 8, 6)
    years.act(services.log_contact, channel="phone", outcome="message_left", user=years.user)
    years.act(services.give_notice, user=years.manager)
    assert EndingNotice.objects.filter(withdrawn_on=None).get().ends_on == date(2031, 9, 5)
    years.until(2031, 9, 4, 23)
    with pytest.raises(ValidationError, match="Wait until"):
        years.act(services.end_commitment, user=years.manager)
    years.until(2031, 9, 5, 0)
    with pytest.raises(PermissionDenied):
        years.act(services.end_commitment, user=years.user)
    assert list(Partner.objects.public()) == [years.partner]
    years.act(services.end_commitment, user=years.manager)
    assert (years.state, years.partner.follow_up_on) == ("terminated", None)
    assert not Partner.objects.public().exists()
    assert Award.objects.public().get().partner == years.partner
    assert FollowUp.objects.answered().count() == 4
    assert ContactAttempt.objects.filter(made_by=None).count() == 5
    assert years.letters(2031) == ["follow_up", "first_reminder", "second_reminder", "notice", "ended"]


def _the_partner_returns_and_leaves(years: Years) -> None:
    years.until(2032, 1, 10)
    years.act(services.reopen_case, actor="organisation")
    assert years.sign(date(2032, 2, 29)).number == "2032-0001"
    assert years.letters(2032) == [
        "welcome", "mapping_received", "suggested_goals", "draft_commitment", "invitation", "signed", "symbol",
    ]  # fmt: skip
    assert years.partner.follow_up_on == date(2033, 2, 28)
    assert years.partner.goals.filter(state="signed").count() == 1
    for year, month, day in ((2033, 2, 28), (2034, 2, 28), (2035, 3, 1)):
        years.until(year, month, day, 0)
        assert years.state == "follow_up_due"
        years.until(*(timezone.localdate() + timedelta(days=1)).timetuple()[:3]) if year > 2033 else None
        years.answer_by_link()
        assert years.letters(year) == ["follow_up", "thanks"]
    assert years.partner.follow_up_on == date(2036, 3, 2)
    years.until(2036, 1, 15)
    years.act(services.withdraw, actor="organisation", reason="Vi slutar")
    years.until(2037, 1, 15)
    assert (years.state, years.letters(2036)) == ("withdrawn", ["withdrawn"])
    assert not Partner.objects.public().exists()
    assert list(Commitment.objects.order_by("number").values_list("number", "state", "ending_ground")) == [
        ("2026-0001", "ended", "no_answer"),
        ("2032-0001", "ended", "own_wish"),
    ]
    assert Award.objects.public().count() == 1
