"""The only code that moves cases: each service checks first, writes in one transaction and logs what it did."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from cms.translated import LANGUAGES
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome
from forms.models import Submission
from partners import business_ids, lifecycle, suggestions
from partners.models import (
    Award,
    Goal,
    GoalTemplate,
    Mapping,
    OrganisationType,
    Partner,
    Sector,
    StaffBand,
    SuggestedGoal,
)
from partners.states import GoalState, PartnerState

CASE_OPENED = "partners.open_case"
MAPPING_ATTACHED = "partners.attach_mapping"
AWARD_GIVEN = "partners.give_award"


@dataclass(frozen=True, slots=True)
class Pick:
    """A goal to agree on: one of the library or a draft of the partner's own, with the organisation's numbers.

    `effect` says why it matters, by language; a language left out keeps what the draft has.
    """

    template: GoalTemplate | None = None
    goal: Goal | None = None
    target: Decimal | int | None = None
    target_year: int | None = None
    baseline: Decimal | int | None = None
    baseline_year: int | None = None
    effect: MappingOf[str, str] = field(default_factory=dict)


def open_case(*, submission: Submission, form: Form, outcome: Outcome) -> Mapping:
    """Attach a mapping to the case of its organisation, which is opened if there is none with its business ID.

    A known partner keeps its own data. Its case moves on where the life cycle lets a mapping move it; elsewhere the
    mapping waits there for staff. Calling again with the same submission gives the first mapping back.
    """
    with transaction.atomic():
        earlier = Mapping.objects.filter(submission=submission).select_related("partner").first()
        if earlier is not None:
            return earlier
        answers = _Answers(form, outcome)
        partner = _known_partner(answers.business_id)
        if partner is None:
            partner = _new_partner(answers, submission)
        mapping = Mapping(partner=partner, submission=submission, received_at=submission.received_at)
        mapping.full_clean()
        mapping.save()
        _keep_suggestions(mapping, form, outcome)
        reference = {"submission": str(submission.pk), "reference": submission.reference}
        if lifecycle.can(partner, "receive_mapping"):
            _move(partner, "receive_mapping", user=None, data=reference)
        else:
            log(instance=partner, action=MAPPING_ATTACHED, data=reference)
    return mapping


def receive_mapping(*, partner: Partner, user: User) -> None:
    """Note that the mapping was made in another way than by the survey, such as on paper at a meeting."""
    with transaction.atomic():
        _move(_locked(partner), "receive_mapping", user=user)


def agree_goals(*, partner: Partner, picks: Sequence[Pick], user: User) -> list[Goal]:
    """Make the picked goals the partner's own. Raises ValidationError; then nothing is kept."""
    with transaction.atomic():
        partner = _locked(partner)
        goals = [_agreed(partner, pick) for pick in picks]
        _move(partner, "agree_goals", user=user, data={"goals": [goal.pledge for goal in goals]})
    return goals


def activate_partner(*, partner: Partner, signed_on: date | None, user: User) -> None:
    """The commitment is signed: freeze its goals as signed and publish the partner, draft changes included.

    Raises ValidationError naming what is missing, and PermissionDenied for a user who may not publish.
    """
    if signed_on is None:
        raise ValidationError({"signed_on": _("Give the date of signing.")})
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("The date of signing cannot be in the future.")})
    with transaction.atomic():
        partner = _locked(partner)
        partner.signed_on = signed_on
        _move(partner, "activate", user=user, data={"signed_on": signed_on.isoformat()})
        for goal in partner.goals.filter(state=GoalState.AGREED):
            goal.state = GoalState.SIGNED
            goal.full_clean()
            goal.save()
        words = partner.get_latest_revision_as_object()
        words.save_revision(user=user).publish(user=user)


def end_case(*, partner: Partner, user: User, reason: str = "") -> None:
    """Close a case before signing, or end a partnership at the organisation's wish. Goals and awards stay."""
    action = "withdraw" if partner.state == PartnerState.ACTIVE else "close"
    with transaction.atomic():
        _move(_locked(partner), action, user=user, data={"reason": reason} if reason else {})


def reopen_case(*, partner: Partner, user: User) -> None:
    """Take up a case that was closed or withdrawn."""
    with transaction.atomic():
        _move(_locked(partner), "reopen", user=user)


def give_award(
    *,
    partner: Partner,
    year: int,
    motivation: MappingOf[str, str],
    special_mention: MappingOf[str, str] | None = None,
    user: User,
) -> Award:
    """Give a year's award to an active partner and publish it at once. Texts are by language."""
    if partner.state != PartnerState.ACTIVE:
        raise ValidationError(_("The award goes to an active partner."))
    award = Award(partner=partner, year=year, live=False)
    for language in LANGUAGES:
        setattr(award, f"motivation_{language}", motivation.get(language, ""))
        setattr(award, f"special_mention_{language}", (special_mention or {}).get(language, ""))
    with transaction.atomic():
        award.full_clean()
        award.save()
        award.save_revision(user=user).publish(user=user)
        log(instance=partner, action=AWARD_GIVEN, user=user, data={"year": year})
    award.refresh_from_db()
    return award


def _locked(partner: Partner) -> Partner:
    """The partner as it stands now, held until the transaction ends."""
    locked: Partner = Partner.objects.select_for_update().get(pk=partner.pk)
    return locked


def _move(partner: Partner, action: str, *, user: User | None, data: MappingOf[str, object] | None = None) -> None:
    row = lifecycle.check(partner, action)
    partner.state = row.target
    partner.full_clean()
    partner.save()
    log(instance=partner, action=row.log_action, user=user, data=dict(data or {}))


def _agreed(partner: Partner, pick: Pick) -> Goal:
    template = pick.goal.template if pick.goal else pick.template
    goal = pick.goal or _draft_of(partner, template) or Goal(template=template)
    goal.partner = partner
    written = _written_by_template(goal, template)
    for name in ("target", "target_year", "baseline", "baseline_year"):
        setattr(goal, name, getattr(pick, name))
    for language in LANGUAGES:
        if language in written:
            setattr(goal, f"pledge_{language}", "")
        setattr(goal, f"effect_{language}", pick.effect.get(language, getattr(goal, f"effect_{language}")))
    goal.state = GoalState.AGREED
    goal.full_clean()
    goal.save()
    return goal


def _draft_of(partner: Partner, template: GoalTemplate | None) -> Goal | None:
    return partner.goals.filter(template=template, state=GoalState.DRAFT).first() if template else None


def _written_by_template(goal: Goal, template: GoalTemplate | None) -> set[str]:
    """The languages in which a draft's pledge is the template's own, to be written anew with the agreed numbers."""
    if template is None:
        return set()
    return {code for code in LANGUAGES if getattr(goal, f"pledge_{code}") == goal.sentence(template, code)}


class _Answers:
    """What a mapping says about its organisation."""

    def __init__(self, form: Form, outcome: Outcome) -> None:
        self._form, self._outcome = form, outcome

    def to(self, role: str, longest: int = 200) -> str:
        return suggestions.answer_to(self._form, self._outcome, role)[:longest]

    def one_of(self, role: str, values: Sequence[str]) -> str:
        """The answer, if it is one that a partner can have: an edited survey may have others."""
        answer = self.to(role)
        return answer if answer in values else ""

    @property
    def business_id(self) -> str:
        try:
            return business_ids.canonical(self.to("partner.business_id"))
        except ValidationError:
            return ""

    @property
    def language(self) -> str:
        return self.one_of("contact.language", LANGUAGES) or self._form.locale


def _known_partner(business_id: str) -> Partner | None:
    if not business_id:
        return None
    found: Partner | None = Partner.objects.select_for_update().filter(business_id=business_id).first()
    return found


def _new_partner(answers: _Answers, submission: Submission) -> Partner:
    name = answers.to("partner.name") or submission.title or submission.reference
    partner = Partner(
        name=name,
        slug=_free_slug(name),
        business_id=answers.business_id,
        organisation_type=answers.one_of("partner.type", OrganisationType.values),
        sector=Sector.objects.filter(key=answers.to("partner.sector")).first(),
        staff_band=answers.one_of("partner.staff_band", StaffBand.values),
        contact_name=answers.to("contact.name") or name,
        contact_email=answers.to("contact.email", 254),
        contact_language=answers.language,
        live=False,
    )
    partner.full_clean()
    partner.save()
    log(instance=partner, action=CASE_OPENED)
    return partner


def _free_slug(name: str) -> str:
    """An address that no partner has: the name's own, or with the first number that is free."""
    stem = slugify(name)[:70].strip("-") or "partner"
    taken = set(Partner.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    candidates = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in candidates if slug not in taken)


def _keep_suggestions(mapping: Mapping, form: Form, outcome: Outcome) -> None:
    longest = SuggestedGoal._meta.get_field("reason").max_length
    for rank, fitting in enumerate(suggestions.goals_for(form, outcome), start=1):
        suggested = SuggestedGoal(
            mapping=mapping,
            template=fitting.template,
            rank=rank,
            question=fitting.question,
            reason=fitting.reason[:longest],
        )
        suggested.full_clean()
        suggested.save()
