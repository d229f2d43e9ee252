"""Which goals suit which answers: the rule against cases reckoned by hand, and the words of the suggestions."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from forms import suggestions as port
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.engine.scoring import profile
from partners.demo.mapping import to_survey
from partners.models import GoalTemplate
from partners.suggestions import baselines, fitting_goals, goals_for, provide, target_year
from tests.factories.partners import GoalTemplateFactory, SectorFactory
from tests.partners.conftest import mapping_answers

STATUS = [
    {"value": "no", "label": "No", "score": 0},
    {"value": "started", "label": "Started", "score": 1},
    {"value": "done", "label": "Done", "score": 2},
]


def make_form(*questions):
    return Form.model_validate(
        {
            "key": "small",
            "locale": "sv",
            "title": "Small",
            "steps": [
                {
                    "key": "only",
                    "title": "Only",
                    "questions": [
                        {"type": "scale", "label": key, "key": key, "choices": STATUS, "theme": "energy", **options}
                        for key, options in questions
                    ],
                }
            ],
            "scoring": {"themes": [{"key": "energy", "label": "Energi"}]},
        }
    )


def chosen(form, answers, sector="retail"):
    templates = {template.code: template for template in GoalTemplate.objects.complete()}
    return [fitting.template.code for fitting in fitting_goals(profile(form, answers), templates, sector)]


@pytest.fixture
def templates(db):
    """AA suits everyone, BB shops only, CC farms only, DD farms only, EE shops only."""
    shops, farms = SectorFactory(key="retail"), SectorFactory(key="agriculture")
    GoalTemplateFactory(code="AA-01")
    for code, sector in (("BB-01", shops), ("CC-01", farms), ("DD-01", farms), ("EE-01", shops)):
        GoalTemplateFactory(code=code, all_sectors=False, sectors=[sector])


def test_goals_that_suit_the_sector_come_in_the_order_they_are_named(templates):
    form = make_form(("one", {"tags": ["BB-01", "CC-01", "AA-01"]}))
    assert chosen(form, {"one": "no"}) == ["BB-01", "AA-01"]


def test_other_goals_are_taken_where_none_of_the_first_suits(templates):
    form = make_form(("one", {"tags": ["CC-01"], "more_tags": ["DD-01", "EE-01"]}))
    assert chosen(form, {"one": "no"}) == ["EE-01"]


def test_the_first_goal_is_taken_where_none_suits(templates):
    form = make_form(("one", {"tags": ["CC-01", "DD-01"], "more_tags": ["DD-01"]}))
    assert chosen(form, {"one": "no"}) == ["CC-01"]


def test_names_that_are_no_goals_are_passed_over(templates):
    form = make_form(("one", {"tags": ["ZZ-99", "CC-01"]}), ("two", {"tags": ["ZZ-99"]}))
    assert chosen(form, {"one": "no", "two": "no"}) == ["CC-01"]


def test_a_goal_is_suggested_once(templates):
    form = make_form(("one", {"tags": ["AA-01"]}), ("two", {"tags": ["AA-01", "BB-01"]}))
    assert chosen(form, {"one": "no", "two": "no"}) == ["AA-01", "BB-01"]


def test_what_has_most_to_win_comes_first(templates):
    form = make_form(
        ("light", {"tags": ["AA-01"], "weight": 1}),
        ("heavy", {"tags": ["BB-01"], "weight": 3}),
        ("begun", {"tags": ["EE-01"], "weight": 3}),
    )
    assert chosen(form, {"light": "no", "heavy": "no", "begun": "started"}) == ["BB-01", "EE-01", "AA-01"]


def test_what_is_in_place_suggests_nothing(templates):
    form = make_form(("one", {"tags": ["AA-01"]}))
    assert chosen(form, {"one": "done"}) == []


def test_no_more_than_two_for_an_improvement_and_eight_in_all(db):
    for number in range(30):
        GoalTemplateFactory(code=f"AA-{number:02}")
    questions = [
        (f"q{question}", {"tags": [f"AA-{question * 3 + part:02}" for part in range(3)]}) for question in range(6)
    ]
    found = chosen(make_form(*questions), {f"q{question}": "no" for question in range(6)})
    assert found == ["AA-00", "AA-01", "AA-03", "AA-04", "AA-06", "AA-07", "AA-09", "AA-10"]


def test_a_shop_that_wastes_food_and_power(library, mapping_form, django_assert_num_queries):
    """By hand: en_efficiency has 2×3 to win in retail, pr_food 2×1; PR-04 suits no shop, but CI-03 does."""
    outcome = evaluate(mapping_form, mapping_answers(en_efficiency="not_started", pr_food="not_started"))
    with django_assert_num_queries(2):
        found = goals_for(mapping_form, outcome)
    assert [(fitting.template.code, fitting.question) for fitting in found] == [
        ("EN-01", "en_efficiency"),
        ("EN-05", "en_efficiency"),
        ("CI-03", "pr_food"),
    ]


def test_a_form_that_names_no_goals_costs_no_query(db, django_assert_num_queries):
    form = make_form(("one", {}))
    with django_assert_num_queries(0):
        assert goals_for(form, evaluate(form, {"one": "no"})) == []


@pytest.mark.parametrize(
    ("horizon", "this_year", "expected"),
    [("next_year", 2026, 2027), ("long_term", 2026, 2030), ("long_term", 2029, 2030), ("long_term", 2031, 2032)],
)
def test_the_year_to_aim_for(horizon, this_year, expected):
    assert target_year(GoalTemplate(horizon=horizon), this_year) == expected


@time_machine.travel(date(2026, 11, 24), tick=False)
def test_a_suggestion_is_the_pledge_with_its_numbers(library, mapping_form):
    outcome = evaluate(mapping_form, mapping_answers(en_efficiency="not_started"))
    first = provide(mapping_form, outcome)[0]
    assert timezone.localdate().year == 2026
    assert first.text == "Vi minskar vår elförbrukning med 10 % från 2025 års nivå senast 2027."
    assert (first.key, first.theme, first.question) == ("EN-01", "Energi", "en_efficiency")
    assert first.reason == mapping_form.by_key["en_efficiency"].improvement


@pytest.mark.parametrize("locale", ["sv", "fi", "en"])
def test_suggestions_speak_the_language_of_the_form(library, locale):
    form = Form.model_validate(to_survey(locale))
    first = provide(form, evaluate(form, mapping_answers(en_efficiency="not_started")))[0]
    assert first.title == getattr(GoalTemplate.objects.get(code="EN-01"), f"title_{locale}")
    assert "{" not in first.text


def test_the_survey_asks_this_provider(library, mapping_form):
    outcome = evaluate(mapping_form, mapping_answers(en_efficiency="not_started"))
    assert [found.key for found in port.suggest(mapping_form, outcome)] == ["EN-01", "EN-05"]


def test_figures_in_the_answers_are_baselines(mapping_form):
    answers = mapping_answers(en_monitor="started", en_kwh="12 500,5", ma_data="started", ma_waste_kg=800)
    assert baselines(mapping_form, evaluate(mapping_form, answers)) == {"EN-01": 12500.5, "CI-01": 800}
