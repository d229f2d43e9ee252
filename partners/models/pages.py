"""The pages that show partners and awards to visitors."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.models import BasePage
from partners import showcase
from partners.models.award import Award
from partners.models.partner import Partner
from partners.models.programme_settings import ProgrammeSettings


class ListingPage(BasePage):
    """An introduction, a list made from records, and a body."""

    intro = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("content below the list"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    api_fields = [APIField("intro"), APIField("body")]

    parent_page_types = ["home.HomePage", "home.ProgrammePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True


class PartnerIndexPage(RoutablePageMixin, ListingPage):
    """All public partners, by theme where the visitor chooses one, and below it a page for each partner."""

    class Meta:
        verbose_name = _("partner list")
        verbose_name_plural = _("partner lists")

    @classmethod
    def url_for(cls, request: HttpRequest | None) -> str:
        """The list's address in the active language, or in any if it is not published there; empty without a list.

        Looked up once for each request.
        """
        kept: dict[str | None, str] = request.__dict__.setdefault("_partner_index_urls", {}) if request else {}
        language = get_language()
        if language not in kept:
            pages = sorted(
                cls.objects.live().select_related("locale"),
                key=lambda page: (page.locale.language_code != language, page.path),
            )
            kept[language] = (pages[0].get_url(request) or "") if pages else ""
        return kept[language]

    @path("")
    def list_partners(self, request: HttpRequest) -> HttpResponse:
        index_url = self.get_url(request) or ""
        themes = showcase.themes_in_use()
        active_theme = next((theme for theme in themes if theme.key == request.GET.get("theme")), None)
        partners = showcase.cards(index_url, theme=active_theme)
        total = Partner.objects.public().count() if active_theme else len(partners)
        context = {"partners": partners, "themes": themes, "active_theme": active_theme, "partner_total": total}
        return self.render(request, context_overrides=context)

    @path("<slug:slug>/")
    def show_partner(self, request: HttpRequest, slug: str) -> HttpResponse:
        partner = Partner.objects.public().with_goals().select_related("logo").filter(slug=slug).first()
        if partner is None:
            raise Http404
        index_url = self.get_url(request) or ""
        awards = Award.objects.public().filter(partner=partner)
        context = {
            "partner": partner,
            "goals": partner.public_goals,
            "awards": [showcase.award_entry(award, index_url) for award in awards],
            "index_url": index_url,
        }
        return self.render(request, template="partners/partner_detail.html", context_overrides=context)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list and every partner's page, in the same order in every language."""
        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        partners = Partner.objects.public().order_by("pk").values_list("slug", "last_published_at")
        return [*found, *({"location": f"{base}{slug}/", "lastmod": changed} for slug, changed in partners)]


class AwardIndexPage(ListingPage):
    """The winners of every year."""

    class Meta:
        verbose_name = _("award page")
        verbose_name_plural = _("award pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        index_url = PartnerIndexPage.url_for(request)
        context["awards"] = [showcase.award_entry(award, index_url) for award in Award.objects.public()]
        context["criteria"] = ProgrammeSettings.load(request).award_criteria
        return context
