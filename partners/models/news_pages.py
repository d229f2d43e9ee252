"""The page of what the city has told its partners: open to everyone from the moment it was sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from partners.models.news import NewsKind, PartnerNews
from partners.models.record_index import RecordIndexPage

SHOWN = 60


class NewsIndexPage(RecordIndexPage):
    """All news that has been sent, by what it is about where the visitor chooses, and a page for each."""

    class Meta:
        verbose_name = _("page of news to partners")
        verbose_name_plural = _("pages of news to partners")

    @path("")
    def list_news(self, request: HttpRequest) -> HttpResponse:
        news = PartnerNews.objects.public()
        used = set(news.order_by().values_list("kind", flat=True).distinct())
        kinds = [kind for kind in NewsKind if kind in used]
        active_kind = next((kind for kind in kinds if kind == request.GET.get("kind")), None)
        context = {
            "news": (news.filter(kind=active_kind) if active_kind else news)[:SHOWN],
            "kinds": kinds,
            "active_kind": active_kind,
            "today": timezone.localdate(),
            "index_url": self.get_url(request) or "",
        }
        return self.render(request, context_overrides=context)

    @path("<slug:slug>/")
    def show_news(self, request: HttpRequest, slug: str) -> HttpResponse:
        item = PartnerNews.objects.public().filter(slug=slug).first()
        if item is None:
            raise Http404
        context = {"item": item, "today": timezone.localdate(), "index_url": self.get_url(request) or ""}
        return self.render(request, template="partners/news_detail.html", context_overrides=context)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list and every piece of news, in the same order in every language."""
        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        news = PartnerNews.objects.public().order_by("pk").values_list("slug", "published_at")
        return [*found, *({"location": f"{base}{slug}/", "lastmod": changed} for slug, changed in news)]
