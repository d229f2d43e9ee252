"""What the form builder keeps."""

from forms.models.delivery import Delivery
from forms.models.draft import Draft
from forms.models.example import Example
from forms.models.page import SurveyPage
from forms.models.submission import Submission
from forms.models.survey import Survey, SurveyVersion
from forms.models.upload import Upload

__all__ = ["Delivery", "Draft", "Example", "Submission", "Survey", "SurveyPage", "SurveyVersion", "Upload"]
