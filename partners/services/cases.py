"""A case from its first contact to the mapping, how it ends before signing, and how it begins again."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

from cms.models import User
from cms.translated import LANGUAGES
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome
from forms.models import Submission
from partners import business_ids, letters, lifecycle, suggestions
from partners.lifecycle import Actor
from partners.models import (
    ContactAttempt,
    ContactChannel,
    ContactOutcome,
    InvitationState,
    Letter,
    Mapping,
    OrganisationType,
    Partner,
    Sector,
    SigningInvitation,
    StaffBand,
    SuggestedGoal,
    TaskKind,
)
from partners.models.signing import STANDING
from partners.services.choices import take_choices
from partners.services.commitments import cancel_drafts
from partners.services.moves import held, move, step
from partners.services.tasks import add_task, finish_tasks
from partners.states import ENDED, UNDER_WAY, GoalState, PartnerState

CASE_OPENED = "partners.open_case"
MAPPING_ATTACHED = "partners.attach_mapping"
MAPPING_CORRECTED = "partners.correct_mapping"
CONTACT_LOGGED = "partners.log_contact"


def open_contact(*, name: str, contact_name: str, contact_email: str, contact_language: str, user: User) -> Partner:
    """Open a case for an organisation that got in touch, and send it a receipt in its language."""
    with transaction.atomic():
        partner = Partner(
            name=name,
            slug=_free_slug(name),
            contact_name=contact_name,
            contact_email=contact_email,
            contact_language=contact_language,
            live=False,
        )
        partner.full_clean()
        partner.save()
        log(instance=partner, action=CASE_OPENED, user=user)
        letters.send(partner, Letter.WELCOME)
    return partner


def open_case(*, submission: Submission, form: Form, outcome: Outcome) -> Mapping:
    """Attach a mapping to the case of its organisation, which is opened if there is none with its business ID.

    A known partner keeps its own data. Its case moves on where the life cycle lets a mapping move it; elsewhere the
    mapping waits there for staff. Goals that were chosen on the result before the case was there are taken in. Calling
    again with the same submission gives the first mapping back. The receipt with the result is the survey's own, so
    that no letter is sent here.
    """
    with transaction.atomic():
        # Held, so that a goal that is being chosen on its result finds the case, or the case finds the goal.
        held_submission = Submission.objects.select_for_update().get(pk=submission.pk)
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
            _begin_again(partner)
            move(partner, "receive_mapping", actor=Actor.ORGANISATION, data=reference, is_silent=True)
            add_task(partner=partner, kind=TaskKind.DISCUSS_MAPPING)
        else:
            log(instance=partner, action=MAPPING_ATTACHED, data=reference)
        take_choices(partner, mapping, held_submission.chosen_goals)
    return mapping


def correct_mapping(*, submission: Submission, form: Form, outcome: Outcome) -> None:
    """Note in the case that the organisation has corrected its answers.

    Until the mapping has been discussed, the goals that it suggests are those of the corrected answers. What was
    discussed and agreed on stays. Calling again for the same revision does nothing more.
    """
    with transaction.atomic():
        mapping = Mapping.objects.select_for_update().filter(submission=submission).first()
        if mapping is None:
            return
        partner = held(mapping.partner)
        reference = {"submission": str(submission.pk), "revision": submission.revision}
        if log_registry.get_logs_for_instance(partner).filter(action=MAPPING_CORRECTED, data=reference).exists():
            return
        if partner.state == PartnerState.MAPPING_RECEIVED:
            mapping.suggestions.all().delete()
            _keep_suggestions(mapping, form, outcome)
        log(instance=partner, action=MAPPING_CORRECTED, data=reference)


def receive_mapping(*, partner: Partner, user: User) -> None:
    """Note that the mapping was made in another way than by the survey, such as on paper at a meeting."""
    with transaction.atomic():
        partner = held(partner)
        _begin_again(partner)
        move(partner, "receive_mapping", actor=Actor.STAFF, user=user)
        add_task(partner=partner, kind=TaskKind.DISCUSS_MAPPING)


def discuss_mapping(*, partner: Partner, channel: ContactChannel, note: str = "", user: User) -> None:
    """Note that the city has discussed the mapping with the organisation, and send the goals it suggests."""
    with transaction.atomic():
        partner = held(partner)
        _keep_attempt(partner, channel, ContactOutcome.REACHED, note, user)
        finish_tasks(partner=partner, kinds=(TaskKind.DISCUSS_MAPPING,), user=user)
        move(partner, "discuss_mapping", actor=Actor.STAFF, user=user)


def log_contact(
    *, partner: Partner, channel: ContactChannel, outcome: ContactOutcome, note: str = "", user: User
) -> ContactAttempt:
    """Log an attempt at contact. It changes no state; what it came to may be needed for a later step."""
    with transaction.atomic():
        partner = held(partner)
        attempt = _keep_attempt(partner, channel, outcome, note, user)
        step(partner)
        words = f"{attempt.get_channel_display()}, {attempt.get_outcome_display()}"
        log(instance=partner, action=CONTACT_LOGGED, user=user, data={"reason": f"{words}. {note}".strip()})
    return attempt


def close_case(*, partner: Partner, actor: Actor, user: User | None = None, reason: str = "") -> None:
    """Close a case before signing, when the organisation is not interested. It may return at any time."""
    with transaction.atomic():
        partner = held(partner)
        move(partner, "close", actor=actor, user=user, data={"reason": reason} if reason else {})
        cancel_drafts(partner)
        finish_tasks(partner=partner, kinds=tuple(TaskKind), user=user)
        SigningInvitation.objects.filter(partner=partner, state__in=STANDING).update(state=InvitationState.CANCELLED)


def reopen_case(*, partner: Partner, actor: Actor, user: User | None = None) -> None:
    """Take up a case that has ended, in whatever way."""
    with transaction.atomic():
        partner = held(partner)
        _begin_again(partner)
        move(partner, "reopen", actor=actor, user=user)


def _begin_again(partner: Partner) -> None:
    """A case that had ended takes no goal of its earlier time along; what was agreed on may be agreed on again.

    Words that nobody has read are put before staff, because the next signing publishes them.
    """
    if partner.state not in ENDED:
        return
    partner.goals.filter(state__in=UNDER_WAY).update(state=GoalState.DROPPED)
    partner.goals.filter(state=GoalState.AGREED).update(state=GoalState.DRAFT)
    if partner.has_unpublished_changes:
        add_task(partner=partner, kind=TaskKind.APPROVE_WORDS)


def _keep_attempt(
    partner: Partner, channel: ContactChannel, outcome: ContactOutcome, note: str, user: User
) -> ContactAttempt:
    attempt = ContactAttempt(partner=partner, channel=channel, outcome=outcome, note=note, made_by=user)
    attempt.full_clean()
    attempt.save()
    return attempt


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
