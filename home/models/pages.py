"""The city's own pages: the front page, the programme, and everything that explains it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.illustrations import Illustration
from cms.languages import in_readers_language
from cms.models import BasePage


class HomePage(BasePage):
    """The front page of one language."""

    lead = models.TextField(_("lead"), max_length=400)
    illustration = models.CharField(
        _("illustration"), max_length=20, choices=Illustration.choices, default=Illustration.RIVER
    )
    action_label = models.CharField(_("button text"), max_length=60, blank=True)
    action_page = models.ForeignKey(
        Page,
        verbose_name=_("page that the button opens"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The reader is taken to the page's translation in their own language."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("illustration"),
        MultiFieldPanel([FieldPanel("action_label"), FieldPanel("action_page")], heading=_("Button")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    api_fields = [
        APIField("lead"),
        APIField("illustration"),
        APIField("action_label"),
        APIField("action_page"),
        APIField("action_url"),
        APIField("body"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    max_count = len(settings.LANGUAGES)

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def clean(self) -> None:
        super().clean()
        others = HomePage.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and others.exists():
            raise ValidationError({"title": _("There is already a front page in this language.")})
        if bool(self.action_label) != bool(self.action_page_id):
            raise ValidationError({"action_page": _("The button needs both a text and a page.")})

    @cached_property
    def action_url(self) -> str:
        """Where the button leads, in the reader's language; empty when the page is not published."""
        if self.action_page_id is None:
            return ""
        target = in_readers_language([self.action_page_id])[self.action_page_id]
        return target.url or "" if target.live else ""


class TextPage(BasePage):
    """A page with an introduction and a body."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("illustration"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    api_fields = [APIField("intro"), APIField("illustration"), APIField("body")]

    class Meta:
        abstract = True


class ProgrammePage(TextPage):
    """How the programme works and how one joins it; the pages that tell more lie below it."""

    illustration = models.CharField(
        _("illustration"), max_length=20, choices=Illustration.choices, default=Illustration.HOUSES
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")


class ContentPage(TextPage):
    """Any other page of text."""

    illustration = models.CharField(_("illustration"), max_length=20, choices=Illustration.choices, blank=True)

    parent_page_types = ["home.HomePage", "home.ProgrammePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
