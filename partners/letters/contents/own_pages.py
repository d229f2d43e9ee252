"""The organisation a letter is about, and its links, made as the letter is written."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from partners import access
from partners.models import Partner, ProgrammeSettings, SentLetter


def partner_of(row: SentLetter) -> Partner:
    if row.partner is None:
        raise ValueError(f"the letter {row.name} is about an organisation, but names none")
    return row.partner


def own_page(row: SentLetter) -> dict[str, Any]:
    """`own_page`, a fresh link, and `link_until`, the last day on which it works."""
    return {"own_page": access.new_link(partner_of(row), row.recipient, row.language), "link_until": _last_day()}


def follow_up_page(row: SentLetter) -> dict[str, Any]:
    """`follow_up_page`, a fresh link, and `link_until`."""
    link = access.new_link(partner_of(row), row.recipient, row.language, page="follow_up")
    return {"follow_up_page": link, "link_until": _last_day()}


def _last_day() -> date:
    return timezone.localdate() + timedelta(days=ProgrammeSettings.load().link_days - 1)
