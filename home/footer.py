"""What the footer of a site links to."""

from django.http import HttpRequest
from wagtail.models import Site

from home.models import SiteDetails


def footer_pages(request: HttpRequest) -> list[int]:
    """The keys of the pages that the site's details name."""
    site = Site.find_for_request(request)
    return SiteDetails.for_request(request).footer_page_keys if site else []
