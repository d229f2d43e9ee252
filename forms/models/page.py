"""The page on which communications staff build a survey, in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import BasePage
from forms.models.survey import Survey, SurveyVersion, survey_key


class SurveyPage(BasePage):
    """A survey's page in one language. Publishing it makes a `SurveyVersion`."""

    key = models.CharField(_("key"), max_length=64, validators=[survey_key])
    survey = models.ForeignKey(
        Survey,
        verbose_name=_("survey"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="pages",
    )
    live_version = models.ForeignKey(
        SurveyVersion, null=True, editable=False, on_delete=models.PROTECT, related_name="live_pages"
    )

    class Meta:
        verbose_name = _("survey page")
        verbose_name_plural = _("survey pages")
