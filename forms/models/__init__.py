"""What the form builder keeps."""

from forms.models.correction import Correction, Revision
from forms.models.delivery import Delivery
from forms.models.draft import Draft
from forms.models.draft_link import DraftLink
from forms.models.example import Example
from forms.models.invitation import Invitation
from forms.models.page import SurveyPage
from forms.models.submission import Submission
from forms.models.survey import Survey, SurveyVersion
from forms.models.survey_email import SurveyEmail
from forms.models.upload import Upload

__all__ = [
    "Correction",
    "Delivery",
    "Draft",
    "DraftLink",
    "Example",
    "Invitation",
    "Revision",
    "Submission",
    "Survey",
    "SurveyEmail",
    "SurveyPage",
    "SurveyVersion",
    "Upload",
]
