"""The states of a partner's case and of its goals. The groups of states have their names here, once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerState(models.TextChoices):
    """Where an organisation's case stands."""

    CONTACT = "contact", _("Contact")
    MAPPING_RECEIVED = "mapping_received", _("Mapping received")
    GOALS = "goals", _("Goals")
    READY = "ready_to_sign", _("Ready to sign")
    SCHEDULED = "scheduled", _("Signing scheduled")
    ACTIVE = "active", _("Active")
    FOLLOW_UP_DUE = "follow_up_due", _("Follow-up due")
    REVISING = "revising", _("Goals being revised")
    NO_REPLY = "no_reply", _("No reply")
    TERMINATED = "terminated", _("Ended by the city")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed before signing")


BEFORE_SIGNING = (
    PartnerState.CONTACT,
    PartnerState.MAPPING_RECEIVED,
    PartnerState.GOALS,
    PartnerState.READY,
    PartnerState.SCHEDULED,
)
IN_FORCE = (PartnerState.ACTIVE, PartnerState.FOLLOW_UP_DUE, PartnerState.REVISING, PartnerState.NO_REPLY)
"""The commitment holds. A partner who has not answered yet is still a partner."""

PUBLIC_STATES = IN_FORCE
SIGNED_AND_ENDED = (PartnerState.TERMINATED, PartnerState.WITHDRAWN)
ENDED = (*SIGNED_AND_ENDED, PartnerState.CLOSED)


class GoalState(models.TextChoices):
    """What has become of a goal."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    SIGNED = "signed", _("Signed")
    ON_TRACK = "on_track", _("On track")
    BEHIND = "behind", _("Behind")
    REACHED = "reached", _("Reached")
    REVISED = "revised", _("Revised")
    DROPPED = "dropped", _("Dropped")


UNDER_WAY = (GoalState.SIGNED, GoalState.ON_TRACK, GoalState.BEHIND)
"""What a partner has signed and not reached yet: what a follow-up asks about."""

PUBLIC_GOAL_STATES = (GoalState.SIGNED, GoalState.ON_TRACK, GoalState.BEHIND, GoalState.REACHED)
