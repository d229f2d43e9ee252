"""What must be there before a case may move on, said in words that tell staff what to do."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models import (
    Commitment,
    CommitmentState,
    ContactAttempt,
    ContactOutcome,
    Continuation,
    DataProtectionDescription,
    EndingGround,
    EndingNotice,
    FollowUp,
    Goal,
    OccasionState,
    Partner,
    ProgrammeSettings,
    SigningInvitation,
)
from partners.models.contact_attempt import UNANSWERED
from partners.models.signing import STANDING
from partners.states import UNDER_WAY, GoalState


def nothing(partner: Partner) -> list[str]:
    return []


def _agreed(partner: Partner) -> list[Goal]:
    return [goal for goal in partner.goals.all() if goal.state == GoalState.AGREED]


def agreed_goal(partner: Partner) -> list[str]:
    if _agreed(partner):
        return []
    return [_("Agree on at least one goal with the organisation.")]


def effective_goal(partner: Partner) -> list[str]:
    """One goal is enough if it has real effect: what that effect is must have been noted."""
    goals = _agreed(partner)
    if not goals or any(goal.has_effect for goal in goals):
        return agreed_goal(partner)
    return [
        _("Note why at least one of the goals matters for the organisation, such as this one: %(goal)s")
        % {"goal": goals[0].pledge}
    ]


def concrete_goal_and_description(partner: Partner) -> list[str]:
    missing = effective_goal(partner)
    if DataProtectionDescription.objects.current() is None:
        missing = [*missing, _("Write the data-protection description of the partnership.")]
    return missing


def invitation(partner: Partner) -> list[str]:
    invited = SigningInvitation.objects.filter(partner=partner, state__in=STANDING).select_related("occasion").first()
    if invited is None:
        return [_("Choose an open signing occasion, and name who signs for the organisation.")]
    if invited.occasion.state != OccasionState.OPEN:
        return [_("Choose a signing occasion that is still open.")]
    return []


def signed_commitment(partner: Partner) -> list[str]:
    commitment = Commitment.objects.filter(partner=partner, state=CommitmentState.DRAFT).first()
    if commitment is None:
        return [_("Draw up the commitment.")]
    missing = []
    if not commitment.organisation_signed_on:
        missing.append(_("Record the organisation's signature."))
    if not commitment.city_signed_on:
        missing.append(_("Record the city's signature."))
    if not commitment.goals:
        missing.append(_("The commitment has no goals. Take it back and agree on them again."))
    if commitment.description_id is None:
        missing.append(_("Record which version of the data-protection description was accepted."))
    return missing


def follow_up_day(partner: Partner) -> list[str]:
    """A case that has been given notice is on its way to an ending or to new goals; the clock leaves it alone."""
    given = EndingNotice.objects.filter(
        commitment__partner=partner, commitment__state=CommitmentState.IN_FORCE, withdrawn_on=None
    )
    if partner.follow_up_on and partner.follow_up_on <= timezone.localdate() and not given.exists():
        return []
    return [_("The day of the next follow-up has not come.")]


def follow_up_answered(partner: Partner) -> list[str]:
    if FollowUp.objects.filter(partner=partner).open().exists():
        return [_("Answer all three parts of the follow-up.")]
    return []


def reminders_unanswered(partner: Partner) -> list[str]:
    settings = ProgrammeSettings.load()
    waiting = FollowUp.objects.filter(partner=partner).open().first()
    if waiting and waiting.second_reminder_at and waiting.days_waited >= settings.no_reply_days:
        since = timezone.localdate() - timezone.localdate(waiting.second_reminder_at)
        if since.days >= settings.no_reply_days - settings.second_reminder_days:
            return []
    return [_("Both reminders must have been sent, and time given to answer them.")]


def goal_under_way(partner: Partner) -> list[str]:
    """A new goal, or an earlier one that the organisation still carries out."""
    if any(goal.state in (GoalState.AGREED, *UNDER_WAY) for goal in partner.goals.all()):
        return []
    return agreed_goal(partner)


def attempts_and_notice(partner: Partner) -> list[str]:
    settings = ProgrammeSettings.load()
    waiting = FollowUp.objects.filter(partner=partner).open().first()
    since = waiting.due_on if waiting else timezone.localdate()
    logged = ContactAttempt.objects.filter(partner=partner, outcome__in=UNANSWERED, made_at__date__gte=since).count()
    missing = []
    if (lacking := settings.attempts_before_ending - logged) > 0:
        words = ngettext(
            "Try to reach the organisation once more, and log the attempt.",
            "Try to reach the organisation %(count)d more times, and log each attempt.",
            lacking,
        )
        missing.append(words % {"count": lacking})
    return [*missing, *_notice(partner, EndingGround.NO_ANSWER)]


def said_not_interested(partner: Partner) -> list[str]:
    """The organisation's own words, in its last follow-up or to someone who logged them, and the notice."""
    last = FollowUp.objects.filter(partner=partner).answered().order_by("-answered_at").first()
    since = last.due_on if last else partner.signed_on
    logged = ContactAttempt.objects.filter(
        partner=partner, outcome=ContactOutcome.NOT_INTERESTED, made_at__date__gte=since
    )
    missing = []
    if not (last and last.continuation == Continuation.NOT_INTERESTED) and not logged.exists():
        missing.append(_("Log the contact in which the organisation said that it does not want to go on."))
    return [*missing, *_notice(partner, EndingGround.NOT_INTERESTED)]


def _notice(partner: Partner, ground: EndingGround) -> list[str]:
    given = EndingNotice.objects.filter(
        commitment__partner=partner, commitment__state=CommitmentState.IN_FORCE, withdrawn_on=None, ground=ground
    ).first()
    if given is None:
        return [_("Give the organisation notice that the commitment will end.")]
    if given.ends_on > timezone.localdate():
        day = date_format(given.ends_on)
        return [_("Wait until the time of notice is over, on %(day)s.") % {"day": day}]
    return []
