"""What the programme keeps."""

from partners.models.award import Award
from partners.models.goal import Goal
from partners.models.goal_template import GoalTemplate
from partners.models.mapping import Mapping, SuggestedGoal
from partners.models.measures import Direction, Horizon, TargetMode
from partners.models.pages import AwardIndexPage, PartnerIndexPage
from partners.models.partner import OrganisationType, Partner, StaffBand
from partners.models.sector import Sector
from partners.models.theme import Theme
from partners.models.unit import Unit

__all__ = [
    "Award",
    "AwardIndexPage",
    "Direction",
    "Goal",
    "GoalTemplate",
    "Horizon",
    "Mapping",
    "OrganisationType",
    "Partner",
    "PartnerIndexPage",
    "Sector",
    "StaffBand",
    "SuggestedGoal",
    "TargetMode",
    "Theme",
    "Unit",
]
