"""Two people at one case, and two clocks: one is first, the other is told, and nothing happens twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.models import User
from partners import jobs, services
from partners.lifecycle import Actor
from partners.models import Commitment, FollowUp, Partner, SentLetter, SigningInvitation, SigningOccasion
from tests.at_once import alone, in_threads, shared  # noqa: F401  (a fixture)
from tests.factories.cases import CaseFactory
from tests.factories.partners import SigningOccasionFactory
from tests.partners.services.acts import answer, prepare

pytestmark = pytest.mark.usefixtures("shared", "letters_wait")
DONE = "done"


@pytest.fixture
def letters_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def as_seen(act):
    """What someone does who has the case open, or the code with which it is refused."""
    partner = Partner.objects.get()
    user = User.objects.get()

    def action():
        try:
            act(partner, user)
        except ValidationError as refused:
            return refused.code
        return DONE

    return action


def case(**trait):
    def make():
        User.objects.create_superuser("admin", "admin@borga.example", "password")
        SigningOccasionFactory()
        prepare(CaseFactory(**trait), "fall_due" if "active" in trait else "")

    alone(make)


def both(first, second):
    """Both have loaded the case before either acts."""
    actions = alone(lambda: [as_seen(first), as_seen(second)])
    assert sorted(in_threads(*actions)) == ["changed", DONE]


def look(question):
    return alone(question)


def letters():
    return look(lambda: list(SentLetter.objects.values_list("name", flat=True)))


def invite(partner, user):
    services.schedule_signing(
        partner=partner, occasion=SigningOccasion.objects.first(), signatory_name="Demo", user=user
    )


def close(partner, user):
    services.close_case(partner=partner, actor=Actor.STAFF, user=user)


def reply(partner, user):
    services.answer_follow_up(partner=partner, answer=answer(partner), channel="link")


def leave(partner, user):
    services.withdraw(partner=partner, actor=Actor.ORGANISATION)


def draw_up(partner, user):
    services.draw_up_commitment(partner=partner, user=user)


def test_one_invitation_of_two_goes_out():
    case(ready=True)
    both(invite, invite)
    assert (letters(), look(SigningInvitation.objects.count)) == (["invitation"], 1)


def test_one_of_two_different_steps_is_taken():
    case(ready=True)
    both(invite, close)
    assert len(letters()) == 1


def test_an_answer_is_taken_once():
    case(follow_up_due=True)
    both(reply, reply)
    assert letters() == ["thanks"]


def test_an_answer_and_a_farewell_do_not_mix():
    case(follow_up_due=True)
    both(reply, leave)
    assert look(lambda: Partner.objects.get().state) in ("active", "withdrawn")
    assert len(letters()) == 1


def test_one_commitment_is_drawn_up():
    case(with_goals_agreed=True)
    both(draw_up, draw_up)
    assert (letters(), look(Commitment.objects.count)) == (["draft_commitment"], 1)


def test_two_organisations_never_get_the_same_number():
    def make():
        User.objects.create_superuser("admin", "admin@borga.example", "password")
        CaseFactory.create_batch(2, with_goals_agreed=True)
        return list(Partner.objects.all()), User.objects.get()

    partners, user = alone(make)
    numbers = in_threads(
        *(
            lambda partner=partner: services.draw_up_commitment(partner=partner, user=user).number
            for partner in partners
        )
    )
    assert sorted(number[-4:] for number in numbers) == ["0001", "0002"]


def test_two_clocks_begin_one_follow_up():
    case(active=True)
    in_threads(jobs.begin_follow_ups, jobs.begin_follow_ups)
    assert (letters(), look(FollowUp.objects.count)) == (["follow_up"], 1)


def test_two_clocks_send_one_reminder():
    case(follow_up_due=True)
    alone(prepare_reminder)
    in_threads(jobs.remind_of_follow_ups, jobs.remind_of_follow_ups)
    assert letters() == ["first_reminder"]


def prepare_reminder():
    FollowUp.objects.update(due_on=timezone.localdate() - timedelta(days=15))
