"""Template tags with which any page shows the programme."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from partners.states import GoalState
from tests.factories.partners import AwardFactory, GoalFactory, PartnerFactory

pytestmark = pytest.mark.django_db

WALL = (
    "{% load partner_tags %}{% partner_wall 2 as partners %}"
    "{% for p in partners %}{{ p.url }}: {{ p.goal.pledge }} ({{ p.goal.theme.name }}); {% endfor %}"
)
AWARD = (
    "{% load partner_tags %}{% latest_award as award %}"
    "{{ award.year }} {{ award.partner_name }} {{ award.url }} {{ award.motivation }}"
)


def render(template, request=None):
    return Template(template).render(Context({"request": request or RequestFactory().get("/sv/")}))


def test_the_wall_shows_partners_that_have_a_goal(pages):
    for name in ("Bravo", "Alfa"):
        GoalFactory(partner=PartnerFactory(active=True, name=name, slug=name.lower()))
    PartnerFactory(active=True, name="Aaa utan mål")
    GoalFactory(partner=PartnerFactory(active=True, name="Aab"), state=GoalState.DRAFT)
    GoalFactory(partner=PartnerFactory(active=True, name="Charlie"))
    assert render(WALL) == (
        "/sv/partners-sv/alfa/: Vi minskar elen. (Energi); /sv/partners-sv/bravo/: Vi minskar elen. (Energi); "
    )


def test_a_partner_with_two_goals_stands_on_the_wall_once(pages):
    GoalFactory.create_batch(2, partner=PartnerFactory(active=True))
    assert render(WALL).count(";") == 1


def test_the_wall_costs_the_same_however_many_it_shows(pages, django_assert_num_queries):
    for _ in range(4):
        GoalFactory(partner=PartnerFactory(active=True))
    request = RequestFactory().get("/sv/")
    render(WALL, request)
    with django_assert_num_queries(2):
        render(WALL, request)


def test_the_newest_published_award_is_shown(pages, django_assert_num_queries):
    AwardFactory(year=2024)
    AwardFactory(year=2025, partner=PartnerFactory(active=True, name="Alfa", slug="alfa"))
    AwardFactory(year=2026, live=False)
    request = RequestFactory().get("/sv/")
    assert render(AWARD, request) == "2025 Alfa /sv/partners-sv/alfa/ För elen."
    with django_assert_num_queries(1):
        render(AWARD, request)


def test_without_pages_and_awards_nothing_breaks(db):
    GoalFactory(partner=PartnerFactory(active=True))
    assert render(WALL).startswith(": Vi minskar elen.")
    assert render(AWARD).strip() == ""
