"""The blocks of the question types that are answered once: all but the group, whose rows are made of them."""

from forms.builder.blocks.questions.agreement import AcknowledgementQuestion, ConsentQuestion, SignatureNameQuestion
from forms.builder.blocks.questions.base import BareBlock
from forms.builder.blocks.questions.choice import (
    MatrixQuestion,
    MultipleChoiceQuestion,
    RankingQuestion,
    RatingQuestion,
    ScaleQuestion,
    SingleChoiceQuestion,
    YesNoQuestion,
)
from forms.builder.blocks.questions.dates import DateQuestion, DateTimeQuestion, TimeQuestion
from forms.builder.blocks.questions.display import CalculatedQuestion, HiddenQuestion, SectionBlock, StatementBlock
from forms.builder.blocks.questions.files import FileQuestion
from forms.builder.blocks.questions.text import (
    AddressQuestion,
    BusinessIdQuestion,
    EmailQuestion,
    LongTextQuestion,
    NumberQuestion,
    PhoneQuestion,
    PostalCodeQuestion,
    TextQuestion,
    UrlQuestion,
)

SINGLE_QUESTION_BLOCKS: dict[str, BareBlock] = {
    "text": TextQuestion(),
    "long_text": LongTextQuestion(),
    "number": NumberQuestion(),
    "email": EmailQuestion(),
    "phone": PhoneQuestion(),
    "url": UrlQuestion(),
    "postal_code": PostalCodeQuestion(),
    "address": AddressQuestion(),
    "business_id_fi": BusinessIdQuestion(),
    "date": DateQuestion(),
    "time": TimeQuestion(),
    "datetime": DateTimeQuestion(),
    "single_choice": SingleChoiceQuestion(),
    "multiple_choice": MultipleChoiceQuestion(),
    "yes_no": YesNoQuestion(),
    "scale": ScaleQuestion(),
    "matrix": MatrixQuestion(),
    "ranking": RankingQuestion(),
    "rating": RatingQuestion(),
    "consent": ConsentQuestion(),
    "acknowledgement": AcknowledgementQuestion(),
    "signature_name": SignatureNameQuestion(),
    "file": FileQuestion(),
    "calculated": CalculatedQuestion(),
    "hidden": HiddenQuestion(),
    "statement": StatementBlock(),
    "section": SectionBlock(),
}
