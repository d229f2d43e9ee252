"""A page that lists records of the programme, and has a page for each of them below it."""

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.contrib.routable_page.models import RoutablePageMixin

from partners.models.pages import ListingPage


class RecordIndexPage(RoutablePageMixin, ListingPage):
    """A list with an address that other pages ask for."""

    class Meta:
        abstract = True

    @classmethod
    def url_for(cls, request: HttpRequest | None) -> str:
        """The list's full address in the active language, or in any if it is not published there; empty without one."""
        language = get_language()
        pages = cls.objects.live().select_related("locale")
        found = sorted(pages, key=lambda page: (page.locale.language_code != language, page.path))
        return (found[0].get_full_url(request) or "") if found else ""
