"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api as wagtail_api
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import api, nothing_here
from cms.content_api import content_api
from cms.sitemap import sitemap
from cms.views import front_door, robots
from forms.views.plain_post import plain_post

# Only images are served from the media folder. Documents pass Wagtail's view, which checks who may read them and
# sends them as attachments.
IMAGE_PATH = r"^media/(?P<path>(?:images|original_images|avatar_images)/[^/]+)$"
image = cache_control(public=True, max_age=24 * 60 * 60)(serve)

handler400 = "cms.views.bad_request"
handler404 = "cms.views.page_not_found"

urlpatterns = [
    path("", front_door, name="front_door"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(IMAGE_PATH, image, {"document_root": settings.MEDIA_ROOT}),
    path("api/v1/", api.urls),
    re_path(r"^api/v1/", nothing_here),
    path("api/v2/", content_api.urls),
    path("api/v3/", wagtail_api.urls),
    path("f/<slug:key>/", plain_post, name="plain_post"),
    *i18n_patterns(
        path("survey/", include("forms.urls")),
        path("partnership/", include("partners.urls")),
        path("", include(wagtail_urls)),
    ),
]
