"""Every letter in every turn of phrase that it has, each with the records of a case where it is sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from partners.models import (
    GoalReport,
    GoalTemplate,
    InvitationState,
    Letter,
    Partner,
    SentLetter,
    SuggestedGoal,
    Task,
    TaskKind,
)
from tests.factories import partners as make
from tests.factories.cases import CaseFactory

Context = dict[str, Any]
Turn = Callable[[str], tuple[Partner, Context]]

ALL: list[tuple[Letter, str, Turn]] = []
"""A letter, what is particular about it, and what makes its partner and context in a language."""


def turn(letter: Letter, about: str = "") -> Callable[[Turn], Turn]:
    def keep(made: Turn) -> Turn:
        ALL.append((letter, about, made))
        return made

    return keep


def case(language: str, **at: Any) -> Partner:
    changed = {"name": "Demo Ab", "contact_name": "Demo Ström", "contact_language": language, **at}
    partner: Partner = CaseFactory(**changed)
    return partner


def row(letter: Letter, partner: Partner | None, context: Context, language: str, **changed: Any) -> SentLetter:
    values = {"recipient": partner.contact_email if partner else "person@demo.example", **changed}
    return SentLetter.objects.create(partner=partner, name=letter, context=context, language=language, **values)


def first_of(letter: Letter) -> Turn:
    return next(made for found, _about, made in ALL if found == letter)


@turn(Letter.WELCOME)
def welcome(language: str) -> tuple[Partner, Context]:
    return case(language), {}


@turn(Letter.MAPPING_RECEIVED)
def mapping_received(language: str) -> tuple[Partner, Context]:
    return case(language, mapped=True), {}


@turn(Letter.MAPPING_RECEIVED, "a day is set")
def mapping_received_with_a_day(language: str) -> tuple[Partner, Context]:
    partner = case(language, mapped=True)
    make.TaskFactory(partner=partner, kind=TaskKind.DISCUSS_MAPPING)
    return partner, {}


@turn(Letter.SUGGESTED_GOALS)
def suggested_goals(language: str) -> tuple[Partner, Context]:
    return case(language, with_goals_agreed=True), {}


@turn(Letter.DRAFT_COMMITMENT)
def draft_commitment(language: str) -> tuple[Partner, Context]:
    partner = case(language, ready=True)
    return partner, {"commitment": partner.commitments.get().pk}


@turn(Letter.INVITATION)
def invitation(language: str) -> tuple[Partner, Context]:
    partner = case(language, scheduled=True)
    invited = partner.invitations.get()
    invited.occasion.programme_sv = "Kaffe\nUndertecknande"
    invited.occasion.programme_fi = "Kahvi\nAllekirjoitus"
    invited.occasion.programme_en = "Coffee\nSigning"
    invited.occasion.save()
    return partner, {"invitation": invited.pk}


@turn(Letter.NEW_DATE, "cancelled, other days known")
def new_date(language: str) -> tuple[Partner, Context]:
    partner = case(language, scheduled=True)
    for days in (30, 60):
        make.SigningOccasionFactory(starts_at=timezone.now() + timedelta(days=days))
    return partner, {"invitation": partner.invitations.get().pk}


@turn(Letter.NEW_DATE, "absent, no other day known")
def new_date_for_the_absent(language: str) -> tuple[Partner, Context]:
    partner = case(language, scheduled=True)
    partner.invitations.update(state=InvitationState.ABSENT)
    return partner, {"invitation": partner.invitations.get().pk}


@turn(Letter.NEW_DATE, "without an invitation")
def new_date_without_invitation(language: str) -> tuple[Partner, Context]:
    return case(language, ready=True), {}


@turn(Letter.SIGNED, "shown at once")
def signed(language: str) -> tuple[Partner, Context]:
    partner = case(language, active=True)
    return partner, {"commitment": partner.commitments.get().pk}


@turn(Letter.SIGNED, "shown later")
def signed_and_shown_later(language: str) -> tuple[Partner, Context]:
    partner, context = signed(language)
    occasion = make.SigningOccasionFactory(publish_at=timezone.now() + timedelta(days=3))
    partner.commitments.update(occasion=occasion)
    return partner, context


@turn(Letter.SYMBOL)
def symbol(language: str) -> tuple[Partner, Context]:
    return case(language, active=True), {}


@turn(Letter.FOLLOW_UP)
@turn(Letter.FIRST_REMINDER)
@turn(Letter.SECOND_REMINDER)
def follow_up(language: str) -> tuple[Partner, Context]:
    partner = case(language, follow_up_due=True)
    return partner, {"follow_up": partner.follow_ups.get().pk}


def _answered(language: str, state: str, **changed: str) -> tuple[Partner, Context]:
    partner, context = follow_up(language)
    found = partner.follow_ups.get()
    GoalReport.objects.create(follow_up=found, goal=partner.goals.first(), state=state)
    answers = {"channel": "link", "continuation": "keep", "support": "none", **changed}
    partner.follow_ups.update(answered_at=timezone.now(), **answers)
    return partner, context


@turn(Letter.THANKS, "all is well")
def thanks(language: str) -> tuple[Partner, Context]:
    return _answered(language, "on_track")


@turn(Letter.THANKS, "behind, and wants support")
def thanks_with_support(language: str) -> tuple[Partner, Context]:
    return _answered(language, "behind", support="business")


@turn(Letter.THANKS, "wants new goals")
def thanks_for_a_change(language: str) -> tuple[Partner, Context]:
    return _answered(language, "reached", continuation="revise")


@turn(Letter.THANKS, "does not want to go on")
def thanks_before_leaving(language: str) -> tuple[Partner, Context]:
    return _answered(language, "dropped", continuation="not_interested")


@turn(Letter.NEXT_GOALS)
def next_goals(language: str) -> tuple[Partner, Context]:
    return case(language, revising=True), {}


@turn(Letter.ANNEX)
def annex(language: str) -> tuple[Partner, Context]:
    partner = case(language, active=True)
    return partner, {"annex": make.AnnexFactory(commitment=partner.commitments.get()).pk}


@turn(Letter.NOTICE, "does not answer")
def notice(language: str) -> tuple[Partner, Context]:
    partner = case(language, no_reply=True)
    return partner, {"notice": make.EndingNoticeFactory(commitment=partner.commitments.get()).pk}


@turn(Letter.NOTICE, "does not want to go on")
def notice_to_the_unwilling(language: str) -> tuple[Partner, Context]:
    partner = case(language, revising=True)
    given = make.EndingNoticeFactory(commitment=partner.commitments.get(), ground="not_interested")
    return partner, {"notice": given.pk}


@turn(Letter.ENDED, "did not answer")
def ended(language: str) -> tuple[Partner, Context]:
    return case(language, terminated=True), {"ground": "no_answer"}


@turn(Letter.ENDED, "did not want to go on")
def ended_with_the_unwilling(language: str) -> tuple[Partner, Context]:
    return case(language, terminated=True), {"ground": "not_interested"}


@turn(Letter.WITHDRAWN)
def withdrawn(language: str) -> tuple[Partner, Context]:
    return case(language, withdrawn=True), {}


@turn(Letter.CLOSED)
def closed(language: str) -> tuple[Partner, Context]:
    return case(language, closed=True), {}


@turn(Letter.ACCESS_LINK)
def access_link(language: str) -> tuple[Partner, Context]:
    return case(language, active=True), {}


@turn(Letter.BUSINESS_SUPPORT)
def business_support(language: str) -> tuple[Partner, Context]:
    return case(language, active=True), {"note": "Demo"}


@turn(Letter.STAFF_TASK)
def staff_task(language: str) -> tuple[Partner, Context]:
    partner = case(language, active=True)
    today = timezone.localdate()
    task = Task.objects.create(partner=partner, kind=TaskKind.NEW_GOALS, due_on=today, note="Hemligt")
    return partner, {"task": task.pk}


def _signed_up(language: str, **changed: Any) -> tuple[Partner, Context]:
    partner = case(language, active=True)
    return partner, {"sign_up": make.EventSignUpFactory(partner=partner, language=language, **changed).pk}


@turn(Letter.SIGNED_UP)
@turn(Letter.PLACE_FREE)
def signed_up(language: str) -> tuple[Partner, Context]:
    return _signed_up(language)


@turn(Letter.WAITING_LIST)
def waiting_list(language: str) -> tuple[Partner, Context]:
    return _signed_up(language, state="waiting")


@turn(Letter.NEWS)
def news(language: str) -> tuple[Partner, Context]:
    told = make.PartnerNewsFactory(
        published_at=timezone.now(), respond_by=timezone.localdate(), more_url="https://borga.example/hanke"
    )
    return case(language, active=True), {"news": told.pk}


def suggest(partner: Partner, submission: Any, *codes: str) -> None:
    """Gives the partner a mapping that suggests these goals of the library."""
    mapping = make.MappingFactory(partner=partner, submission=submission)
    for rank, code in enumerate(codes, start=1):
        template = GoalTemplate.objects.get(code=code)
        SuggestedGoal.objects.create(mapping=mapping, template=template, rank=rank, question="demo", reason="Demo")
