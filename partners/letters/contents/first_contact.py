"""From the first contact to the goals, and letters that hold nothing but the link to the own page."""

from django.utils import timezone

from partners.letters.contents.own_pages import own_page, partner_of
from partners.letters.contents.values import Content
from partners.models import SentLetter, SuggestedGoal, TaskKind
from partners.suggestions import suggested_pledge

SHOWN = 5


def welcome(row: SentLetter) -> Content:
    return Content(own_page(row))


def mapping_received(row: SentLetter) -> Content:
    """`discuss_by` is the day of staff's task, if it is still open."""
    task = partner_of(row).tasks.open().filter(kind=TaskKind.DISCUSS_MAPPING).first()
    return Content({**own_page(row), "discuss_by": task.due_on if task else None})


def suggested_goals(row: SentLetter) -> Content:
    """`goals` are the first suggestions of the latest mapping, as pledges."""
    mapping = partner_of(row).mappings.order_by("-received_at", "-pk").first()
    found = SuggestedGoal.objects.filter(mapping=mapping).select_related("template").order_by("rank")[:SHOWN]
    this_year = timezone.localdate().year
    goals = [suggested_pledge(suggested.template, row.language, this_year) for suggested in found]
    return Content({**own_page(row), "goals": goals})
