"""Questions answered with a point in time."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.builder.blocks.questions.base import DATES, QuestionBlock, layout
from forms.builder.comparisons import DATE, DATETIME, TIME


class DateQuestion(QuestionBlock):
    compared_as = DATE

    earliest = blocks.DateBlock(label=_("Earliest day"), required=False)
    latest = blocks.DateBlock(label=_("Latest day"), required=False)

    class Meta:
        icon = "date"
        label = _("Date")
        group = DATES
        form_layout = layout("earliest", "latest")


class TimeQuestion(QuestionBlock):
    compared_as = TIME

    class Meta:
        icon = "time"
        label = _("Time of the day")
        group = DATES


class DateTimeQuestion(DateQuestion):
    compared_as = DATETIME

    class Meta:
        icon = "calendar-alt"
        label = _("Date and time of the day")
