"""What the form builder keeps."""

from forms.models.delivery import Delivery
from forms.models.draft import Draft
from forms.models.page import SurveyPage
from forms.models.submission import Submission
from forms.models.survey import Survey, SurveyVersion

__all__ = ["Delivery", "Draft", "Submission", "Survey", "SurveyPage", "SurveyVersion"]
