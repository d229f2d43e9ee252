"""What the footer of a site links to."""

from django.http import HttpRequest
from wagtail.models import Page, Site

from home.models import SiteDetails


def footer_pages(request: HttpRequest) -> list[Page]:
    site = Site.find_for_request(request)
    return SiteDetails.for_request(request).footer_pages if site else []
