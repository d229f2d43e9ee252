"""What public pages show of partners and awards: only what is public, with addresses, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q

from partners.models.award import Award
from partners.models.goal import Goal
from partners.models.partner import Partner
from partners.models.theme import Theme
from partners.states import PUBLIC_GOAL_STATES, PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner in a list: its goal first, then who it is."""

    name: str
    url: str
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class AwardEntry:
    """An award with its winner's name; `url` is empty when the winner has no page any more."""

    year: int
    partner_name: str
    url: str
    motivation: str
    special_mention: str


def partner_url(partner: Partner, index_url: str) -> str:
    """The partner's page below the list of partners; empty where there is no list or the partner is not public."""
    return f"{index_url}{partner.slug}/" if index_url and partner.is_public else ""


def cards(index_url: str, *, theme: Theme | None = None, limit: int | None = None) -> list[PartnerCard]:
    """Public partners by name, only those with a public goal in `theme` where one is given. Two queries.

    With a theme the goal shown is the first one in it; with a limit, partners that have a goal to show come first.
    """
    partners = Partner.objects.public().with_goals()
    if theme is not None:
        partners = partners.filter(_public_goal(goals__theme=theme)).distinct()
    if limit is not None:
        partners = partners.filter(_public_goal()).distinct()[:limit]
    return [_card(partner, index_url, theme) for partner in partners]


def _public_goal(**conditions: object) -> Q:
    return Q(goals__state__in=PUBLIC_GOAL_STATES, **conditions)


def _card(partner: Partner, index_url: str, theme: Theme | None) -> PartnerCard:
    goals = (goal for goal in partner.public_goals if theme is None or goal.theme_id == theme.pk)
    return PartnerCard(partner.name, partner_url(partner, index_url), next(goals, None))


def themes_in_use() -> list[Theme]:
    """The themes in which some public partner has a public goal. One query."""
    in_use = Q(goals__state__in=PUBLIC_GOAL_STATES, goals__partner__live=True, goals__partner__state__in=PUBLIC_STATES)
    return list(Theme.objects.filter(in_use).distinct())


def award_entry(award: Award, index_url: str) -> AwardEntry:
    return AwardEntry(
        award.year,
        award.partner.name,
        partner_url(award.partner, index_url),
        award.motivation,
        award.special_mention,
    )
