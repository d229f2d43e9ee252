"""What the programme keeps."""

from partners.models.access_link import AccessLink
from partners.models.award import Award
from partners.models.award_candidate import AwardCandidate
from partners.models.commitment import Annex, Commitment, CommitmentState, EndingGround, SigningMethod
from partners.models.contact_attempt import ContactAttempt, ContactChannel, ContactOutcome
from partners.models.data_protection import DataProtectionDescription
from partners.models.ending_notice import EndingNotice
from partners.models.event import Event, EventKind, EventSignUp, SignUpState
from partners.models.event_pages import EventIndexPage
from partners.models.follow_up import Channel, Continuation, FollowUp, GoalReport, SupportNeed
from partners.models.goal import Goal
from partners.models.goal_template import GoalTemplate
from partners.models.letter import Letter, SentLetter
from partners.models.mapping import Mapping, SuggestedGoal
from partners.models.measures import Direction, Horizon, TargetMode
from partners.models.news import DialogueInvitation, NewsKind, PartnerNews
from partners.models.news_pages import NewsIndexPage
from partners.models.pages import AwardIndexPage, PartnerIndexPage
from partners.models.partner import OrganisationType, Partner, StaffBand
from partners.models.programme_settings import ProgrammeSettings
from partners.models.report_page import ReportPage
from partners.models.sector import Sector
from partners.models.signing import InvitationState, OccasionState, SigningInvitation, SigningOccasion
from partners.models.symbol import GuidelineAcceptance, SymbolDownload, SymbolFile, SymbolRelease
from partners.models.task import Task, TaskKind
from partners.models.theme import Theme
from partners.models.unit import Unit

__all__ = [
    "AccessLink",
    "Annex",
    "Award",
    "AwardCandidate",
    "AwardIndexPage",
    "Channel",
    "Commitment",
    "CommitmentState",
    "ContactAttempt",
    "ContactChannel",
    "ContactOutcome",
    "Continuation",
    "DataProtectionDescription",
    "DialogueInvitation",
    "Direction",
    "EndingGround",
    "EndingNotice",
    "Event",
    "EventIndexPage",
    "EventKind",
    "EventSignUp",
    "FollowUp",
    "Goal",
    "GoalReport",
    "GoalTemplate",
    "GuidelineAcceptance",
    "Horizon",
    "InvitationState",
    "Letter",
    "Mapping",
    "NewsIndexPage",
    "NewsKind",
    "OccasionState",
    "OrganisationType",
    "Partner",
    "PartnerIndexPage",
    "PartnerNews",
    "ProgrammeSettings",
    "ReportPage",
    "Sector",
    "SentLetter",
    "SignUpState",
    "SigningInvitation",
    "SigningMethod",
    "SigningOccasion",
    "StaffBand",
    "SuggestedGoal",
    "SupportNeed",
    "SymbolDownload",
    "SymbolFile",
    "SymbolRelease",
    "TargetMode",
    "Task",
    "TaskKind",
    "Theme",
    "Unit",
]
