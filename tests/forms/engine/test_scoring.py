"""Percent by theme, bands, and what to do first."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.engine.scoring import Scores, band, percent, profile, scored_answers, scores
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, choices, one_step, question, scale, scored, text


def of(made: Form, **answers: Json) -> Scores:
    found = scores(made, answers)
    assert found is not None
    return found


def themes(found: Scores) -> dict[str, int | None]:
    return {theme.key: theme.percent for theme in found.themes}


def points(*reached: int) -> list[dict[str, object]]:
    return [{"value": f"p{score}", "label": str(score), "score": score} for score in reached]


def test_a_share_is_what_was_reached_of_what_could_be() -> None:
    made = scored(scale("a"), scale("b"))
    assert of(made, a="in_place", b="in_place").percent == 100
    assert of(made, a="started", b="in_place").percent == 75
    assert of(made, a="not_started", b="not_started").percent == 0


def test_what_is_not_relevant_leaves_the_sum() -> None:
    made = scored(scale("a"), scale("b"))
    assert of(made, a="in_place", b="not_relevant").percent == 100
    assert of(made, a="not_relevant", b="not_relevant").percent is None


def test_what_was_not_answered_leaves_the_sum() -> None:
    assert of(scored(scale("a"), scale("b")), a="started").percent == 50


def test_nothing_answered_has_no_share_and_no_band() -> None:
    found = of(scored(scale("a")))
    assert (found.percent, found.band) == (None, "")
    assert [(theme.percent, theme.band) for theme in found.themes] == [(None, ""), (None, "")]


def test_an_answer_weighs_its_weight() -> None:
    made = scored(scale("a", weight=3), scale("b", weight=1))
    assert of(made, a="in_place", b="not_started").percent == 75


def test_a_weight_of_zero_counts_for_nothing() -> None:
    made = scored(scale("a", weight=0), scale("b"))
    assert of(made, a="not_started", b="in_place").percent == 100
    assert of(made, a="in_place").percent is None


@pytest.mark.parametrize(
    ("sector", "expected"), [("farm", 75), ("shop", 50), (None, 67), ("unheard_of", 67), (["farm"], 67)]
)
def test_a_weight_follows_the_sector_and_falls_back(sector: Json, expected: int) -> None:
    by = {"question": "sector", "weights": {"farm": 3, "shop": 1}}
    made = scored(text("sector"), scale("a", weight=2, weight_by=by), scale("b", weight=1))
    assert of(made, sector=sector, a="in_place", b="not_started").percent == expected


def test_a_weight_of_zero_for_a_sector_is_a_weight() -> None:
    by = {"question": "sector", "weights": {"farm": 0}}
    made = scored(text("sector"), scale("a", weight=2, weight_by=by), scale("b"))
    assert of(made, sector="farm", a="in_place", b="not_started").percent == 0


@pytest.mark.parametrize(
    ("reached", "reachable", "expected"),
    [
        (1, 200, 1),
        (1, 201, 0),
        (3, 200, 2),
        (5, 1000, 1),
        (4, 1000, 0),
        (199, 200, 100),
        (1, 3, 33),
        (2, 3, 67),
        (1, 8, 13),
    ],
)
def test_halves_are_rounded_up(reached: int, reachable: int, expected: int) -> None:
    made = scored(scale("a", choices=points(reached, reachable)))
    assert of(made, a=f"p{reached}").percent == expected


@pytest.mark.parametrize(
    ("share", "name"),
    [(0, "low"), (33, "low"), (34, "middle"), (66, "middle"), (67, "high"), (100, "high"), (None, "")],
)
def test_bands_include_both_their_ends(share: int | None, name: str) -> None:
    assert band(scored(), share) == name


def test_a_share_between_bands_has_no_name() -> None:
    assert band(one_step(scoring={"bands": [{"min": 10, "max": 20, "label": "some"}]}), 21) == ""


def test_of_bands_that_overlap_the_first_counts() -> None:
    bands = [{"min": 0, "max": 50, "label": "first"}, {"min": 50, "max": 100, "label": "second"}]
    assert band(one_step(scoring={"bands": bands}), 50) == "first"


def test_bands_are_named_for_themes_and_for_the_whole() -> None:
    made = scored(scale("a"), scale("b", theme="travel"))
    found = of(made, a="in_place", b="not_started")
    assert found.band == "middle"
    assert [(theme.label, theme.band) for theme in found.themes] == [("Energy", "high"), ("Travel", "low")]


def test_the_whole_is_no_mean_of_the_themes() -> None:
    made = scored(scale("a"), scale("b"), scale("c"), scale("d", theme="travel"))
    found = of(made, a="in_place", b="in_place", c="in_place", d="not_started")
    assert themes(found) == {"energy": 100, "travel": 0}
    assert found.percent == 75


def test_questions_without_theme_or_scores_do_not_count() -> None:
    plain = question("single_choice", "b", choices=choices("x", "y"), theme="energy")
    made = scored(scale("a", theme=None), plain, scale("c"))
    answers = {"a": "not_started", "b": "x", "c": "in_place"}
    assert [answer.question.key for answer in scored_answers(made, answers)] == ["c"]
    assert of(made, **answers).percent == 100


def test_a_question_on_which_nothing_can_be_reached_does_not_count() -> None:
    made = scored(scale("a", choices=[*LADDER[:2]]), scale("b"))
    assert [answer.question.key for answer in scored_answers(made, {"a": "not_started", "b": "started"})] == ["b"]


def test_a_single_choice_with_scores_counts() -> None:
    made = scored(question("single_choice", "a", theme="energy", choices=points(0, 1, 4)))
    assert of(made, a="p1").percent == 25


def test_a_form_without_themes_has_no_scores() -> None:
    assert scores(one_step(scale("a", theme=None)), {"a": "in_place"}) is None


def test_nothing_counts_up_to_nothing() -> None:
    assert percent([]) is None


def test_answers_are_sorted_by_what_they_say() -> None:
    made = scored(*(scale(key) for key in "abcd"))
    found = profile(made, {"a": "in_place", "b": "started", "c": "not_started", "d": "not_relevant"})
    assert [answer.question.key for answer in found.strengths] == ["a"]
    assert [answer.question.key for answer in found.on_the_way] == ["b"]
    assert [answer.question.key for answer in found.improvements] == ["c", "b"]
    assert [answer.question.key for answer in found.not_relevant] == ["d"]


def test_improvements_come_by_what_there_is_to_win_then_by_effort_then_as_in_the_form() -> None:
    made = scored(
        scale("small", weight=1, effort=1),
        scale("hard", weight=2, effort=3),
        scale("easy", weight=2, effort=1),
        scale("easy_too", weight=2, effort=1),
        scale("begun", weight=3, effort=1),
        scale("great", weight=3, effort=3),
    )
    found = profile(made, dict.fromkeys(made.by_key, "not_started") | {"begun": "started"})
    ranked = [(answer.question.key, answer.priority) for answer in found.improvements]
    assert ranked == [("great", 6), ("easy", 4), ("easy_too", 4), ("hard", 4), ("begun", 3), ("small", 2)]


def test_priority_follows_the_sectors_weight() -> None:
    by = {"question": "sector", "weights": {"farm": 3}}
    made = scored(text("sector"), scale("a", weight=2), scale("b", weight=1, weight_by=by))
    answers = {"a": "not_started", "b": "not_started"}
    assert [answer.question.key for answer in profile(made, answers).improvements] == ["a", "b"]
    assert [answer.question.key for answer in profile(made, answers | {"sector": "farm"}).improvements] == ["b", "a"]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.answers)
def test_shares_lie_between_0_and_100_and_every_scored_answer_has_its_place(
    made: Form, answers: dict[str, Json]
) -> None:
    outcome = evaluate(made, answers)
    assert outcome.scores is not None
    for share in (outcome.scores.percent, *themes(outcome.scores).values()):
        assert share is None or 0 <= share <= 100
    found = profile(made, outcome.cleaned)
    sorted_out = [*found.strengths, *found.improvements, *found.not_relevant]
    counted = scored_answers(made, outcome.cleaned)
    assert sorted(answer.question.key for answer in sorted_out) == sorted(answer.question.key for answer in counted)
    assert all(answer in found.improvements for answer in found.on_the_way)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_a_better_answer_never_lowers_a_share(data: st.DataObject) -> None:
    keys = "abcd"
    made = scored(
        *(
            scale(key, weight=data.draw(st.integers(0, 5)), theme=data.draw(st.sampled_from(["energy", "travel"])))
            for key in keys
        )
    )
    steps = ["not_started", "started", "in_place"]
    answers = {key: data.draw(st.sampled_from(steps)) for key in keys}
    raised = data.draw(st.sampled_from(keys))
    better = answers | {raised: data.draw(st.sampled_from(steps[steps.index(answers[raised]) :]))}
    before, after = of(made, **answers), of(made, **better)
    for low, high in zip((before, *before.themes), (after, *after.themes), strict=True):
        assert (low.percent is None) == (high.percent is None)
        assert low.percent is None or low.percent <= high.percent
