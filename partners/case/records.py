"""What has been kept of a case besides its goals: each kind of record is one query, asked for once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.case.follow_up_table import FollowUpTable
from partners.models import (
    AccessLink,
    Annex,
    Commitment,
    CommitmentState,
    ContactAttempt,
    EndingNotice,
    FollowUp,
    GoalReport,
    GuidelineAcceptance,
    Partner,
    ProgrammeSettings,
    SentLetter,
    SigningInvitation,
    SigningMethod,
    SigningOccasion,
    SymbolDownload,
    Task,
)
from partners.models.signing import STANDING

MOST = 50
"""Rows of a list that grows for ever; the newest are shown."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the own page, and whether it opens anything now."""

    row: AccessLink
    works: bool


class Records:
    """The records of one partner."""

    partner: Partner
    words: Partner

    @staticmethod
    def own(rows: Any, key: str) -> Any:
        """The row with `key` among `rows`, which are the partner's. Raises Http404."""
        if not key.isdecimal():
            raise Http404
        return get_object_or_404(rows.all(), pk=key)

    @cached_property
    def programme(self) -> ProgrammeSettings:
        return ProgrammeSettings.load()

    @cached_property
    def tasks(self) -> list[Task]:
        return list(self.partner.tasks.select_related("done_by").order_by("due_on", "pk"))

    @property
    def open_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.done_at is None]

    @property
    def done_tasks(self) -> list[Task]:
        return sorted((task for task in self.tasks if task.done_at), key=lambda task: task.done_at, reverse=True)

    @cached_property
    def attempts(self) -> list[ContactAttempt]:
        return list(self.partner.attempts.select_related("made_by")[:MOST])

    @cached_property
    def letters(self) -> list[SentLetter]:
        return list(self.partner.letters.all()[:MOST])

    @cached_property
    def links(self) -> list[Link]:
        now = timezone.now()
        rows = self.partner.links.all()[:MOST]
        return [Link(row, works=row.revoked_at is None and row.expires_at > now) for row in rows]

    @cached_property
    def commitments(self) -> list[Commitment]:
        """The newest first, those that were never signed apart."""
        kept = self.partner.commitments.exclude(state=CommitmentState.CANCELLED)
        return list(kept.select_related("description").prefetch_related("annexes"))

    @property
    def commitment(self) -> Commitment | None:
        """The one that is drawn up or in force."""
        now = (CommitmentState.DRAFT, CommitmentState.IN_FORCE)
        return next((row for row in self.commitments if row.state in now), None)

    @property
    def draft(self) -> Commitment | None:
        commitment = self.commitment
        return commitment if commitment and commitment.state == CommitmentState.DRAFT else None

    @property
    def earlier_commitments(self) -> list[Commitment]:
        return [row for row in self.commitments if row != self.commitment]

    @property
    def annexes(self) -> list[Annex]:
        return list(self.commitment.annexes.all()) if self.commitment else []

    @cached_property
    def notice(self) -> EndingNotice | None:
        """The notice that stands, if any."""
        commitment = self.commitment
        if commitment is None or commitment.state != CommitmentState.IN_FORCE:
            return None
        return commitment.notices.filter(withdrawn_on=None).select_related("given_by").first()

    @cached_property
    def invitations(self) -> list[SigningInvitation]:
        """The newest first."""
        return list(self.partner.invitations.select_related("occasion").order_by("-invited_at", "-pk"))

    @property
    def invitation(self) -> SigningInvitation | None:
        """The one that still holds."""
        return next((row for row in self.invitations if row.state in STANDING), None)

    @cached_property
    def occasions(self) -> list[SigningOccasion]:
        """Those to which the organisation can be invited."""
        return list(SigningOccasion.objects.coming())

    @property
    def organisation_signature(self) -> dict[str, Any]:
        """What to begin with when the organisation's signature is recorded."""
        draft, invitation = self.draft, self.invitation
        if draft and draft.organisation_signed_on:
            return {
                "name": draft.organisation_signatory,
                "title": draft.organisation_title,
                "on": draft.organisation_signed_on,
                "how": draft.organisation_signed_how,
            }
        return self._at_occasion | {
            "name": invitation.signatory_name if invitation else self.words.contact_name,
            "title": invitation.signatory_title if invitation else "",
        }

    @property
    def city_signature(self) -> dict[str, Any]:
        """The same for the city's."""
        draft, invitation = self.draft, self.invitation
        if draft and draft.city_signed_on:
            return {"name": draft.city_signatory, "on": draft.city_signed_on, "how": draft.city_signed_how}
        name = invitation.occasion.city_signatory if invitation else self.programme.signatory_name
        return self._at_occasion | {"name": name}

    @property
    def _at_occasion(self) -> dict[str, Any]:
        today = timezone.localdate()
        if self.invitation is None:
            return {"on": today, "how": SigningMethod.AT_OCCASION}
        day = timezone.localdate(self.invitation.occasion.starts_at)
        return {"on": min(day, today), "how": SigningMethod.AT_OCCASION}

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        """Those that have been answered, the newest first."""
        return list(self.partner.follow_ups.answered().select_related("recorded_by"))

    @cached_property
    def follow_up_table(self) -> FollowUpTable | None:
        if not self.follow_ups:
            return None
        reports: QuerySet[GoalReport] = GoalReport.objects.filter(follow_up__in=self.follow_ups)
        return FollowUpTable(self.follow_ups, reports.select_related("goal__unit"))

    @cached_property
    def downloads(self) -> list[SymbolDownload]:
        return list(self.partner.symbol_downloads.select_related("release")[:MOST])

    @cached_property
    def acceptances(self) -> list[GuidelineAcceptance]:
        return list(self.partner.guideline_acceptances.select_related("release"))
