"""Letters to those who act for the city: its staff, and the development company. They hold no answers in confidence."""

from django.conf import settings
from django.urls import reverse

from partners.letters.contents.own_pages import partner_of
from partners.letters.contents.values import Content
from partners.models import SentLetter, Task


def business_support(row: SentLetter) -> Content:
    """`note` is what the organisation wrote to the development company."""
    return Content({"note": row.context.get("note", "")})


def staff_task(row: SentLetter) -> Content:
    """The task without its note, which may quote an answer."""
    address = reverse("partner_case", args=[partner_of(row).pk])
    task = Task.objects.get(pk=row.context["task"])
    return Content({"task": task, "case_page": f"{settings.BASE_URL}{address}"})
