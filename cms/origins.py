"""What of the API scripts on any website may read: data that is public anyway."""

import re

from django.http import HttpRequest

PUBLIC = re.compile(
    r"/api/v1/(?:openapi\.json|survey\.schema\.json|surveys/|figures/"
    r"|(?:partners|goals|awards|events|programme|open-data|sitemap|redirects)/.*)"
    r"|/api/v[23]/.*"
)
READING = ("GET", "HEAD")


def is_public(sender: object, request: HttpRequest, **kwargs: object) -> bool:
    """Whether any origin may read the answer to `request`: corsheaders' signal `check_request_enabled`."""
    method = request.method
    if method == "OPTIONS":
        method = request.headers.get("Access-Control-Request-Method", "")
    return method in READING and PUBLIC.fullmatch(request.path_info) is not None
