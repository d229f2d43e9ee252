"""What goals are measured in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from cms.translated import Translated
from partners.models.columns import column_label
from partners.panels import in_each_language


class Unit(models.Model):
    """A unit with its label in each language.

    A table rather than columns of every goal: a label is mended in one place for all goals, and a goal and the template
    it came from can be told to be measured in the same thing. A table rather than choices in the code: staff need a new
    unit as soon as an organisation measures something new.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    label_sv = models.CharField(column_label(_("label"), "sv"), max_length=40)
    label_fi = models.CharField(column_label(_("label"), "fi"), max_length=40)
    label_en = models.CharField(column_label(_("label"), "en"), max_length=40)

    label = Translated(_("Label"))

    panels = [in_each_language("label", _("Label")), FieldPanel("code")]
    api_fields = [APIField("code"), APIField("label")]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label
