"""The data-protection description of the partnership, by version: who signs has accepted one of them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.translated import Translated
from partners.models.columns import column_label
from partners.panels import in_each_language


class DataProtectionQuerySet(models.QuerySet["DataProtectionDescription"]):
    """Versions of the description."""

    def current(self) -> "DataProtectionDescription | None":
        """The version that whoever signs today accepts."""
        valid = self.filter(valid_from__lte=timezone.localdate()).exclude(version=DataProtectionDescription.ON_PAPER)
        return valid.order_by("-valid_from", "-pk").first()


class DataProtectionDescription(index.Indexed, models.Model):
    """One version in every language. A version that a commitment names is never changed; a new one is made.

    Version `ON_PAPER` stands for what was accepted before commitments were registered. Nobody signs it any more.
    """

    ON_PAPER = "0"

    version = models.CharField(_("version"), max_length=20, unique=True)
    valid_from = models.DateField(_("valid from"))
    text_sv = models.TextField(column_label(_("text"), "sv"))
    text_fi = models.TextField(column_label(_("text"), "fi"))
    text_en = models.TextField(column_label(_("text"), "en"))

    text = Translated()

    objects = DataProtectionQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("version"), FieldPanel("valid_from")]),
        in_each_language("text", _("Text"), _("An empty line begins a new paragraph.")),
    ]
    search_fields = [index.SearchField("version"), index.AutocompleteField("version")]

    class Meta:
        verbose_name = _("data-protection description")
        verbose_name_plural = _("data-protection descriptions")
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return self.version
