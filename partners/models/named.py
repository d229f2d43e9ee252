"""What themes and sectors have in common: a key that never changes, and a name in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.search import index

from cms.translated import Translated
from partners.models.columns import column_label
from partners.panels import in_each_language


class NamedRecord(index.Indexed, models.Model):
    """A record that others refer to by `key`, listed by `order`."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name_sv = models.CharField(column_label(_("name"), "sv"), max_length=120)
    name_fi = models.CharField(column_label(_("name"), "fi"), max_length=120)
    name_en = models.CharField(column_label(_("name"), "en"), max_length=120)

    name = Translated(_("Name"))

    panels = [in_each_language("name", _("Name")), FieldPanel("key"), FieldPanel("order")]
    search_fields = [
        index.SearchField("name_sv"),
        index.SearchField("name_fi"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_sv"),
        index.AutocompleteField("name_fi"),
        index.AutocompleteField("name_en"),
    ]
    api_fields = [APIField("key"), APIField("name")]

    class Meta:
        abstract = True
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name
