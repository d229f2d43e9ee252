"""The question types that are answered once: all but the group, whose rows are made of them."""

from forms.engine.questions.agreement import Acknowledgement, Consent, SignatureName
from forms.engine.questions.business_id import BusinessIdFi
from forms.engine.questions.calculated import Calculated
from forms.engine.questions.choice import MultipleChoice, Scale, SingleChoice
from forms.engine.questions.contact import Address, Phone, PostalCode, Url
from forms.engine.questions.dates import Date, DateTime, Time
from forms.engine.questions.display import Hidden, Section, Statement
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.number import Number, Rating
from forms.engine.questions.ranking import Ranking
from forms.engine.questions.text import Email, LongText, Text
from forms.engine.questions.upload import File
from forms.engine.questions.yes_no import YesNo

AnySingleQuestion = (
    Text
    | LongText
    | Email
    | Phone
    | Url
    | Number
    | Date
    | Time
    | DateTime
    | YesNo
    | SingleChoice
    | MultipleChoice
    | Scale
    | Matrix
    | Ranking
    | Rating
    | File
    | BusinessIdFi
    | PostalCode
    | Address
    | Consent
    | Acknowledgement
    | SignatureName
    | Calculated
    | Hidden
    | Statement
    | Section
)
