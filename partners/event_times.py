"""When the clock changes what is said of events."""

from datetime import datetime

from django.db.models import Min, Q

from partners.models import Event


def next_change(after: datetime) -> datetime | None:
    """When the next public event begins, ends, or takes no more sign-ups."""
    times = ("starts_at", "ends_at", "sign_up_until")
    nearest = {f"next_{name}": Min(name, filter=Q(**{f"{name}__gt": after})) for name in times}
    found = Event.objects.public().filter(ends_at__gt=after).aggregate(**nearest)
    return min((time for time in found.values() if time), default=None)
