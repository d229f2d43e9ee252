"""Partners and awards for the pages and blocks of any app."""

import re

from django import template
from django.template import Context

from partners import showcase
from partners.models import Award, PartnerIndexPage
from partners.showcase import AwardEntry, PartnerCard

register = template.Library()
BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=(?:%|€|m²|m³|kWh|kg|km|kpl|st\.)(?:\W|$))")


@register.filter
def kept_together(text: str) -> str:
    """`text` with a number and its unit on one line: "10 %", "3 kpl"."""
    return BEFORE_A_UNIT.sub("\N{NO-BREAK SPACE}", text)


@register.simple_tag(takes_context=True)
def partner_wall(context: Context, limit: int) -> list[PartnerCard]:
    """Up to `limit` public partners that have a goal to show: `name`, `url`, `goal`. Two queries."""
    return showcase.cards(PartnerIndexPage.url_for(context.get("request")), limit=limit)


@register.simple_tag(takes_context=True)
def latest_award(context: Context) -> AwardEntry | None:
    """The newest published award: `year`, `partner_name`, `url`, `motivation`, `special_mention`. One query."""
    award = Award.objects.public().first()
    return showcase.award_entry(award, PartnerIndexPage.url_for(context.get("request"))) if award else None
