"""When surveys close by themselves."""

from datetime import datetime

from django.db.models import Min

from forms.models import SurveyPage


def next_closing(after: datetime) -> datetime | None:
    """When the next survey closes: until then the clock changes nothing on any survey's page."""
    pages = SurveyPage.objects.live().filter(closes_at__gt=after)
    found: datetime | None = pages.aggregate(next=Min("closes_at"))["next"]
    return found
