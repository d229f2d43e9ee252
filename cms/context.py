"""What every template may show."""

from django.http import HttpRequest
from django.utils.translation import gettext as _


def site(request: HttpRequest) -> dict[str, str]:
    return {"site_name": _("Porvoo climate partners")}
