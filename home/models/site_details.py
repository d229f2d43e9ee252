"""What the site names once and shows everywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page

from cms.models import ContactPerson


class SiteDetails(BaseSiteSetting):
    """The pages of the footer, chosen in any language, and the programme's contact person."""

    data_protection_page = models.ForeignKey(
        Page, verbose_name=_("data protection page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accessibility_page = models.ForeignKey(
        Page,
        verbose_name=_("accessibility statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_person = models.ForeignKey(
        ContactPerson,
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    select_related = ["contact_person"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("data_protection_page"), FieldPanel("accessibility_page")],
            heading=_("Footer"),
            help_text=_("Choose the page in any language; every reader is taken to their own."),
        ),
        FieldPanel("contact_person"),
    ]

    class Meta:
        verbose_name = _("site details")
        verbose_name_plural = _("site details")

    @property
    def footer_page_keys(self) -> list[int]:
        return [key for key in (self.data_protection_page_id, self.accessibility_page_id) if key]
