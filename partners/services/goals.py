"""Goals: agreed on before signing, and set anew when earlier ones are reached or revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import User
from cms.translated import LANGUAGES
from partners import calendar_days, frozen_goals
from partners.lifecycle import Actor
from partners.models import Annex, FollowUp, Goal, GoalTemplate, Partner, ProgrammeSettings, TaskKind, Theme
from partners.services.commitments import cancel_drafts, in_force_of
from partners.services.endings import withdraw_notices
from partners.services.moves import held, move, require
from partners.services.tasks import finish_tasks
from partners.states import UNDER_WAY, GoalState

NUMBERS = ("target", "target_year", "baseline", "baseline_year")


@dataclass(frozen=True, slots=True)
class Pick:
    """A goal to agree on: of the library, a draft of the partner's own, or in free words with a theme.

    Texts are by language; a language left out keeps what the draft has. `effect` says why the goal matters. `unit_id`
    and `horizon` are for goals in free words; the library's own have theirs.
    """

    template: GoalTemplate | None = None
    goal: Goal | None = None
    theme: Theme | None = None
    pledge: Mapping[str, str] = field(default_factory=dict)
    indicator: Mapping[str, str] = field(default_factory=dict)
    unit_id: int | None = None
    horizon: str = ""
    target: Decimal | int | None = None
    target_year: int | None = None
    baseline: Decimal | int | None = None
    baseline_year: int | None = None
    effect: Mapping[str, str] = field(default_factory=dict)


def agree_goals(*, partner: Partner, picks: Sequence[Pick], user: User) -> list[Goal]:
    """Make the picked goals the partner's own. Raises ValidationError; then nothing is kept."""
    with transaction.atomic():
        partner = held(partner)
        require(partner, "agree_goals", actor=Actor.STAFF, user=user)
        goals = [_agreed(partner, pick) for pick in picks]
        pledges = [goal.pledge for goal in goals]
        finish_tasks(partner=partner, kinds=(TaskKind.DISCUSS_MAPPING,), user=user)
        move(partner, "agree_goals", actor=Actor.STAFF, user=user, data={"goals": pledges})
    return goals


def change_goals(*, partner: Partner, user: User) -> None:
    """Take a commitment that is not signed yet back, to change its goals."""
    with transaction.atomic():
        partner = held(partner)
        move(partner, "change_goals", actor=Actor.STAFF, user=user)
        cancel_drafts(partner)


def revise_goals(*, partner: Partner, actor: Actor, user: User | None = None, reason: str = "") -> None:
    """Open the goals for revision: all are reached, or the organisation wants a change.

    A follow-up that waits is closed: what it asks is talked through now, and the next one comes in a year.
    """
    with transaction.atomic():
        partner = held(partner)
        asked = FollowUp.objects.filter(partner=partner).open()
        if asked.update(closed_at=timezone.now()):
            months = ProgrammeSettings.load().follow_up_months
            partner.follow_up_on = calendar_days.months_after(timezone.localdate(), months)
            finish_tasks(partner=partner, kinds=(TaskKind.FOLLOW_UP,), user=user)
        move(partner, "revise", actor=actor, user=user, data={"reason": reason} if reason else {})


def renew_commitment(
    *,
    partner: Partner,
    picks: Sequence[Pick],
    replaced: Sequence[Goal] = (),
    dropped: Sequence[Goal] = (),
    reached: Sequence[Goal] = (),
    user: User,
) -> Annex:
    """Agree on new goals as an annex to the commitment. Earlier ones were `reached`, are `replaced`, or `dropped`.

    Earlier goals that are named in neither go on as they are, and stand in the annex beside the new ones. An annex
    may change nothing: it then confirms the goals under way.
    """
    with transaction.atomic():
        partner = held(partner)
        require(partner, "renew", actor=Actor.STAFF, user=user)
        commitment = in_force_of(partner)
        before = [_settled(partner, goal, GoalState.REVISED) for goal in replaced]
        before += [_settled(partner, goal, GoalState.DROPPED) for goal in dropped]
        for goal in reached:
            _settled(partner, goal, GoalState.REACHED)
        named = [entry["goal"] for annex in commitment.annexes.all() for entry in annex.replaced]
        done = partner.goals.filter(state=GoalState.REACHED).exclude(pk__in=named).select_related("theme", "unit")
        for pick in picks:
            _agreed(partner, pick)
        partner.goals.filter(state=GoalState.AGREED).update(state=GoalState.SIGNED)
        current = partner.goals.filter(state__in=UNDER_WAY).select_related("theme", "unit")
        annex = Annex(
            commitment=commitment,
            number=commitment.annexes.count() + 1,
            agreed_on=timezone.localdate(),
            goals=[frozen_goals.freeze(goal) for goal in current],
            replaced=[frozen_goals.freeze(goal) for goal in [*done, *before]],
        )
        annex.full_clean()
        annex.save()
        finish_tasks(partner=partner, kinds=(TaskKind.NEW_GOALS, TaskKind.ASK_TO_CONTINUE), user=user)
        withdraw_notices(partner)
        move(partner, "renew", actor=Actor.STAFF, user=user, data={"annex": annex.number}, letter={"annex": annex.pk})
    return annex


def _settled(partner: Partner, goal: Goal, state: GoalState) -> Goal:
    if goal.partner_id != partner.pk or goal.state not in UNDER_WAY:
        raise ValidationError(_("Only a goal under way can be revised or dropped."))
    goal.state = state
    goal.save(update_fields=["state"])
    return goal


def _agreed(partner: Partner, pick: Pick) -> Goal:
    template = pick.goal.template if pick.goal else pick.template
    goal = pick.goal or _draft_of(partner, template) or Goal(template=template)
    if goal.pk and (goal.partner_id != partner.pk or goal.state != GoalState.DRAFT):
        raise ValidationError(_("Only a draft of the organisation's own can be agreed on."))
    goal.partner = partner
    written = _written_by_template(goal, template)
    for name in NUMBERS:
        setattr(goal, name, getattr(pick, name))
    if template is None:
        _take_free_words(goal, pick)
    for language in LANGUAGES:
        if language in written:
            setattr(goal, f"pledge_{language}", "")
        setattr(goal, f"effect_{language}", pick.effect.get(language, getattr(goal, f"effect_{language}")))
    goal.state = GoalState.AGREED
    goal.full_clean()
    goal.save()
    return goal


def _take_free_words(goal: Goal, pick: Pick) -> None:
    if pick.theme is not None:
        goal.theme = pick.theme
    goal.unit_id = pick.unit_id or goal.unit_id
    goal.horizon = pick.horizon or goal.horizon
    for language in LANGUAGES:
        for name in ("pledge", "indicator"):
            column = f"{name}_{language}"
            setattr(goal, column, getattr(pick, name).get(language, getattr(goal, column)))


def _draft_of(partner: Partner, template: GoalTemplate | None) -> Goal | None:
    return partner.goals.filter(template=template, state=GoalState.DRAFT).first() if template else None


def _written_by_template(goal: Goal, template: GoalTemplate | None) -> set[str]:
    """The languages in which a draft's pledge is the template's own, to be written anew with the agreed numbers."""
    if template is None:
        return set()
    return {code for code in LANGUAGES if getattr(goal, f"pledge_{code}") == goal.sentence(template, code)}
