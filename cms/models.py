"""The ground of the site: its users, its images, its contact persons and what every page shares."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page
from wagtail.search import index
from wagtail_headless_preview.models import HeadlessPreviewMixin
from wagtail_headless_preview.settings import headless_preview_settings

from cms.image_sources import sources_of
from cms.translated import Translated
from cms.webhooks.models import ContentNotice, Webhook

__all__ = [
    "BasePage",
    "ContactPerson",
    "ContentNotice",
    "ContentVersion",
    "SiteImage",
    "SiteRendition",
    "User",
    "Webhook",
]


OTHER_FRONT_END = "other_front_end"
"""The way of previewing that is another front end's."""


class User(AbstractUser):
    """A member of staff. Organisations and visitors have no account."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


class SiteImage(AbstractImage):
    """An image of the site's library."""

    admin_form_fields = Image.admin_form_fields
    api_fields = [APIField("description"), APIField("sources")]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The files that it is shown in (`cms.image_sources`)."""
        return list(sources_of(self))

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    """A `SiteImage` in one size and format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="site_rendition_unique"),
        ]


class ContactPerson(index.Indexed, models.Model):
    """The person at the city whom an organisation turns to."""

    name = models.CharField(_("name"), max_length=120)
    role_sv = models.CharField(_("title in Swedish"), max_length=120)
    role_fi = models.CharField(_("title in Finnish"), max_length=120)
    role_en = models.CharField(_("title in English"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    role = Translated()

    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("role_sv"), FieldPanel("role_fi"), FieldPanel("role_en")], heading=_("Job title")),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    api_fields = [APIField("name"), APIField("role"), APIField("email"), APIField("phone")]

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ContentVersion(models.Model):
    """One row whose `number` grows with every change of what visitors see (`cms.page_cache`)."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("version of the content")
        verbose_name_plural = _("versions of the content")

    def __str__(self) -> str:
        return str(self.number)


class BasePage(HeadlessPreviewMixin, Page):
    """What every page of the site has besides Wagtail's own fields: drafts are previewed in other front ends too."""

    show_in_menus_default = False

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        modes: list[tuple[str, Any]] = super().preview_modes
        return [*modes, (OTHER_FRONT_END, _("Other website"))] if headless_preview_settings.CLIENT_URLS else modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The other front end is sent to, with a token by which it reads the draft (`cms.content_api`)."""
        if mode_name == OTHER_FRONT_END:
            return super().serve_preview(request, mode_name)
        return self.serve_preview_here(request, mode_name)

    def serve_preview_here(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return Page.serve_preview(self, request, mode_name)

    class Meta:
        abstract = True
