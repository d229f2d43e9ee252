"""Which web origins' scripts may use a survey: those that its editors list."""

import re

from django.http import HttpRequest

from forms.models import SurveyPage

ADDRESS = re.compile(r"/api/v1/(?:surveys/(?P<key>[^/]+)/|drafts/)")
STAFF = re.compile(r"/api/v1/surveys/[^/]+/(?:submissions|results)/")
"""What staff's systems read: a browser keeps no token, so no script of a website reads there."""


def allows(sender: object, request: HttpRequest, **kwargs: object) -> bool:
    """Whether the origin that `request` comes from may read the answer: corsheaders' signal `check_request_enabled`.

    For a survey that is what it lists on any of its live pages. For a draft it is what any survey lists: whose it is
    its token would tell, and who has that may read the draft anyway, from outside a browser.
    """
    address = ADDRESS.match(request.path_info)
    origin = request.headers.get("Origin", "")
    if address is None or not origin or _is_for_staff(request):
        return False
    pages = SurveyPage.objects.live().exclude(origins="")
    if key := address["key"]:
        pages = pages.filter(survey__key=key)
    return any(origin in page.allowed_origins for page in pages.only("origins"))


def _is_for_staff(request: HttpRequest) -> bool:
    method = request.method
    if method == "OPTIONS":
        method = request.headers.get("Access-Control-Request-Method", "")
    return method != "POST" and STAFF.fullmatch(request.path_info) is not None
