"""What the city tells its partners about projects, procurements and market dialogue, openly and at the same time."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.translated import Translated
from partners.models.columns import column_label
from partners.models.partner import Partner
from partners.panels import in_each_language


class NewsKind(models.TextChoices):
    """What a piece of news is about."""

    PROJECT = "project", _("Project")
    PROCUREMENT = "procurement", _("Procurement")
    DIALOGUE = "dialogue", _("Market dialogue")
    OTHER = "other", _("Other")


class PartnerNewsQuerySet(models.QuerySet["PartnerNews"]):
    """News to partners."""

    def public(self) -> "PartnerNewsQuerySet":
        """What has been sent to partners is public from the same moment; the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")


class PartnerNews(index.Indexed, models.Model):
    """One piece of news. Publishing it shows it on the site and sends it to the partners, in one action."""

    kind = models.CharField(_("about"), max_length=12, choices=NewsKind.choices, default=NewsKind.PROJECT)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_sv = models.CharField(column_label(_("title"), "sv"), max_length=160)
    title_fi = models.CharField(column_label(_("title"), "fi"), max_length=160)
    title_en = models.CharField(column_label(_("title"), "en"), max_length=160)
    body_sv = models.TextField(column_label(_("text"), "sv"), max_length=4000)
    body_fi = models.TextField(column_label(_("text"), "fi"), max_length=4000)
    body_en = models.TextField(column_label(_("text"), "en"), max_length=4000)
    more_url = models.URLField(_("read more at"), blank=True)
    respond_by = models.DateField(_("answer by"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    title = Translated(_("Title"))
    body = Translated()

    objects = PartnerNewsQuerySet.as_manager()

    panels = [
        FieldPanel("kind"),
        in_each_language("title", _("Title")),
        FieldPanel("slug"),
        in_each_language("body", _("Text"), _("An empty line begins a new paragraph.")),
        FieldRowPanel([FieldPanel("more_url"), FieldPanel("respond_by")]),
        FieldPanel("published_at", read_only=True),
    ]
    search_fields = [
        index.SearchField("title_sv"),
        index.SearchField("title_fi"),
        index.SearchField("title_en"),
        index.AutocompleteField("title_sv"),
        index.AutocompleteField("title_fi"),
        index.AutocompleteField("title_en"),
        index.FilterField("kind"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name = _("news to partners")
        verbose_name_plural = _("news to partners")
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class DialogueInvitation(models.Model):
    """That an organisation was invited to a market dialogue: all are treated alike, and that can be shown."""

    news = models.ForeignKey(
        PartnerNews, verbose_name=_("news to partners"), on_delete=models.PROTECT, related_name="invitations"
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="dialogue_invitations"
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation to dialogue")
        verbose_name_plural = _("invitations to dialogue")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["news", "partner"],
                name="dialogue_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.news}"
