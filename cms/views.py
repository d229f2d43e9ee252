"""Views that belong to the whole site."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from cms.languages import CODES, home_url


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Sends a reader who names no language to the one their browser prefers."""
    response = redirect(home_url(get_language_from_request(request)))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"languages": CODES, "sitemap": request.build_absolute_uri("/sitemap.xml")}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says so in the reader's language, like every other answer; a body may be broken on its way.

    Under a name that is not the site's there is no address to write links with, and so no page.
    """
    if isinstance(exception, DisallowedHost):
        return HttpResponseBadRequest("This is no address of this site.", content_type="text/plain; charset=utf-8")
    return render(request, "400.html", {"language_urls": {}}, status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says so in the reader's language; the other languages' links lead home, because there is no such page there."""
    return render(request, "404.html", {"language_urls": {}}, status=404)
