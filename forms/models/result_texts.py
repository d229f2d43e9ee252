"""The words of the page that a respondent sees after sending, as columns of the survey page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResultTextsMixin(models.Model):
    """A column for each field of `forms.engine.definition.ResultTexts`, under the same name after `result_`."""

    result_title = models.CharField(_("title of the result"), max_length=200, blank=True)
    result_strengths_heading = models.CharField(_("heading: what is in place"), max_length=200, blank=True)
    result_on_the_way_heading = models.CharField(_("heading: what is under way"), max_length=200, blank=True)
    result_improvements_heading = models.CharField(_("heading: what can improve"), max_length=200, blank=True)
    result_goals_heading = models.CharField(_("heading: suggested goals"), max_length=200, blank=True)
    result_not_relevant_heading = models.CharField(_("heading: not relevant"), max_length=200, blank=True)
    result_one_goal_note = models.CharField(
        _("note beside the goals"), max_length=300, blank=True, help_text=_("Such as that one single goal is enough.")
    )
    result_cta_send = models.CharField(
        _("button that sends the answers"), max_length=60, blank=True, help_text=_("Empty: “Send”.")
    )
    result_cta_pdf = models.CharField(_("button that downloads the result"), max_length=60, blank=True)
    result_cta_pick_goal = models.CharField(_("button that chooses a goal"), max_length=60, blank=True)
    result_empty_strengths = models.CharField(
        _("instead of strengths, when there are none"), max_length=300, blank=True
    )
    result_empty_improvements = models.CharField(
        _("instead of improvements, when there are none"), max_length=300, blank=True
    )

    class Meta:
        abstract = True
