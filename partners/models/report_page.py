"""The programme's yearly report: a page for each year, as a PDF too, and where the open data is found."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from partners import showcase
from partners.models.pages import PartnerIndexPage
from partners.models.record_index import RecordIndexPage

DATA_SETS = ("partners", "goals", "awards", "figures")


class ReportPage(RecordIndexPage):
    """The newest year's report, and below it a page and a PDF for every year since the first signing."""

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")

    @path("")
    def show_newest(self, request: HttpRequest) -> HttpResponse:
        return self._report(request, None)

    @path("<int:year>/")
    def show_year(self, request: HttpRequest, year: int) -> HttpResponse:
        return self._report(request, year)

    @path("<int:year>/pdf/")
    def year_as_pdf(self, request: HttpRequest, year: int) -> HttpResponse:
        from partners import documents, figures, report_document  # they need all models

        history = figures.load()
        if year not in history.years:
            raise Http404
        document = report_document.report_document(history.year(year), self.locale.language_code)
        response = HttpResponse(documents.report_pdf(document), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{self.slug}-{year}.pdf"'
        response["Cache-Control"] = "public, max-age=900"
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page, and every year's, in the same order in every language."""
        from partners import figures

        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        return [*found, *({"location": f"{base}{year}/"} for year in figures.load().years)]

    def _report(self, request: HttpRequest, year: int | None) -> HttpResponse:
        from partners import figures

        history = figures.load()
        if year is not None and year not in history.years:
            raise Http404
        shown = history.years[0] if year is None and history.years else year
        found = None if shown is None else history.year(shown)
        index_url = PartnerIndexPage.url_for(request)
        language = self.locale.language_code
        context = {
            "figures": found,
            "years": history.years,
            "smallest_group": figures.SMALLEST_GROUP,
            "awards": [showcase.award_entry(award, index_url) for award in found.awards] if found else [],
            "index_url": self.get_url(request) or "",
            "data_sets": [
                {"name": name, "url": f"{reverse(f'api-v1:open_data_{name}')}?locale={language}"} for name in DATA_SETS
            ],
            "figures_url": f"{reverse('api-v1:figures')}?locale={language}",
            "api_docs_url": reverse("api-v1:openapi-view"),
        }
        return self.render(request, context_overrides=context)
