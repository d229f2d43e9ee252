"""The initial mapping as `survey/1`: nothing of its meaning is lost on the way."""

import json

import pytest

from forms.engine.checks import check
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from partners.demo.mapping import SOURCE, condition, to_survey
from tests.partners.conftest import mapping_answers

DATA = json.loads(SOURCE.read_text(encoding="utf-8"))
LIBRARY = json.loads(SOURCE.with_name("goal_library.json").read_text(encoding="utf-8"))
QUESTIONS = {question["id"]: question for section in DATA["sections"] for question in section["questions"]}
LOCALES = ("sv", "fi", "en")


@pytest.fixture(scope="module", params=LOCALES)
def form(request):
    return Form.model_validate(to_survey(request.param))


def test_every_language_is_a_form_without_problems(form):
    assert check(form) == []


def test_all_45_questions_come_in_their_sections(form):
    assert len(list(form.questions())) == 45
    assert [(step.key, [question.key for question in step.questions]) for step in form.steps] == [
        (section["id"], [question["id"] for question in section["questions"]]) for section in DATA["sections"]
    ]


def test_languages_differ_in_words_only():
    def without_words(value):
        if isinstance(value, dict):
            words = ("label", "title", "intro", "help", "notice", "strength", "improvement", "unit", "result", "locale")
            return {key: without_words(child) for key, child in value.items() if key not in words}
        return [without_words(child) for child in value] if isinstance(value, list) else value

    swedish, *others = (without_words(to_survey(locale)) for locale in LOCALES)
    assert all(other == swedish for other in others)


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_keeps_its_words_and_its_place(key, form):
    source, question, locale = QUESTIONS[key], form.by_key[key], form.locale
    assert question.type == source["type"]
    assert question.label == source["label"][locale]
    assert question.help == source.get("help", {locale: ""})[locale]
    assert question.required == source["required"]
    assert question.maps_to == source.get("maps_to", "")
    assert question.follow_up_of == source.get("follow_up_of")
    assert question.autocomplete == source.get("autocomplete", "")
    assert question.data.personal == source.get("personal_data", False)


@pytest.mark.parametrize("key", [key for key, question in QUESTIONS.items() if question["type"] == "scale"])
def test_a_scale_keeps_its_points_weights_and_goals(key, form):
    source, question, locale = QUESTIONS[key], form.by_key[key], form.locale
    points = DATA["scales"][0]["options"]
    assert question.choice_list == "status4"
    assert [(choice.value, choice.label, choice.score) for choice in question.choices] == [
        (point["value"], point["label"][locale], point["score"]) for point in points
    ]
    assert (question.weight, question.effort) == (source["impact"], source["effort"])
    assert dict(question.weight_by.weights if question.weight_by else {}) == source.get("impact_by_sector", {})
    assert question.weight_by is None or question.weight_by.question == "sector"
    assert list(question.tags) == source["suggested_goal_ids"]
    assert list(question.more_tags) == source["more_goal_ids"]
    assert question.strength == source["strength_text"][locale]
    assert question.improvement == source["improvement_text"][locale]
    assert question.theme in {theme.key for theme in form.scoring.themes}


@pytest.mark.parametrize("key", [key for key, question in QUESTIONS.items() if question["type"] == "number"])
def test_a_number_keeps_its_unit_bounds_and_baselines(key, form):
    source, question = QUESTIONS[key], form.by_key[key]
    units = {unit["id"]: unit["label"][form.locale] for unit in LIBRARY["units"]}
    assert question.unit == units[source["unit"]]
    assert (question.min, question.decimals) == (source["validation"]["min"], source["validation"].get("decimals"))
    assert list(question.tags) == source["baseline_for"]


@pytest.mark.parametrize("key", [key for key, question in QUESTIONS.items() if "options" in question])
def test_choices_keep_their_labels_and_rules(key, form):
    source, question = QUESTIONS[key], form.by_key[key]
    assert [(choice.value, choice.label, choice.exclusive, choice.free_text) for choice in question.choices] == [
        (option["value"], option["label"][form.locale], option.get("exclusive", False), option.get("free_text", False))
        for option in source["options"]
    ]
    assert getattr(question, "min_selected", None) == source.get("validation", {}).get("min_selected")


CONDITIONS = {
    "en_kwh": {"in": [{"var": "en_monitor"}, ["started", "in_place"]]},
    "en_heating": {"or": [{"in": ["own_building", {"var": "premises"}]}, {"in": ["rented", {"var": "premises"}]}]},
    "en_fossil_exit": {"in": [{"var": "en_heating"}, ["oil", "gas"]]},
    "en_own": {"or": [{"in": ["own_building", {"var": "premises"}]}, {"in": ["rented", {"var": "premises"}]}]},
    "tr_vehicles": {
        "or": [{"in": ["own_vehicles", {"var": "tr_profile"}]}, {"in": ["machinery", {"var": "tr_profile"}]}]
    },
    "tr_logistics": {
        "or": [{"in": ["own_vehicles", {"var": "tr_profile"}]}, {"in": ["bought_transport", {"var": "tr_profile"}]}]
    },
    "ma_waste_kg": {"in": [{"var": "ma_data"}, ["started", "in_place"]]},
    "wa_outdoor": {"or": [{"in": ["own_building", {"var": "premises"}]}, {"in": ["outdoor", {"var": "premises"}]}]},
    "na_land": {"or": [{"in": ["own_building", {"var": "premises"}]}, {"in": ["outdoor", {"var": "premises"}]}]},
    "mg_footprint_t": {"in": [{"var": "mg_footprint"}, ["started", "in_place"]]},
}


def test_every_condition_is_kept(form):
    found = {question.key: question.show_if for question in form.questions() if question.show_if is not None}
    assert found == CONDITIONS


def test_conditions_decide_what_is_asked(mapping_form):
    outcome = evaluate(mapping_form, mapping_answers(premises=["home"], tr_profile=["none"], en_monitor="not_started"))
    never = {"en_heating", "en_fossil_exit", "en_own", "tr_vehicles", "tr_logistics", "wa_outdoor", "na_land", "en_kwh"}
    assert not never & set(outcome.visible)
    assert outcome.errors == ()


def test_a_condition_of_one_value_is_bare():
    source = {"all": [{"question": "q", "op": "contains_any", "value": ["a"]}]}
    assert condition(source) == {"in": ["a", {"var": "q"}]}


def test_several_conditions_are_joined():
    parts = [{"question": key, "op": "in", "value": ["a"]} for key in ("p", "q")]
    assert condition({"all": parts}) == {"and": [{"in": [{"var": "p"}, ["a"]]}, {"in": [{"var": "q"}, ["a"]]}]}


@pytest.mark.parametrize("unknown", [{"none": []}, {"all": [{"question": "q", "op": "above", "value": [1]}]}])
def test_a_condition_that_is_not_understood_is_not_dropped(unknown):
    with pytest.raises(ValueError, match="unknown"):
        condition(unknown)


def test_the_rest_of_the_form_is_kept(form):
    locale = form.locale
    assert form.key == "initial-mapping"
    assert form.minutes == DATA["estimated_minutes"]
    assert form.notice == DATA["confidentiality_note"][locale]
    assert [(mode.value, mode.label) for mode in form.modes] == [
        (mode["id"], mode["label"][locale]) for mode in DATA["modes"]
    ]
    assert [(band.min, band.max, band.label) for band in form.scoring.bands] == [
        (band["min"], band["max"], band["label"][locale]) for band in DATA["scoring"]["bands"]
    ]
    assert form.result.model_dump() == {name: text[locale] for name, text in DATA["result_page"].items()}
    assert {theme.key for theme in form.scoring.themes} == {
        section["id"] for section in DATA["sections"] if section["scored"]
    }
