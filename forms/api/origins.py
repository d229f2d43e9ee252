"""Which web origins' scripts may use a survey: those that its editors list."""

import re

from django.http import HttpRequest

from forms.models import SurveyPage

ADDRESS = re.compile(r"/api/v1/(?:surveys/(?P<key>[^/]+)/|drafts/)")


def allows(sender: object, request: HttpRequest, **kwargs: object) -> bool:
    """Whether the origin that `request` comes from may read the answer: corsheaders' signal `check_request_enabled`.

    For a survey that is what it lists on any of its live pages. For a draft it is what any survey lists: whose it is
    its token would tell, and who has that may read the draft anyway, from outside a browser.
    """
    address = ADDRESS.match(request.path_info)
    origin = request.headers.get("Origin", "")
    if address is None or not origin:
        return False
    pages = SurveyPage.objects.live().exclude(origins="")
    if key := address["key"]:
        pages = pages.filter(survey__key=key)
    return any(origin in page.allowed_origins for page in pages.only("origins"))
